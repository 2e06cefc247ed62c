import type { Selectable } from 'kysely'
import type { CalendarDay } from '../porting/calendar.ts'
import type { NameKind, OrderName } from '../porting/order-names.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import type { Database } from './database.ts'
import { TABLE_OF } from './plans.ts'
import type { OrderSummaryTable } from './schema.ts'

/** Rows of one statement: SQLite binds at most 32,766 values. */
const ROWS_AT_ONCE = 5_000

/** Kinds that come from the numbers alone: those of a bulk order are read only when they have changed. */
const OF_NUMBERS: readonly NameKind[] = ['number', 'line', 'removed']

/** An order that has another version than the one that is in the index. */
export interface ToIndex {
  readonly number: number
  readonly version: number
}

export async function ordersToIndex(db: Database, most: number): Promise<readonly ToIndex[]> {
  return db
    .selectFrom('port_order')
    .select(['number', 'version'])
    .whereRef('indexed_version', '<>', 'version')
    .orderBy('number')
    .limit(most)
    .execute()
}

export async function bulksToIndex(
  db: Database,
  most: number,
): Promise<readonly (ToIndex & { readonly areNamed: boolean })[]> {
  const rows = await db
    .selectFrom('bulk_order')
    .innerJoin('bulk_numbers', 'bulk_numbers.bulk_number', 'bulk_order.number')
    .select(['number', 'version', 'are_named'])
    .where((or) => or.or([or('indexed_version', '<>', or.ref('version')), or('are_named', '=', 0)]))
    .orderBy('number')
    .limit(most)
    .execute()
  return rows.map(({ are_named: areNamed, ...row }) => ({ ...row, areNamed: areNamed === 1 }))
}

/** What is written of one order: its names stand for those of before. */
export interface Indexed {
  readonly version: number
  readonly order: ListedOrder
  readonly names: readonly OrderName[]
  /** The names of its numbers stay as they are. */
  readonly keepsNumbers: boolean
}

export async function writeIndexed(db: Database, indexed: Indexed): Promise<void> {
  const { version, order, keepsNumbers } = indexed
  const { number, kind } = order
  await writeNames(db, indexed)
  const { number: _, ...row } = rowOf(order)
  await db
    .insertInto('order_summary')
    .values({ number, ...row })
    .onConflict((conflict) => conflict.column('number').doUpdateSet(row))
    .execute()
  await db
    .updateTable(TABLE_OF[kind])
    .set({ indexed_version: version })
    .where('number', '=', number)
    .execute()
  if (keepsNumbers) return
  await db
    .updateTable('bulk_numbers')
    .set({ are_named: 1 })
    .where('bulk_number', '=', number)
    .execute()
}

/** Only what differs is written: most changes of an order leave its names as they are. */
async function writeNames(
  db: Database,
  { order: { number }, names, keepsNumbers }: Indexed,
): Promise<void> {
  let query = db
    .selectFrom('order_name')
    .select(['kind', 'name'])
    .where('order_number', '=', number)
  if (keepsNumbers) query = query.where('kind', 'not in', OF_NUMBERS)
  const before = new Set((await query.execute()).map(keyOf))
  const after = new Map(names.map((one) => [keyOf(one), one]))
  const added = [...after].filter(([key]) => !before.has(key)).map(([, one]) => one)
  const isDeleted = [...before].some((key) => !after.has(key))
  if (!isDeleted) return insertNames(db, number, added)
  let gone = db.deleteFrom('order_name').where('order_number', '=', number)
  if (keepsNumbers) gone = gone.where('kind', 'not in', OF_NUMBERS)
  await gone.execute()
  await insertNames(db, number, [...after.values()])
}

function keyOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind} ${name}`
}

async function insertNames(
  db: Database,
  number: number,
  names: readonly OrderName[],
): Promise<void> {
  for (let from = 0; from < names.length; from += ROWS_AT_ONCE) {
    await db
      .insertInto('order_name')
      .values(
        names
          .slice(from, from + ROWS_AT_ONCE)
          .map(({ kind, name }) => ({ kind, name, order_number: number })),
      )
      .execute()
  }
}

function rowOf(order: ListedOrder): Selectable<OrderSummaryTable> {
  return {
    number: order.number,
    kind: order.kind,
    token: order.token,
    bulk_number: order.bulkNumber,
    channel: order.channel,
    owner: order.owner,
    status: order.status,
    ended_at: order.endedAt,
    ending: order.ending,
    stands_since: order.standsSince,
    customer: order.customer,
    carrier: order.carrier,
    numbers: order.numbers,
    foc_day: order.focDay,
    ports_at: order.portsAt,
    requested_day: order.requestedDay,
    on_demand: order.isOnDemand ? 1 : 0,
    draft_ends_at: order.draftEndsAt,
    reason: order.reason,
    due_at: order.dueAt,
  }
}

export function readListed(row: Selectable<OrderSummaryTable>): ListedOrder {
  return {
    number: row.number,
    kind: row.kind === 'bulk' ? 'bulk' : 'order',
    token: row.token,
    bulkNumber: row.bulk_number,
    channel: row.channel,
    owner: row.owner,
    status: row.status,
    endedAt: row.ended_at,
    ending: row.ending,
    standsSince: row.stands_since,
    customer: row.customer,
    carrier: row.carrier,
    numbers: row.numbers,
    focDay: row.foc_day as CalendarDay | null,
    portsAt: row.ports_at,
    requestedDay: row.requested_day as CalendarDay | null,
    isOnDemand: row.on_demand === 1,
    draftEndsAt: row.draft_ends_at,
    reason: row.reason,
    dueAt: row.due_at,
  }
}
