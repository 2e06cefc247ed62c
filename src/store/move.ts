import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { sql, type Kysely } from 'kysely'
import type { Database } from './database.ts'
import { isOnPostgres, withoutNul } from './postgres/dialect.ts'

/** It was not moved, and what was there is as it was; the message says why. */
export class MoveFailed extends Error {
  override readonly name = 'MoveFailed'
}

interface Moved {
  readonly tables: number
  readonly rows: number
}

/** Databases that differ only in the names of their tables. */
type AnyDatabase = Kysely<Record<string, Record<string, unknown>>>

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

const ROWS_AT_ONCE = 1_000
/** SQLite binds at most 32,766 values. */
const MOST_VALUES = 30_000
/** Others refer to them. */
const FIRST = ['bulk_order', 'port_order']
/** There from the beginning, and overwritten. */
const HAS_ROWS = 'counter'
/** Of the counter, which is a table like others. */
const NUMBERED = 'port_order'

/**
 * Copy everything from one database into an empty one, of another kind, and compare what arrived.
 * One of both is a file, which knows what the tables are.
 *
 * @throws MoveFailed in words; then nothing has arrived.
 */
export async function moveAll(source: Database, target: Database): Promise<Moved> {
  const [from, to] = [source, target] as unknown as [AnyDatabase, AnyDatabase]
  const tables = await tablesOf(isOnPostgres(from) ? to : from)
  let rows = 0
  await to.transaction().execute(async (to) => {
    await refuseUnlessEmpty(to, tables)
    for (const table of tables) rows += await copyTable(from, to, table)
    await goOnCounting(from, to)
  })
  return { tables: tables.length, rows }
}

async function tablesOf(file: AnyDatabase): Promise<readonly Table[]> {
  const { rows } = await sql<{ name: string; column: string; pk: number }>`
    SELECT one.name, info.name AS "column", info.pk FROM sqlite_schema AS one, pragma_table_info(one.name) AS info
    WHERE one.type = 'table' AND one.name NOT LIKE 'sqlite_%' AND one.name NOT LIKE 'kysely_%'
    ORDER BY one.name, info.cid`.execute(file)
  const tables = [...Map.groupBy(rows, ({ name }) => name)].map(([name, columns]) => ({
    name,
    columns: columns.map(({ column }) => column),
    key: columns
      .filter(({ pk }) => pk > 0)
      .toSorted((one, other) => one.pk - other.pk)
      .map(({ column }) => column),
  }))
  const rank = ({ name }: Table): number =>
    FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length
  return tables.toSorted((one, other) => rank(one) - rank(other))
}

async function refuseUnlessEmpty(to: AnyDatabase, tables: readonly Table[]): Promise<void> {
  for (const { name } of tables) {
    if (name !== HAS_ROWS && (await countIn(to, name)) > 0) {
      throw new MoveFailed(
        'The database to move to isn’t empty. Nothing was changed. Create an empty one.',
      )
    }
  }
  await to.deleteFrom(HAS_ROWS).execute()
}

async function copyTable(from: AnyDatabase, to: AnyDatabase, table: Table): Promise<number> {
  const sent = digest()
  let count = 0
  for await (const rows of pagesOf(from, table)) {
    const own = rows.map((row) => asStored(to, row))
    const most = Math.floor(MOST_VALUES / table.columns.length)
    for (let start = 0; start < own.length; start += most) {
      await to
        .insertInto(table.name)
        .values(own.slice(start, start + most))
        .execute()
    }
    for (const row of own) sent.add(table, row)
    count += own.length
  }
  const arrived = digest()
  for await (const rows of pagesOf(to, table)) for (const row of rows) arrived.add(table, row)
  if (
    sent.sum() !== arrived.sum() ||
    (await countIn(from, table.name)) !== (await countIn(to, table.name))
  ) {
    throw new MoveFailed(
      `The table ${table.name} didn’t arrive as it was sent. Nothing was changed.`,
    )
  }
  return count
}

type Row = Readonly<Record<string, unknown>>

async function* pagesOf(db: AnyDatabase, { name, key }: Table): AsyncGenerator<readonly Row[]> {
  for (let offset = 0; ; offset += ROWS_AT_ONCE) {
    let page = db.selectFrom(name).selectAll().limit(ROWS_AT_ONCE).offset(offset)
    for (const column of key) page = page.orderBy(column)
    const rows = await page.execute()
    // Without a pause, reading blocks the event loop so long that the PostgreSQL session counts as lost.
    await setImmediate()
    if (rows.length > 0) yield rows
    if (rows.length < ROWS_AT_ONCE) return
  }
}

/** PostgreSQL cannot store NUL. */
function asStored(to: AnyDatabase, row: Row): Row {
  if (!isOnPostgres(to)) return row
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, withoutNul(value)]))
}

function digest() {
  const hash = createHash('sha256')
  return {
    add: ({ columns }: Table, row: Row) =>
      hash.update(JSON.stringify(columns.map((one) => row[one]))),
    sum: () => hash.digest('hex'),
  }
}

async function countIn(db: AnyDatabase, name: string): Promise<number> {
  const { count } = await db
    .selectFrom(name)
    .select((all) => all.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The database's own sequences continue where they were, so that the number of a deleted row is not reused. */
async function goOnCounting(from: AnyDatabase, to: AnyDatabase): Promise<void> {
  for (const { name, last } of await lastGiven(from)) {
    if (isOnPostgres(to)) {
      await sql`SELECT setval(pg_get_serial_sequence(${name}, 'id'), ${last})`.execute(to)
    } else {
      await sql`DELETE FROM sqlite_sequence WHERE name = ${name}`.execute(to)
      await sql`INSERT INTO sqlite_sequence (name, seq) VALUES (${name}, ${last})`.execute(to)
    }
  }
}

async function lastGiven(from: AnyDatabase): Promise<readonly { name: string; last: number }[]> {
  const { rows } = isOnPostgres(from)
    ? await sql<{ name: string; last: number | null }>`SELECT table_name AS name,
        pg_sequence_last_value(pg_get_serial_sequence(table_name, column_name)::regclass) AS last
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND is_identity = 'YES'`.execute(from)
    : await sql<{ name: string; last: number | null }>`SELECT name, seq AS last FROM sqlite_sequence
        WHERE seq > 0`.execute(from)
  return rows.flatMap(({ name, last }) =>
    last === null || name === NUMBERED ? [] : [{ name, last }],
  )
}
