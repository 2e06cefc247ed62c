import { chmodSync, closeSync, openSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations.ts'
import type { Schema } from './schema.ts'
import { holdDatabase } from './single-writer.ts'

export type Database = Kysely<Schema>

export interface OpenDatabase {
  readonly db: Database
  readonly close: () => Promise<void>
}

/** The file is there but cannot be used; the message says what to do. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable'
}

/**
 * Open the database file, made readable for its owner only, and bring its tables up to date.
 * @throws DatabaseUnusable in words, when the file is no database or cannot be written; DatabaseTaken
 *   when another process works with it.
 */
export async function openDatabase(file: string): Promise<OpenDatabase> {
  if (file !== ':memory:') ownerOnly(file)
  const letGo = holdDatabase(file)
  let sqlite: Sqlite.Database
  try {
    sqlite = new Sqlite(file)
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('busy_timeout = 5000')
    sqlite.pragma('foreign_keys = ON')
  } catch (cause) {
    letGo()
    throw new DatabaseUnusable(
      `The database ${file} cannot be used: ${cause instanceof Error ? cause.message : 'unknown reason'}. ` +
        'Put a backup in its place, or move it away and start with an empty one.',
      { cause },
    )
  }
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: sqlite }) })
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  }).migrateToLatest()
  if (error !== undefined) {
    await db.destroy()
    letGo()
    throw new DatabaseUnusable(
      `The tables of ${file} could not be brought up to date: ${error instanceof Error ? error.message : 'unknown reason'}.`,
      { cause: error },
    )
  }
  return {
    db,
    async close() {
      await db.destroy()
      letGo()
    },
  }
}

/** Created with its rights before anything is written: a later chmod would leave a gap. */
function ownerOnly(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
  } catch (cause) {
    throw new DatabaseUnusable(
      `The database ${file} cannot be written: ${cause instanceof Error ? cause.message : 'unknown reason'}. ` +
        'Choose a place for it in PORTIN_DATABASE that this user may write to.',
      { cause },
    )
  }
}
