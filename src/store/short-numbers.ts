import { sql } from 'kysely'
import type { Database } from './database.ts'

/** The short number that was given last. */
export async function lastShortNumber(db: Database): Promise<number> {
  const { rows } = await sql<{
    seq: number
  }>`SELECT seq FROM sqlite_sequence WHERE name = 'port_order'`.execute(db)
  return rows[0]?.seq ?? FIRST - 1
}

/** The next one is above this; it never goes down. */
export async function raiseShortNumber(db: Database, last: number): Promise<void> {
  await sql`UPDATE sqlite_sequence SET seq = max(seq, ${last}) WHERE name = 'port_order'`.execute(
    db,
  )
}

export async function hasGivenNumbers(db: Database): Promise<boolean> {
  return (await lastShortNumber(db)) >= FIRST
}

const FIRST = 1001
