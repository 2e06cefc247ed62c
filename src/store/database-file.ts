import { closeSync, fsyncSync, openSync, readdirSync, readSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Instant } from '../porting/calendar.ts'

/** Files that SQLite has next to an open database, or leaves behind after a crash. */
export const SIDE_FILES = ['-wal', '-shm']

/** Rows of every table, by its name. */
export type RowCounts = Readonly<Record<string, number>>

/** A database of ours has this table since its first release. */
const A_TABLE_OF_OURS = 'port_order'

/**
 * What is wrong with a database file, in SQLite's words; null: nothing.
 * `quick` leaves out whether indexes agree with their tables, and takes a fraction of the time.
 * @throws when it cannot be opened, of which nothing follows.
 */
export function damageIn(file: string, how: 'quick' | 'full' = 'quick'): string | null {
  return withReader(file, (sqlite) => {
    try {
      return damageSeenBy(sqlite, how)
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  })
}

/** @throws what SQLite says when a page is too broken to be read at all. */
export function damageSeenBy(sqlite: Sqlite.Database, how: 'quick' | 'full'): string | null {
  const pragma = how === 'quick' ? 'quick_check(1)' : 'integrity_check(1)'
  const found = sqlite.pragma(pragma, { simple: true })
  return found === 'ok' ? null : String(found)
}

/** @throws when it isn’t a portin database. */
export function countRows(sqlite: Sqlite.Database): RowCounts {
  const names = sqlite
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as readonly string[]
  if (!names.includes(A_TABLE_OF_OURS)) throw new Error('it isn’t a portin database')
  return Object.fromEntries(
    names.map((name) => [
      name,
      sqlite.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number,
    ]),
  )
}

/** Reads beside a bot that writes, and disturbs nothing. */
export function withReader<Result>(
  file: string,
  read: (sqlite: Sqlite.Database) => Result,
): Result {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true })
  try {
    return read(sqlite)
  } finally {
    sqlite.close()
  }
}

/** Other databases in its folder, by their names: one of them may be the one that was meant. */
export function databasesBeside(file: string): readonly string[] {
  if (file === ':memory:') return []
  return readdirSync(dirname(file))
    .filter((name) => /\.(?:sqlite3?|db)/.test(name) && !name.startsWith(`${basename(file)}-`))
    .filter((name) => name !== basename(file) && !/-(?:wal|shm|lock|journal)$/.test(name))
    .filter((name) => isDatabase(join(dirname(file), name)))
    .sort()
}

const HEADER = 'SQLite format 3\0'

function isDatabase(path: string): boolean {
  let handle: number | undefined
  try {
    handle = openSync(path, 'r')
    const start = Buffer.alloc(HEADER.length)
    readSync(handle, start)
    return start.toString('latin1') === HEADER
  } catch {
    return false
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

/** After a rename the file's name is safe on disk only when its folder is. */
export function syncToDisk(file: string): void {
  for (const path of [file, dirname(file)]) {
    const handle = openSync(path, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  }
}

/** A moment as a part of a file's name: it sorts by time, and no system refuses it. */
export function stamp(at: Instant): string {
  return new Date(at)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '')
}
