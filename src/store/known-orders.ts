import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import type { FollowedTables } from './plans.ts'

/** As much of an order, or of a bulk order, as a reconciliation compares. */
export interface Known {
  readonly number: number
  readonly id: string
  readonly status: string | null
  readonly lastModifiedAt: Instant | null
}

/** All of a kind that have not come to their end and that Bandwidth is known to have, in one read. */
export async function knownAlive(db: Database, kind: FollowedTables): Promise<readonly Known[]> {
  const rows = await db
    .selectFrom(kind)
    .select(['number', 'id', 'status', 'last_modified_at'])
    .where('ended_at', 'is', null)
    .where('id', 'is not', null)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    id: row.id ?? '',
    status: row.status,
    lastModifiedAt: row.last_modified_at,
  }))
}

/** Short numbers that were given and for which Bandwidth was never asked: nothing is open for them. */
export async function neverAsked(db: Database, kind: FollowedTables): Promise<readonly number[]> {
  const rows = await db
    .selectFrom(kind)
    .select('number')
    .where('id', 'is', null)
    .where('ended_at', 'is', null)
    .where((the) =>
      the.not(
        the.exists(
          the
            .selectFrom('intent')
            .select('intent.id')
            .where('intent.order_number', '=', sql<number>`${sql.ref(`${kind}.number`)}`)
            .where('intent.closed_at', 'is', null),
        ),
      ),
    )
    .execute()
  return rows.map(({ number }) => number)
}

/** Polls these as soon as the orders that people wait for have had their turn. */
export async function pollSoon(
  db: Database,
  numbers: readonly number[],
  at: Instant,
): Promise<void> {
  const A_STATEMENT_TAKES = 500
  for (let from = 0; from < numbers.length; from += A_STATEMENT_TAKES) {
    await db
      .updateTable('port_order')
      .set({ look_at: at })
      .where('number', 'in', numbers.slice(from, from + A_STATEMENT_TAKES))
      .where((or) => or.or([or('look_at', 'is', null), or('look_at', '>', at)]))
      .execute()
  }
}
