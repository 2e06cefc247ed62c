import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Orders of a channel that may still have news there: one that has just ended is announced too. */
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
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}
