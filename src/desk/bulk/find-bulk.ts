import { findBulk, isSeenBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import { findOrder } from '../../store/orders.ts'
import { isDeleted } from '../../porting/standing.ts'
import type { Desk } from '../desk.ts'
import { noSuchOrder, orderDeletedNow } from '../refusals.ts'
import { bulkDeleted, bulkNotKnownYet, notABulk } from './bulk-refusals.ts'
import { refreshBulk } from './refresh-bulk.ts'

/**
 * A bulk order that Bandwidth has shown, for an operation with it.
 * @throws Refusal when there is none of that number, or it is gone, or not known yet.
 */
export async function seenBulk(desk: Desk, number: number): Promise<SeenBulkOrder> {
  const bulk = await findBulk(desk.db, number)
  if (bulk === undefined) {
    const order = await findOrder(desk.db, number)
    throw order === undefined ? noSuchOrder(`#${number}`) : notABulk(order)
  }
  if (isDeleted(bulk)) throw bulkDeleted(bulk)
  if (!isSeenBulk(bulk)) throw bulkNotKnownYet(bulk)
  return bulk
}

/** The same as it stands at Bandwidth this moment, under its lock. */
export async function freshBulk(desk: Desk, number: number): Promise<SeenBulkOrder> {
  await seenBulk(desk, number)
  const bulk = await refreshBulk(desk, number)
  if (bulk === null) throw orderDeletedNow(number)
  return bulk
}
