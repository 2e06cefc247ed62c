import { sql } from 'kysely'
import type { Database } from './database.ts'
import { readOrder, type TrackedOrder } from './orders.ts'

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
