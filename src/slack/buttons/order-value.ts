import { findOrder, isSeen, type SeenOrder, type TrackedOrder } from '../../store/orders.ts'
import { noSuchOrder, notKnownYet } from '../../desk/refusals.ts'
import type { Visit } from '../visit.ts'

/** The order that a button's value names. */
export async function orderOf({ desk }: Visit, value: string): Promise<TrackedOrder> {
  const order = await findOrder(desk.db, Number(value))
  if (order === undefined) throw noSuchOrder(`#${value}`)
  return order
}

export async function seenOrderOf(visit: Visit, value: string): Promise<SeenOrder> {
  const order = await orderOf(visit, value)
  if (!isSeen(order)) throw notKnownYet(order)
  return order
}
