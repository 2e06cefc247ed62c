import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'

/** As much of an order as a sweep compares. */
export interface KnownOrder {
  readonly number: number
  readonly id: string
  readonly status: string | null
  readonly lastModifiedAt: Instant | null
}

/** Every order that has not come to its end and that Bandwidth is known to have, in one read. */
export async function knownOrders(db: Database): Promise<readonly KnownOrder[]> {
  const rows = await db
    .selectFrom('port_order')
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

/** Look at these as soon as what people wait for has had its turn. */
export async function lookSoonAt(
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
