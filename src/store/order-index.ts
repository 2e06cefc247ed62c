import { sql, type ExpressionBuilder, type Selectable } from 'kysely'
import type { NameKind, OrderName } from '../porting/order-names.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { TABLE_OF } from './plans.ts'
import type { OrderNameTable, OrderSummaryTable, Schema } from './schema.ts'

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

/** An order to index: its current names replace the earlier ones. */
export interface Indexed {
  readonly order: ListedOrder
  readonly names: readonly OrderName[]
  /** The names of its numbers stay as they are. */
  readonly areNumbersIndexed: boolean
}

/** Within the transaction in which the orders were read, as they are in it. */
export async function writeIndexed(db: Database, all: readonly Indexed[]): Promise<void> {
  await writeNames(db, all)
  await db.deleteFrom('order_summary').where('number', 'in', all.map(numberOf)).execute()
  await db
    .insertInto('order_summary')
    .values(all.map(({ order }) => write(order)))
    .execute()
  for (const kind of ['order', 'bulk'] as const) {
    await db
      .updateTable(TABLE_OF[kind])
      .set((column) => ({ indexed_version: column.ref('version') }))
      .where('number', 'in', all.filter(({ order }) => order.kind === kind).map(numberOf))
      .execute()
  }
  const named = all.filter(({ areNumbersIndexed }) => !areNumbersIndexed)
  await db
    .updateTable('bulk_numbers')
    .set({ are_named: 1 })
    .where('bulk_number', 'in', named.map(numberOf))
    .execute()
}

/** Only what differs is written: most changes of an order leave its names as they are. */
async function writeNames(db: Database, all: readonly Indexed[]): Promise<void> {
  const indexed = all.filter(({ areNumbersIndexed }) => areNumbersIndexed).map(numberOf)
  const areOf = (numbers: readonly number[]) => (or: ExpressionBuilder<Schema, 'order_name'>) =>
    or.and([
      or('order_number', 'in', numbers),
      or.or([or('order_number', 'not in', indexed), or('kind', 'not in', OF_NUMBERS)]),
    ])
  const known = await db
    .selectFrom('order_name')
    .selectAll()
    .where(areOf(all.map(numberOf)))
    .execute()
  const before = Map.groupBy(known, ({ order_number }) => order_number)
  const left: number[] = []
  const added: Selectable<OrderNameTable>[] = []
  for (const one of all) {
    const number = numberOf(one)
    const after = new Map(one.names.map((name) => [keyOf(name), name]))
    const keys = new Set(before.get(number)?.map(keyOf))
    const isLess = [...keys].some((key) => !after.has(key))
    if (isLess) left.push(number)
    for (const [key, { kind, name }] of after) {
      if (isLess || !keys.has(key)) added.push({ kind, name, order_number: number })
    }
  }
  await db.deleteFrom('order_name').where(areOf(left)).execute()
  // As one value: a statement with thousands of them takes longer to write than to run.
  await sql`INSERT INTO order_name (kind, name, order_number)
    SELECT json_extract(value, '$.kind'), json_extract(value, '$.name'),
      CAST(json_extract(value, '$.order_number') AS BIGINT)
    FROM json_each(${JSON.stringify(added)})`.execute(db)
}

function numberOf({ order }: Indexed): number {
  return order.number
}

function keyOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind} ${name}`
}

const { read, write } = columnsOf<OrderSummaryTable, ListedOrder>()({
  number: 'number',
  kind: 'kind',
  token: 'token',
  bulkNumber: 'bulk_number',
  channel: 'channel',
  owner: 'owner',
  status: 'status',
  endedAt: 'ended_at',
  ending: 'ending',
  statusSince: 'stands_since',
  customer: 'customer',
  carrier: 'carrier',
  numbers: 'numbers',
  focDay: 'foc_day',
  portsAt: 'ports_at',
  requestedDay: 'requested_day',
  isOnDemand: { flag: 'on_demand' },
  draftEndsAt: 'draft_ends_at',
  reason: 'reason',
  dueAt: 'due_at',
})

export const readListed = read
