import { sql } from 'kysely'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { Database } from './database.ts'
import { readOrder, type TrackedOrder } from './orders.ts'

/** By any of the names people use for an order, newest first: Bandwidth's id, customer order id, PON. */
export async function findOrdersNamed(
  db: Database,
  name: string,
): Promise<readonly TrackedOrder[]> {
  const rows = await db
    .selectFrom('port_order')
    .selectAll()
    .where((or) =>
      or.or([
        or('id', '=', name),
        or('customer_order_id', '=', name),
        or(sql<string>`json_extract(seen, '$.pon')`, '=', name),
      ]),
    )
    .orderBy('number', 'desc')
    .execute()
  return rows.map(readOrder)
}

/** Orders that hold this number, those still alive first, then the newest. */
export async function findOrdersWith(
  db: Database,
  tn: TelephoneNumber,
): Promise<readonly TrackedOrder[]> {
  const rows = await db
    .selectFrom('port_order')
    .selectAll()
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM json_each(content, '$.numbers') AS tn WHERE tn.value = ${tn})`,
    )
    .orderBy(sql`ended_at IS NOT NULL`)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(readOrder)
}

export interface OrderFilter {
  readonly owner?: string
  readonly alive?: boolean
  readonly statuses?: readonly string[]
  /** Without those that go out with a bulk order. */
  readonly standAlone?: boolean
}

export async function listTracked(
  db: Database,
  filter: OrderFilter,
): Promise<readonly TrackedOrder[]> {
  let query = db.selectFrom('port_order').selectAll()
  if (filter.owner !== undefined) query = query.where('owner', '=', filter.owner)
  if (filter.alive === true) query = query.where('ended_at', 'is', null)
  if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses)
  if (filter.standAlone === true) query = query.where('bulk_number', 'is', null)
  return (await query.orderBy('number', 'desc').execute()).map(readOrder)
}

/** Orders of a channel whose news would go there, or wait for it: one that has just ended is told of too. */
export async function ordersIn(db: Database, channel: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('port_order')
    .select('number')
    .where('channel', '=', channel)
    .where((or) =>
      or.or([
        or('ended_at', 'is', null),
        or.exists(
          or
            .selectFrom('post')
            .select('post.id')
            .whereRef('post.parent', '=', sql<string>`'card-' || port_order.number`)
            .where('post.ts', 'is', null)
            .whereRef('post.drawn', '<', 'post.version'),
        ),
      ]),
    )
    .execute()
  return rows.map(({ number }) => number)
}
