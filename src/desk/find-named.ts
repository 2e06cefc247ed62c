import { telephoneNumber } from '../porting/telephone-number.ts'
import { bulksThatWant } from '../store/bulk-numbers.ts'
import type { TrackedOrder } from '../store/orders.ts'
import { followBulkMadeElsewhere } from './bulk/follow-bulk.ts'
import { bulkNumberIn } from './bulk/find-bulk.ts'
import type { Desk } from './desk.ts'
import { adoptOrder, findTracked, trackedAs } from './find-order.ts'
import type { KindName } from '../store/followed.ts'
import { ambiguousOrder } from './refusals.ts'

/** What a person means, who may not know which of them it is. */
export interface Named {
  readonly kind: KindName
  readonly number: number
  /** The bulk order that it goes out with. */
  readonly whole: number | null
}

/** The same, of those that are known here. @throws Refusal when there is none. */
export async function orderNamed(desk: Desk, reference: string): Promise<Named> {
  return (await findNamed(desk, reference)) ?? namedOrder(await findTracked(desk, reference))
}

/**
 * The order or the bulk order of ours that goes by this name; of a number in a bulk order, the order that
 * holds it, and the whole while none of its orders does.
 *
 * @throws Refusal when more than one is meant that is still alive.
 */
export async function findNamed(desk: Desk, reference: string): Promise<Named | undefined> {
  const bulk = await bulkNumberIn(desk, reference)
  if (bulk !== undefined) return namedBulk(bulk)
  const order = await trackedAs(desk, reference)
  if (order !== undefined && order.endedAt === null) return namedOrder(order)
  const tn = telephoneNumber(reference)
  const wanting = tn === undefined ? [] : await bulksThatWant(desk.db, tn)
  const [only, ...more] = wanting
  if (more.length > 0) {
    throw ambiguousOrder(
      reference.trim(),
      wanting.map((number) => ({ number })),
    )
  }
  if (only !== undefined) return namedBulk(only)
  return order && namedOrder(order)
}

/**
 * Look for one at Bandwidth that was made elsewhere, and follow it from now on with a card in this channel;
 * an order of a bulk order with its whole.
 *
 * @throws Refusal when Bandwidth does not know it either.
 */
export async function adoptNamed(
  desk: Desk,
  reference: string,
  here: { readonly by: string; readonly channel: string },
): Promise<Named> {
  const number = await followBulkMadeElsewhere(desk, reference, here)
  if (number !== undefined) return namedBulk(number)
  const order = await adoptOrder(desk, reference, here)
  const whole = order.bulkNumber === null ? (order.seen?.bulkOrderId ?? null) : null
  if (whole !== null) await followBulkMadeElsewhere(desk, whole, here)
  return namedOrder(await findTracked(desk, `#${order.number}`))
}

function namedOrder({ number, bulkNumber }: TrackedOrder): Named {
  return { kind: 'order', number, whole: bulkNumber }
}

function namedBulk(number: number): Named {
  return { kind: 'bulk', number, whole: null }
}
