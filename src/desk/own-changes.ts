import type { Instant } from '../porting/calendar.ts'
import type { OrderChange } from '../porting/order-changes.ts'
import type { Database } from '../store/database.ts'
import { closeIntentsOf, isUnderWay } from '../store/intents.ts'

/**
 * What a refresh announces besides a change that was requested here: that it is under way is announced with
 * the change, and a refused one is not polled anymore.
 */
export async function withoutOwn(
  db: Database,
  orderNumber: number,
  changes: readonly OrderChange[],
  now: Instant,
): Promise<readonly OrderChange[]> {
  const isRefused = changes.some(refusesChange)
  if (!isRefused && !changes.some(({ kind }) => kind === 'supplement-requested')) return changes
  if (!(await isUnderWay(db, orderNumber, 'change'))) return changes
  if (isRefused) {
    await closeIntentsOf(db, { kind: 'change', orderNumber }, 'refused', now)
  }
  return changes.filter(({ kind }) => kind !== 'supplement-requested')
}

/** A rejection or cancel meanwhile says nothing of the change: a refresh shows if it was made. */
function refusesChange(change: OrderChange): boolean {
  return change.kind === 'change-refused' && change.what === 'change'
}
