import type { Database } from '../../store/database.ts'
import { findOrder, type TrackedOrder } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { withItsBulk } from '../numbered.ts'
import { announceBulkWith } from './announce-bulk.ts'
import { hasEndedAs } from '../../porting/standing.ts'

/**
 * A child cannot be replaced inside a running bulk order (Bandwidth: Bulk Port-Ins guide), so its numbers
 * go out in a stand-alone order. The bulk order's list still shows them together.
 */
export async function resentAlone(
  db: Database,
  desk: Desk,
  { number, inPlaceOf }: Pick<TrackedOrder, 'number' | 'inPlaceOf'>,
): Promise<void> {
  const child = inPlaceOf === null ? undefined : await findOrder(db, inPlaceOf)
  if (child === undefined) return
  await withItsBulk(db, child, (bulk) =>
    announceBulkWith(db, desk, bulk.number, {
      kind: 'sent-again-alone',
      child: child.number,
      as: number,
      ...(!hasEndedAs('canceled', child) && { isToBeCanceled: true }),
    }),
  )
}
