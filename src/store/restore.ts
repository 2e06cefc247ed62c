import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import type { Instant } from '../porting/calendar.ts'
import {
  countRows,
  damageSeenBy,
  SIDE_FILES,
  stamp,
  syncToDisk,
  withReader,
} from './database-file.ts'
import { openDatabase } from './database.ts'
import { DatabaseUnusable } from './database-unusable.ts'
import { markRestored } from './restored.ts'
import { holdDatabase } from './single-writer.ts'

/** The backup was not put in place; the database is as it was. */
export class RestoreFailed extends Error {
  override readonly name = 'RestoreFailed'
}

interface Restored {
  /** Where the database that was there is now; null: there was none. */
  readonly putAside: string | null
}

/**
 * Replaces the database by a backup while no bot uses it. The previous database is set aside, and a mark
 * is left because Slack may show more than the backup knows.
 *
 * @throws RestoreFailed with a readable reason; DatabaseTaken while a bot runs.
 */
export async function restore(backup: string, database: string, now: Instant): Promise<Restored> {
  refuseUnlessGood(backup)
  const letGo = holdDatabase(database)
  try {
    const coming = `${database}.restoring`
    await prepare(backup, coming, now)
    const putAside = setAside(database, now)
    renameSync(coming, database)
    syncToDisk(database)
    return { putAside }
  } finally {
    letGo()
  }
}

function refuseUnlessGood(backup: string): void {
  let damage: string | null
  try {
    if (!existsSync(backup)) throw new Error('there is no such file')
    damage = withReader(backup, (sqlite) => {
      countRows(sqlite)
      return damageSeenBy(sqlite, 'full')
    })
  } catch (error) {
    damage = error instanceof Error ? error.message : String(error)
  }
  if (damage === null) return
  throw new RestoreFailed(
    `The backup ${backup} can’t be used: ${damage}. Nothing was changed. Try an older one.`,
  )
}

/** Everything that can fail happens to the copy, before the database is touched. */
async function prepare(backup: string, coming: string, now: Instant): Promise<void> {
  remove(coming)
  copyFileSync(backup, coming)
  chmodSync(coming, 0o600)
  try {
    const { db, close } = await openDatabase(coming)
    await markRestored(db, now)
    await close()
  } catch (cause) {
    remove(coming)
    if (!(cause instanceof DatabaseUnusable)) throw cause
    throw new RestoreFailed(
      `The backup ${backup} can’t be used by this release of portin: ${cause.message} Nothing was changed.`,
      { cause },
    )
  }
  // The last connection has written its log back into the file.
  for (const suffix of LOCK_FILES) rmSync(`${coming}${suffix}`, { force: true })
  syncToDisk(coming)
}

function setAside(database: string, now: Instant): string | null {
  const aside = `${database}.before-restore-${stamp(now)}`
  let moved = false
  for (const suffix of ['', ...SIDE_FILES]) {
    if (!existsSync(`${database}${suffix}`)) continue
    renameSync(`${database}${suffix}`, `${aside}${suffix}`)
    moved = true
  }
  return moved ? aside : null
}

const LOCK_FILES = ['-lock', ...SIDE_FILES.map((suffix) => `-lock${suffix}`)]

function remove(file: string): void {
  for (const suffix of ['', ...SIDE_FILES, ...LOCK_FILES])
    rmSync(`${file}${suffix}`, { force: true })
}
