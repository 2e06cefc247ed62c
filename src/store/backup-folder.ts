import { accessSync, constants, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Instant } from '../porting/calendar.ts'
import { backUp } from './backup.ts'
import { damageIn, stamp } from './database-file.ts'
import { DatabaseUnusable } from './database-unusable.ts'

/** Where backups go, and how many are retained. */
export interface BackupSettings {
  readonly folder: string
  readonly keep: number
}

const NAME = /^portin-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.sqlite$/

interface BackupFile {
  readonly file: string
  readonly at: Instant
}

/** The copies in a folder that the bot made there, newest first; nobody else's files. */
export function backupsIn(folder: string): readonly BackupFile[] {
  return namesIn(folder)
    .sort()
    .reverse()
    .flatMap((name) => {
      const at = momentIn(name)
      return at === null ? [] : [{ file: join(folder, name), at }]
    })
}

/**
 * Make the folder ready for the first copy, so that a mistake shows at the start and not in the night.
 * @throws DatabaseUnusable with the setting to change.
 */
export function prepareBackupFolder(folder: string, database: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown reason'
    throw new DatabaseUnusable(
      `PORTIN_BACKUP_DIR: ${folder} can’t hold backups (${why}). Use a folder that this user may write to, like backups.`,
      { cause },
    )
  }
  if (realpathSync(folder) === realpathSync(dirname(resolve(database)))) {
    throw new DatabaseUnusable(
      `PORTIN_BACKUP_DIR: ${folder} is the database’s own folder, so one disk failure would take both. Use another, like backups.`,
    )
  }
}

/** A folder that is missing, or cannot be read, holds no copy that could be used. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function momentIn(name: string): Instant | null {
  const found = NAME.exec(name)
  if (found === null) return null
  const [, year, month, day, hour, minute, second] = found.map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
}

/** The newest copy that can be read through; null without one. */
export function lastGoodBackup(folder: string): string | null {
  return backupsIn(folder).find(({ file }) => isWhole(file))?.file ?? null
}

function isWhole(file: string): boolean {
  try {
    return damageIn(file, 'full') === null
  } catch {
    return false
  }
}

/**
 * Makes one more copy, then removes the oldest beyond the configured number.
 *
 * @throws BackupFailed; then no older one is removed either.
 */
export async function addBackup(
  database: string,
  { folder, keep }: BackupSettings,
  now: Instant,
): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `portin-${stamp(now)}.sqlite`)
  await backUp(database, file)
  for (const old of backupsIn(folder).slice(keep)) rmSync(old.file, { force: true })
  return file
}
