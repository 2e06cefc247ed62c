import type { Lifecycle } from '../lifecycle.ts'
import { isTollFree } from '../numbering.ts'
import type { Order, OrderContent } from '../order.ts'
import { tnsOf } from '../order.ts'
import { draftStatus } from '../order-changes.ts'
import type { Practice } from '../practice.ts'
import type { BulkOrder } from './bulk-order.ts'
import { childrenOf } from './bulk-order.ts'
import { split } from './splitting.ts'
import { ofKind } from './template.ts'

/**
 * Makes the children of a list again, all with new ids. What an old child was told goes to the new
 * one that has most of its numbers; the others start with the template.
 */
export function replaceChildren(
  bulk: BulkOrder,
  portable: readonly string[],
  at: number,
  { orders, bulkHabits }: Practice,
  lifecycle: Lifecycle,
): void {
  const old = childrenOf(bulk, orders)
  const sets = split(portable)
  const successors = inheritances(old, sets)
  for (const child of old) {
    child.bulkId = null
    lifecycle.remove(child)
  }
  for (const [index, tns] of sets.entries()) {
    const from = successors.get(index)
    const content = from ? from.content : freshContent(bulk.template, tns)
    const child = lifecycle.create({ ...content, tns }, bulk.modifiedBy, bulk.id)
    // The bulk order's own check has waited out the vendor's failure.
    child.vendorTries = 1
    if (from && bulkHabits.documentsFollow) child.documents.push(...from.documents)
    lifecycle.move(child, draftStatus(child), at, bulk.modifiedBy)
  }
}

const freshContent = (template: OrderContent, [first = '']: readonly string[]): OrderContent =>
  ofKind(template, isTollFree(first) ? 'toll-free' : 'regular')

/** The old child, if any, whose data each set of numbers takes over, by the set's place. */
function inheritances(
  old: readonly Order[],
  sets: readonly (readonly string[])[],
): Map<number, Order> {
  const placeOf = new Map(sets.flatMap((tns, place) => tns.map((tn) => [tn, place] as const)))
  const best = new Map<number, { order: Order; shared: number }>()
  for (const order of old) {
    const counts = new Map<number, number>()
    for (const tn of tnsOf(order)) {
      const place = placeOf.get(tn)
      if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + 1)
    }
    const [most] = [...counts].sort(([, one], [, other]) => other - one)
    if (most === undefined) continue
    const [place, shared] = most
    if (shared > (best.get(place)?.shared ?? 0)) best.set(place, { order, shared })
  }
  return new Map([...best].map(([place, { order }]) => [place, order]))
}
