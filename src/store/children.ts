import type { Instant } from '../porting/calendar.ts'
import type { OrderId } from '../porting/order.ts'
import { isAlive } from '../porting/standing.ts'
import type { Database } from './database.ts'
import { allOrders, readOrder, type TrackedOrder } from './orders.ts'

/** The orders that a bulk order was split into, also those that have come to their end, oldest first. */
export async function findChildren(
  db: Database,
  bulkNumber: number,
): Promise<readonly TrackedOrder[]> {
  const rows = await allOrders(db)
    .where('bulk_number', '=', bulkNumber)
    .where((or) => or.or([or('ending', 'is', null), or('ending', '!=', 'regrouped')]))
    .orderBy('number')
    .execute()
  return rows.map(readOrder)
}

export async function findLivingChildren(
  db: Database,
  bulkNumber: number,
): Promise<readonly TrackedOrder[]> {
  return (await findChildren(db, bulkNumber)).filter(isAlive)
}

/** Those whose numbers have left since then, with what was typed for them. */
export async function supersededChildren(
  db: Database,
  bulkNumber: number,
  since: Instant,
): Promise<readonly TrackedOrder[]> {
  const rows = await allOrders(db)
    .where('bulk_number', '=', bulkNumber)
    .where('ending', '=', 'regrouped')
    .where('ended_at', '>=', since)
    .where('id', 'is not', null)
    .orderBy('ended_at', 'desc')
    .orderBy('number')
    .execute()
  return rows.map(readOrder)
}

/** The parts of a bulk order's open child that show whether a list reports a change. */
export interface LivingChild {
  readonly number: number
  readonly id: OrderId
  /** Null: never read. */
  readonly status: string | null
  readonly lastModifiedAt: Instant | null
  readonly seenAt: Instant | null
}

export async function livingChildren(
  db: Database,
  bulkNumber: number,
): Promise<readonly LivingChild[]> {
  const rows = await db
    .selectFrom('port_order')
    .select(['number', 'id', 'status', 'last_modified_at', 'seen_at'])
    .where('bulk_number', '=', bulkNumber)
    .where('id', 'is not', null)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    id: row.id as OrderId,
    status: row.status,
    lastModifiedAt: row.last_modified_at,
    seenAt: row.seen_at,
  }))
}

/** When any of these orders was last read; null if none was. */
export async function lastSeenAmong(
  db: Database,
  numbers: readonly number[],
): Promise<Instant | null> {
  const row = await db
    .selectFrom('port_order')
    .select(({ fn }) => fn.max('seen_at').as('last'))
    .where('number', 'in', numbers)
    .executeTakeFirst()
  return row?.last ?? null
}

/** Orders that take the place of this one and have not ended. */
export async function replacementsOf(db: Database, order: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('port_order')
    .select('number')
    .where('in_place_of', '=', order)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}

/** Orders that were sent again alone, by the number of the canceled child that each replaces. */
export async function resentAlone(
  db: Database,
  children: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (children.length === 0) return new Map()
  const rows = await db
    .selectFrom('port_order')
    .select(['number', 'in_place_of'])
    .where('in_place_of', 'in', children)
    .orderBy('number')
    .execute()
  return new Map(rows.map((row) => [row.in_place_of ?? 0, row.number]))
}
