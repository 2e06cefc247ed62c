import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { OrderError } from '../porting/order.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { list } from './queries.ts'
import type { RemovedNumberTable } from './reading-tables.ts'

/** A number that people took out of an order. */
export interface RemovedNumber {
  readonly orderNumber: number
  readonly tn: TelephoneNumber
  readonly by: string
  readonly at: Instant
  /** Why Bandwidth would not port it; null: people removed it. */
  readonly error: OrderError | null
}

const { read, write } = columnsOf<RemovedNumberTable, RemovedNumber>()({
  orderNumber: 'order_number',
  tn: 'tn',
  by: 'by',
  at: 'at',
  error: { json: 'error' },
})

/** Rows of one statement: SQLite binds at most 32,766 values. */
const ROWS_AT_ONCE = 5_000

export async function noteRemoved(
  db: Database,
  orderNumber: number,
  {
    removed,
    by,
    at,
  }: { readonly removed: readonly Pick<RemovedNumber, 'tn' | 'error'>[] } & Pick<
    RemovedNumber,
    'by' | 'at'
  >,
): Promise<void> {
  for (let from = 0; from < removed.length; from += ROWS_AT_ONCE) {
    const rows = removed
      .slice(from, from + ROWS_AT_ONCE)
      .map((one) => write({ ...one, orderNumber, by, at }))
    await db
      .insertInto('removed_number')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['tn', 'order_number']).doNothing())
      .execute()
  }
}

/** It is the order's again. */
export async function forgetRemoved(
  db: Database,
  orderNumber: number,
  numbers: readonly TelephoneNumber[],
): Promise<void> {
  await db
    .deleteFrom('removed_number')
    .where('order_number', '=', orderNumber)
    .where(sql<boolean>`tn IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))`)
    .execute()
}

/** Numbers that were taken out of each of these orders and have not come back. */
export async function removedFrom(
  db: Database,
  orderNumbers: readonly number[],
): Promise<ReadonlyMap<number, readonly TelephoneNumber[]>> {
  const rows = await db
    .selectFrom('removed_number')
    .select(['order_number as number', 'tn'])
    .where('order_number', 'in', orderNumbers)
    .execute()
  const byOrder = Map.groupBy(rows, ({ number }) => number)
  return new Map(
    [...byOrder].map(([number, of]) => [number, of.map(({ tn }) => tn as TelephoneNumber)]),
  )
}

export async function removalsOf(
  db: Database,
  tn: TelephoneNumber,
): Promise<readonly RemovedNumber[]> {
  return list(db.selectFrom('removed_number').selectAll().where('tn', '=', tn).orderBy('at'), read)
}
