import { putPlansBack } from '../store/clock-put-back.ts'
import type { Instant } from '../porting/calendar.ts'
import type { Desk } from './desk.ts'
import { lastReconciledAt } from './reconcile-orders.ts'

/**
 * What notices that the clock was put back, to be asked before anything is looked for that is due: else
 * whatever waits would wait for as long as the jump. While the bot was stopped, the last reconciliation tells.
 */
export function heedClock(desk: Desk): () => Promise<void> {
  let latest: Instant | null = null
  return async () => {
    const now = desk.clock()
    const before = latest ?? (await lastReconciledAt(desk)) ?? now
    if (now < before) {
      desk.log('clock-put-back', { byMs: before - now })
      await putPlansBack(desk.db, now, before - now)
    }
    latest = now
  }
}
