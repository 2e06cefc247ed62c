import type { Desk } from '../desk/desk.ts'
import { ensureSubscriptions } from '../desk/subscribe.ts'
import type { Instant } from '../porting/calendar.ts'

const DAY = 24 * 60 * 60 * 1000
const AFTER_FAILURE_MS = 10 * 60_000
const AFTER_TROUBLE_MS = 60 * 60_000

/**
 * Creates and renews the subscriptions. Called at every tick, it acts once after the start, then once a
 * day, and sooner when something is wrong with them.
 */
export function subscribeDaily(desk: Desk): () => Promise<void> {
  let asked: { readonly at: Instant; readonly waitMs: number } | null = null
  let isFirst = true

  return async () => {
    const { webhook } = desk.settings
    const now = desk.clock()
    if (webhook === null) return
    if (asked !== null && now >= asked.at && now < asked.at + asked.waitMs) return
    asked = { at: now, waitMs: AFTER_FAILURE_MS }
    const states = await ensureSubscriptions(desk, webhook, { renew: isFirst })
    isFirst = false
    const isGood = states.every(({ trouble }) => trouble === null)
    asked = { at: now, waitMs: isGood ? DAY : AFTER_TROUBLE_MS }
  }
}
