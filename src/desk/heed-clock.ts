import { putPlansBack } from '../store/clock-put-back.ts'
import type { Instant } from '../porting/calendar.ts'
import type { Desk } from './desk.ts'
import { lastReconciledAt } from './reconcile-orders.ts'

/**
 * Detects that the clock was put back. Call it before anything that is due is fetched: otherwise whatever
 * is scheduled would wait for as long as the jump. For a jump while the bot was stopped, the time of the
 * last reconciliation shows it.
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
