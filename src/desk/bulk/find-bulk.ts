import { findBulk, isSeenBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import { findOrder } from '../../store/orders.ts'
import { isDeleted } from '../../porting/standing.ts'
import type { Desk } from '../desk.ts'
import { noSuchOrder, orderDeletedNow } from '../refusals.ts'
import { bulkDeleted, bulkNotKnownYet, notABulk } from './bulk-refusals.ts'
import { refreshBulk } from './refresh-bulk.ts'

/**
 * A bulk order that has been read from Bandwidth, for an operation with it.
 * @throws Refusal when there is none with that number, it was deleted, or it has not been read yet.
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

/** The same, read again from Bandwidth. The caller holds its lock. */
export async function freshBulk(desk: Desk, number: number): Promise<SeenBulkOrder> {
  await seenBulk(desk, number)
  const bulk = await refreshBulk(desk, number)
  if (bulk === null) throw orderDeletedNow(number)
  return bulk
}
