import { closeSync, openSync } from 'node:fs'
import { hostname } from 'node:os'
import Sqlite from 'better-sqlite3'

/** Another process works with this database. */
export class DatabaseTaken extends Error {
  override readonly name = 'DatabaseTaken'
}

/**
 * Holds a database for this process alone. The lock is a transaction that stays open in a file beside it,
 * so it ends with the process however that ends; a stale lock cannot remain.
 *
 * @throws DatabaseTaken in words, with who holds it.
 * @returns a function that releases it.
 */
export function holdDatabase(file: string): () => void {
  if (file === ':memory:') return () => undefined
  // For its owner only, like the database beside it.
  closeSync(openSync(`${file}-lock`, 'a', 0o600))
  const lock = new Sqlite(`${file}-lock`, { timeout: 0 })
  try {
    // Readers are let in, so that the second process can say who was first.
    lock.pragma('journal_mode = WAL')
    lock.exec('CREATE TABLE IF NOT EXISTS holder (only INTEGER PRIMARY KEY, name TEXT)')
    lock
      .prepare('INSERT OR REPLACE INTO holder (only, name) VALUES (1, ?)')
      .run(`process ${process.pid} on ${hostname()}`)
    lock.exec('BEGIN IMMEDIATE')
  } catch (cause) {
    const holder = holderOf(lock)
    lock.close()
    throw new DatabaseTaken(
      `The database ${file} is in use by ${holder}. Two bots on one database would send things twice. ` +
        'Stop the other one first, or set a separate PORTIN_DATABASE for this one.',
      { cause },
    )
  }
  return () => {
    lock.exec('ROLLBACK')
    lock.close()
  }
}

function holderOf(lock: Sqlite.Database): string {
  try {
    const row = lock.prepare('SELECT name FROM holder').get() as { name: string } | undefined
    return row?.name ?? 'another process'
  } catch {
    return 'another process'
  }
}
