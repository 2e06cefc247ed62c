import type { Instant } from '../porting/calendar.ts'
import type { OrderChange } from '../porting/order-changes.ts'
import type { Database } from '../store/database.ts'
import { closeIntentsOf, isUnderWay } from '../store/intents.ts'

/**
 * What a refresh has to announce beside a change that was asked for here: that it is on its way is announced
 * with what was changed, and one that is refused is not looked for any more.
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

/** A rejection or a cancel that comes meanwhile says nothing of the change: whether it came about, a refresh shows. */
function refusesChange(change: OrderChange): boolean {
  return change.kind === 'change-refused' && change.what === 'change'
}
