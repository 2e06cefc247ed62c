import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { OrderId } from '../porting/order.ts'
import type { Database } from './database.ts'
import { isDue } from './due.ts'

/** Nobody postpones a refresh request for longer. */
export const LONGEST_REFRESH_WAIT_MS = 60_000

/** Orders that Bandwidth sent a notification about; their current state still has to be read. */
export interface DueRefreshRequest {
  readonly orderId: OrderId
  /** The newest of its refresh requests that is due. A later one requires a refresh of its own. */
  readonly upTo: number
}

export async function insertRefreshRequest(
  db: Database,
  orderId: OrderId,
  now: Instant,
): Promise<void> {
  await db
    .insertInto('hint')
    .values({ order_id: orderId, at: now, not_before: now })
    .executeTakeFirstOrThrow()
}

/** Each order once, however many refresh requests there are; the longest waiting first. */
export async function dueRefreshRequests(
  db: Database,
  now: Instant,
  most: number,
): Promise<readonly DueRefreshRequest[]> {
  const rows = await db
    .selectFrom('hint')
    .select((hint) => ['order_id', hint.fn.max('id').as('up_to'), hint.fn.min('id').as('first')])
    .where(isDue('not_before', now, LONGEST_REFRESH_WAIT_MS))
    .groupBy('order_id')
    .orderBy('first')
    .limit(most)
    .execute()
  return rows.map((row) => ({ orderId: row.order_id as OrderId, upTo: row.up_to }))
}

/** Those of orders that we do not know: how many, and the newest of them. */
export async function unknownRefreshRequests(
  db: Database,
  now: Instant,
): Promise<{ readonly count: number; readonly upTo: number }> {
  const { count, up_to: upTo } = await db
    .selectFrom('hint')
    .select((hint) => [
      hint.fn.count<number>('order_id').distinct().as('count'),
      hint.fn.max<number | null>('id').as('up_to'),
    ])
    .where(isDue('not_before', now, LONGEST_REFRESH_WAIT_MS))
    .where(isUnknown)
    .executeTakeFirstOrThrow()
  return { count, upTo: upTo ?? 0 }
}

export async function forgetUnknownRefreshRequests(db: Database, upTo: number): Promise<void> {
  await db.deleteFrom('hint').where('id', '<=', upTo).where(isUnknown).execute()
}

const isUnknown = sql<boolean>`(order_id NOT IN (SELECT id FROM port_order WHERE id IS NOT NULL)
  AND order_id NOT IN (SELECT id FROM bulk_order WHERE id IS NOT NULL))`

/** It was refreshed, or there is nothing to refresh. */
export async function forgetRefreshRequests(
  db: Database,
  { orderId, upTo }: DueRefreshRequest,
): Promise<void> {
  await db.deleteFrom('hint').where('order_id', '=', orderId).where('id', '<=', upTo).execute()
}

export async function postponeRefreshRequests(
  db: Database,
  { orderId, upTo }: DueRefreshRequest,
  until: Instant,
): Promise<void> {
  await db
    .updateTable('hint')
    .set({ not_before: until })
    .where('order_id', '=', orderId)
    .where('id', '<=', upTo)
    .execute()
}

export async function countRefreshRequests(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('hint')
    .select((hint) => hint.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
