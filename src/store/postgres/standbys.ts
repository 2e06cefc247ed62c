import { sql } from 'kysely'
import type { Database } from '../database.ts'
import { isOnPostgres } from './dialect.ts'

/** Who waits to take over, by name; undefined: with a file nobody can. */
export async function standbysOf(db: Database): Promise<readonly string[] | undefined> {
  if (!isOnPostgres(db)) return undefined
  const { rows } = await sql<{ name: string }>`SELECT application_name AS name FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND application_name LIKE 'portin, process %'
    ORDER BY backend_start`.execute(db)
  return rows.map(({ name }) => name.replace('portin, ', ''))
}
