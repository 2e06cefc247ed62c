import { chmodSync, closeSync, openSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { damageSeenBy } from './database-file.ts'
import { DatabaseUnusable } from './database-unusable.ts'
import { HonestDialect } from './honest-dialect.ts'
import { lastGoodBackup } from './backup-folder.ts'
import { migrate } from './migrate.ts'
import { isOnPostgres } from './postgres/dialect.ts'
import { prepareOnce } from './prepare-once.ts'
import type { Schema } from './schema.ts'
import { holdDatabase } from './single-writer.ts'

export type Database = Kysely<Schema>

const BUSY_TIMEOUT_MS = 5_000
/** Since this migration deleted content is overwritten. */
const OVERWRITES_SINCE = '020-key-canary'

export interface OpenDatabase {
  readonly db: Database
  /** False: too large to be read through while people wait for the start. */
  readonly isChecked: boolean
  /** Resolves when nothing can be written anymore, because another process may do so; never for a file. */
  readonly lost: Promise<void>
  readonly close: () => Promise<void>
}

const NEVER = new Promise<void>(() => undefined)

/** Read through in about 150 ms; twenty thousand orders take some 100 MB. */
const CHECKED_AT_START_BYTES = 256 * 1024 * 1024

/**
 * Open the database file, made readable for its owner only, and bring its tables up to date.
 *
 * @param backups The folder of its copies, for the command that restores the last good one; null: none.
 * @param mostPages A smaller disk than there is.
 * @throws DatabaseUnusable in words, when the file is no database, is damaged or cannot be written;
 *   DatabaseTaken when another process works with it.
 */
export async function openDatabase(
  file: string,
  backups: string | null = null,
  mostPages?: number,
): Promise<OpenDatabase> {
  if (file !== ':memory:') ownerOnly(file)
  const letGo = holdDatabase(file)
  let sqlite: Sqlite.Database | undefined
  let isChecked: boolean
  try {
    sqlite = new Sqlite(file)
    isChecked = sizeOf(sqlite) <= CHECKED_AT_START_BYTES
    const damage = isChecked ? damageSeenBy(sqlite, 'quick') : null
    if (damage !== null) throw new Error(`it is damaged (${damage})`)
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
    sqlite.pragma('foreign_keys = ON')
    if (mostPages !== undefined) sqlite.pragma(`max_page_count = ${mostPages}`)
    // Overwrites deleted content: a PIN must not stay in free pages.
    sqlite.pragma('secure_delete = ON')
  } catch (cause) {
    sqlite?.close()
    letGo()
    throw new DatabaseUnusable(
      `The database ${file} can’t be used: ${cause instanceof Error ? cause.message : 'unknown reason'}. ` +
        howToRestore(backups),
      { cause },
    )
  }
  try {
    const steps = await migrate(new Kysely({ dialect: new HonestDialect(sqlite) }), file)
    if (steps.includes(OVERWRITES_SINCE)) overwriteFreed(sqlite)
  } catch (error) {
    sqlite.close()
    letGo()
    throw error
  }
  const db = new Kysely<Schema>({ dialect: new HonestDialect(sqlite, prepareOnce(sqlite)) })
  return {
    db,
    isChecked,
    lost: NEVER,
    async close() {
      await db.destroy()
      // Kysely closes only what it was asked to use.
      sqlite.close()
      letGo()
    },
  }
}

function sizeOf(sqlite: Sqlite.Database): number {
  const pages = sqlite.pragma('page_count', { simple: true }) as number
  return pages * (sqlite.pragma('page_size', { simple: true }) as number)
}

function howToRestore(backups: string | null): string {
  const good = backups === null ? null : lastGoodBackup(backups)
  const empty =
    'Without a backup, move it away and start with an empty one: orders are found again at Bandwidth, ' +
    'approvals and threads are not.'
  return good === null
    ? `Put a backup in its place: npm run restore -- FILE. ${empty}`
    : `Put the last good backup in its place: npm run restore -- ${good}`
}

/** Free pages still contain what earlier releases deleted. They stay if the disk is too full. */
function overwriteFreed(sqlite: Sqlite.Database): void {
  try {
    sqlite.exec('VACUUM')
  } catch {
    // Everything works without it.
  }
}

/**
 * Empty the write-ahead log into the file, where what was deleted is overwritten. While somebody else
 * reads, it stays as it is until the next time: nobody waits for it. PostgreSQL's log is its server's.
 */
export async function emptyLog(db: Database): Promise<void> {
  if (isOnPostgres(db)) return
  await db.connection().execute(async (connection) => {
    await sql`PRAGMA busy_timeout = 0`.execute(connection)
    await sql`PRAGMA wal_checkpoint(TRUNCATE)`.execute(connection)
    await sql.raw(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`).execute(connection)
  })
}

/** Created with its rights before anything is written: a later chmod would leave a gap. */
function ownerOnly(file: string): void {
  try {
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
  } catch (cause) {
    throw new DatabaseUnusable(
      `The database ${file} can’t be written: ${cause instanceof Error ? cause.message : 'unknown reason'}. ` +
        'Choose a place for it in PORTIN_DATABASE that this user may write to.',
      { cause },
    )
  }
}
