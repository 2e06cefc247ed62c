import type { Refusal } from '../porting/refusal.ts'
import { isAlive } from '../porting/standing.ts'
import { isSubmitted } from '../porting/status.ts'
import { findOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { notFoundNow, orderDeletedNow } from './refusals.ts'

/** Why nothing can be done with an order that a refresh did not find. */
export async function notFound({ db }: Desk, number: number): Promise<Refusal> {
  const order = await findOrder(db, number)
  const isUnderWay = order !== undefined && isAlive(order) && isSubmitted(order.seen)
  return isUnderWay ? notFoundNow(number) : orderDeletedNow(number)
}
