import { findBulk, type TrackedBulk } from '../store/bulk-orders.ts'
import type { Database } from '../store/database.ts'
import { findOrder, isSeen, type SeenOrder, type TrackedOrder } from '../store/orders.ts'
import { noSuchOrder, notKnownYet } from './refusals.ts'

export type Numbered =
  | { readonly kind: 'order'; readonly one: TrackedOrder }
  | { readonly kind: 'bulk'; readonly one: TrackedBulk }

/** What to do with an order, and what with a bulk order. */
export interface OfEach<Result> {
  readonly order: (order: TrackedOrder) => Result
  readonly bulk: (bulk: TrackedBulk) => Result
}

export function ofKind<Result>(found: Numbered, each: OfEach<Result>): Result {
  return found.kind === 'order' ? each.order(found.one) : each.bulk(found.one)
}

/** Orders and bulk orders share one sequence of numbers. @returns undefined when nothing has this one. */
export async function numbered(db: Database, number: number): Promise<Numbered | undefined> {
  const order = await findOrder(db, number)
  if (order !== undefined) return { kind: 'order', one: order }
  const bulk = await findBulk(db, number)
  return bulk && { kind: 'bulk', one: bulk }
}

/** @throws Refusal when no order has it. */
export async function orderNumbered(db: Database, number: number): Promise<TrackedOrder> {
  return (await findOrder(db, number)) ?? Promise.reject(noSuchOrder(`#${number}`))
}

/** The same for one that has been read from Bandwidth. */
export async function seenOrderNumbered(db: Database, number: number): Promise<SeenOrder> {
  const order = await orderNumbered(db, number)
  if (!isSeen(order)) throw notKnownYet(order)
  return order
}

/** @throws Refusal when no bulk order has it. */
export async function bulkNumbered(db: Database, number: number): Promise<TrackedBulk> {
  return (await findBulk(db, number)) ?? Promise.reject(noSuchOrder(`#${number}`))
}

/** Runs for the bulk order that an order goes out with. @returns null when it is stand-alone. */
export async function withItsBulk<Result>(
  db: Database,
  { bulkNumber }: Pick<TrackedOrder, 'bulkNumber'>,
  work: (bulk: TrackedBulk) => Result | Promise<Result>,
): Promise<Result | null> {
  return bulkNumber === null ? null : work(await bulkNumbered(db, bulkNumber))
}
