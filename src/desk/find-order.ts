import type { ListedOrder } from '../bandwidth/bandwidth.ts'
import { nullIfNotFound } from '../bandwidth/errors.ts'
import type { CustomerOrderId, OrderId, PortOrder } from '../porting/order.ts'
import { isTerminal } from '../porting/status.ts'
import { telephoneNumber } from '../porting/telephone-number.ts'
import {
  findOrder,
  findOrderWithId,
  insertOrder,
  isSeen,
  type SeenOrder,
  type TrackedOrder,
} from '../store/orders.ts'
import { isDeleted } from '../porting/standing.ts'
import type { Desk } from './desk.ts'
import { newCustomerOrderId } from './draft-order.ts'
import { syncOrder } from './refresh-order.ts'
import { queueCard } from './queue-card.ts'
import { orderNumbered } from './numbered.ts'
import { noSuchOrder, notKnownYet, orderDeleted } from './refusals.ts'

/** For an operation that needs a reading of the order. @throws Refusal when it was deleted or not read yet. */
export async function findSeen(desk: Desk, number: number): Promise<SeenOrder> {
  const order = await orderNumbered(desk.db, number)
  if (isDeleted(order)) throw orderDeleted(order)
  if (!isSeen(order)) throw notKnownYet(order)
  return order
}

/**
 * Search Bandwidth for an order made elsewhere, and start following it with a card in this channel.
 *
 * @throws Refusal when Bandwidth does not have it either.
 */
export async function adoptOrder(
  desk: Desk,
  reference: string,
  { by, channel }: { readonly by: string; readonly channel: string },
): Promise<TrackedOrder> {
  const id = await findAtBandwidth(desk, reference.trim())
  if (id === undefined) throw noSuchOrder(reference.trim())
  const known = await findOrderWithId(desk.db, id)
  if (known !== undefined) return known
  const { order } = await desk.bandwidth.getOrder(id)
  return followOrder(desk, { id, order }, { by, channel })
}

/** Save an order that was made elsewhere, with a card in this channel; one that is known stays as it is. */
export async function followOrder(
  desk: Desk,
  { id, order }: { readonly id: OrderId; readonly order: PortOrder },
  { by, channel }: { readonly by: string; readonly channel: string },
): Promise<TrackedOrder> {
  const now = desk.clock()
  const number = await desk.db.transaction().execute(async (db) => {
    // Somebody else may have added it a moment ago.
    const known = await findOrderWithId(db, id)
    if (known !== undefined) return known.number
    const number = await insertOrder(db, {
      id,
      // One made elsewhere may have none; ours is sent with the first change.
      customerOrderId: order.customerOrderId ?? newCustomerOrderId(order),
      content: order,
      sealedSecrets: null,
      channel,
      owner: by,
      now,
    })
    await queueCard(db, { number, channel, now })
    return number
  })
  await syncOrder(desk, number)
  return (await findOrder(desk.db, number)) ?? Promise.reject(noSuchOrder(id))
}

async function findAtBandwidth(desk: Desk, name: string): Promise<OrderId | undefined> {
  const id = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(name) ? (name as OrderId) : null
  if (id !== null && (await nullIfNotFound(desk.bandwidth.getOrder(id))) !== null) return id
  const tn = telephoneNumber(name)
  const searches = [
    () => desk.bandwidth.findByCustomerOrderId(name as CustomerOrderId),
    () => desk.bandwidth.listOrders({ pon: name }),
    ...(tn === undefined ? [] : [() => desk.bandwidth.listWithDrafts({ number: tn })]),
  ]
  for (const search of searches) {
    const found = newestFirst(await search())
    const [first] = [...found.filter(({ status }) => !isTerminal(status)), ...found]
    if (first !== undefined) return first.id
  }
  return undefined
}

function newestFirst(orders: readonly ListedOrder[]): readonly ListedOrder[] {
  return orders.toSorted((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0))
}
