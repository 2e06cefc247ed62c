import type { Database } from '../../store/database.ts'
import { findOrder, type TrackedOrder } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { announceBulkWith } from './announce-bulk.ts'

/**
 * A child cannot be replaced inside a running bulk order (Bandwidth: Bulk Port-Ins guide), so its numbers go
 * out alone. The bulk order's list keeps them together all the same.
 */
export async function resentAlone(
  db: Database,
  desk: Desk,
  { number, inPlaceOf }: Pick<TrackedOrder, 'number' | 'inPlaceOf'>,
): Promise<void> {
  const child = inPlaceOf === null ? undefined : await findOrder(db, inPlaceOf)
  if (child === undefined || child.bulkNumber === null) return
  await announceBulkWith(db, desk, child.bulkNumber, {
    kind: 'sent-again-alone',
    child: child.number,
    as: number,
    ...(child.ending !== 'cancelled' && { isToBeCanceled: true }),
  })
}
