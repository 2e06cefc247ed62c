import { bulkToFind } from './bulk/child-changes.ts'
import { followBulkMadeElsewhere } from './bulk/follow-bulk.ts'
import type { Desk } from './desk.ts'
import { adoptOrder } from './find-order.ts'
import { orderNumbered } from './numbered.ts'
import { noSuchOrder } from './refusals.ts'
import type { KindName } from '../store/followed.ts'

/** What a reference means: an order or a bulk order; people need not know which. */
export interface Named {
  readonly kind: KindName
  readonly number: number
  /** The bulk order that it goes out with. */
  readonly bulkNumber: number | null
}

/** No id, PON or phone number is longer. */
const LONGEST_REFERENCE = 100

/**
 * Search Bandwidth for an order that was made elsewhere, and start following it with a card in this
 * channel; an order in a bulk order is followed together with that bulk order.
 *
 * @throws Refusal when Bandwidth does not have it either.
 */
export async function adoptNamed(
  desk: Desk,
  reference: string,
  here: { readonly by: string; readonly channel: string },
): Promise<Named> {
  if (reference.length > LONGEST_REFERENCE) throw noSuchOrder(reference)
  const number = await followBulkMadeElsewhere(desk, reference, here)
  if (number !== undefined) return { kind: 'bulk', number, bulkNumber: null }
  const order = await adoptOrder(desk, reference, here)
  const bulk = bulkToFind(order, order.seen)
  if (bulk !== null) await followBulkMadeElsewhere(desk, bulk, here)
  const { bulkNumber } = await orderNumbered(desk.db, order.number)
  return { kind: 'order', number: order.number, bulkNumber }
}
