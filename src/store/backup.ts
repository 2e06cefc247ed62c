import { closeSync, existsSync, openSync, renameSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import {
  countRows,
  damageSeenBy,
  SIDE_FILES,
  syncToDisk,
  withReader,
  type RowCounts,
} from './database-file.ts'

/** The copy was not made or is unusable; nothing is left on disk. */
export class BackupFailed extends Error {
  override readonly name = 'BackupFailed'
}

interface Backup {
  readonly file: string
  readonly rows: RowCounts
}

/**
 * Copies a database that may be in use into one file, readable only by its owner. The copy is a snapshot
 * of one instant, is compared with the source row count by row count, and appears under its name only
 * when it is verified and on disk.
 *
 * @throws BackupFailed with a readable reason. An existing file is never overwritten.
 */
export async function backUp(database: string, file: string): Promise<Backup> {
  if (existsSync(file)) {
    throw new BackupFailed(`${file} already exists. Choose another name. Nothing was copied.`)
  }
  if (!existsSync(database)) {
    throw new BackupFailed(
      `The database ${database} doesn’t exist. Set PORTIN_DATABASE to the bot’s own.`,
    )
  }
  const part = `${file}.part`
  try {
    removeWithSideFiles(part)
    // Created with its rights before anything is written: a later chmod would leave a gap.
    closeSync(openSync(part, 'wx', 0o600))
    const rows = await copyOneInstant(database, part)
    finish(part, rows)
    renameSync(part, file)
    syncToDisk(file)
    return { file, rows }
  } catch (cause) {
    removeWithSideFiles(part)
    throw new BackupFailed(
      `The backup ${file} couldn’t be made: ${cause instanceof Error ? cause.message : 'unknown reason'}. ` +
        'Nothing was kept.',
      { cause },
    )
  }
}

/** The open transaction excludes what the bot writes meanwhile from the copy and from the counts. */
async function copyOneInstant(database: string, part: string): Promise<RowCounts> {
  const source = new Sqlite(database, { readonly: true, fileMustExist: true })
  try {
    source.exec('BEGIN')
    const rows = countRows(source)
    await source.backup(part)
    source.exec('COMMIT')
    return rows
  } finally {
    source.close()
  }
}

/** One file without a log beside it, and without pages on which something deleted could still be read. */
function finish(part: string, expected: RowCounts): void {
  const copy = new Sqlite(part)
  try {
    copy.pragma('journal_mode = DELETE')
    copy.exec('VACUUM')
  } finally {
    copy.close()
  }
  withReader(part, (sqlite) => {
    const damage = damageSeenBy(sqlite, 'full')
    if (damage !== null) throw new Error(`the copy is damaged (${damage})`)
    const found = countRows(sqlite)
    for (const [table, rows] of Object.entries(expected)) {
      if (found[table] !== rows) {
        throw new Error(`the copy has ${found[table] ?? 0} rows in ${table} instead of ${rows}`)
      }
    }
  })
}

function removeWithSideFiles(file: string): void {
  for (const suffix of ['', '-journal', ...SIDE_FILES]) rmSync(`${file}${suffix}`, { force: true })
}
