import type { ListedOrder } from '../porting/order-summary.ts'
import { hasEndedAs, isAlive } from '../porting/standing.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { listedOrder, listedOrders, ordersWith } from '../store/find-by-name.ts'
import type { Desk } from './desk.ts'
import { indexUnlessFull, type ReadableChannels } from './orders-meant.ts'

/** Another order of ours that has some of the numbers. */
export interface Elsewhere {
  readonly order: ListedOrder
  readonly numbers: readonly TelephoneNumber[]
}

/**
 * Our own orders under way that have some of these numbers: Bandwidth ports a number in one order at a
 * time, and says so only when the second one is submitted (7205).
 *
 * @param into the order that the numbers are for, which may have them.
 */
export async function numbersElsewhere(
  desk: Pick<Desk, 'db' | 'log' | 'locks'>,
  numbers: readonly TelephoneNumber[],
  { into, readable }: { readonly into: number | null; readonly readable: ReadableChannels },
): Promise<readonly Elsewhere[]> {
  await indexUnlessFull(desk)
  const found = Map.groupBy(await ordersWith(desk.db, numbers), ({ order }) => order)
  const orders = await listedOrders(desk.db, [...found.keys()])
  const shown = new Set(await readable([...new Set(orders.map(({ channel }) => channel))]))
  const family = into === null ? null : ((await listedOrder(desk.db, into))?.bulkNumber ?? into)
  const numbersOf = ({ number }: ListedOrder) => (found.get(number) ?? []).map(({ tn }) => tn)
  return orders
    .filter((order) => isAlive(order) && shown.has(order.channel))
    .filter(({ number, bulkNumber }) => family === null || ![number, bulkNumber].includes(family))
    .map((order) => {
      const spokenFor = new Set(orders.filter(isSplitFrom(order)).flatMap(numbersOf))
      return { order, numbers: numbersOf(order).filter((tn) => !spokenFor.has(tn)) }
    })
    .filter(({ numbers }) => numbers.length > 0)
}

/** The numbers of a bulk order are in its orders, including those that have ended. */
function isSplitFrom({ number }: ListedOrder): (other: ListedOrder) => boolean {
  return (other) => other.bulkNumber === number && !hasEndedAs('superseded', other)
}
