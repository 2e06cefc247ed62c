import {
  findBulk,
  findBulksNamed,
  isSeenBulk,
  type SeenBulkOrder,
} from '../../store/bulk-orders.ts'
import { findOrder } from '../../store/orders.ts'
import { findOrdersNamed } from '../../store/search-orders.ts'
import type { Desk } from '../desk.ts'
import { noSuchOrder } from '../refusals.ts'
import { bulkGone, bulkNotKnownYet, notABulk } from './bulk-refusals.ts'
import { lookAtBulk } from './look-at-bulk.ts'
import { bulkGoneNow } from './bulk-refusals.ts'

/**
 * The number of the bulk order that is meant by its short number (`1042`, `#1042`), Bandwidth's id or its
 * customer order id, which its orders have too; undefined where it is none of a bulk order.
 */
export async function bulkNumberIn(desk: Desk, reference: string): Promise<number | undefined> {
  const name = reference.trim()
  const short = /^#?(\d{4,7})$/.exec(name)?.[1]
  if (short !== undefined) return (await findBulk(desk.db, Number(short)))?.number
  const [named] = await findBulksNamed(desk.db, name)
  if (named === undefined || named.endedAt === null) return named?.number
  // An order that was detached keeps the id and may live on.
  const orders = await findOrdersNamed(desk.db, name)
  return orders.some(({ endedAt }) => endedAt === null) ? undefined : named.number
}

/**
 * A bulk order that Bandwidth has shown, for a deed with it.
 * @throws Refusal when there is none of that number, or it is gone, or not known yet.
 */
export async function seenBulk(desk: Desk, number: number): Promise<SeenBulkOrder> {
  const bulk = await findBulk(desk.db, number)
  if (bulk === undefined) {
    const order = await findOrder(desk.db, number)
    throw order === undefined ? noSuchOrder(`#${number}`) : notABulk(order)
  }
  if (bulk.endedAt !== null && ['swept', 'deleted', 'never-made'].includes(bulk.ending ?? '')) {
    throw bulkGone(bulk)
  }
  if (!isSeenBulk(bulk)) throw bulkNotKnownYet(bulk)
  return bulk
}

/** The same as it stands at Bandwidth this moment, under its lock. */
export async function freshBulk(desk: Desk, number: number): Promise<SeenBulkOrder> {
  await seenBulk(desk, number)
  const bulk = await lookAtBulk(desk, number)
  if (bulk === null) throw bulkGoneNow(number)
  return bulk
}
