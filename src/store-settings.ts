import type { BackupSettings } from './store/backup-folder.ts'
import { databasePlace, type DatabasePlace } from './store/place.ts'

/** What backup and restore need to know about the bot's storage. */
export interface StoreConfig {
  readonly database: DatabasePlace
  /** Null: there are no daily copies; PostgreSQL has its own backups. */
  readonly backups: BackupSettings | null
}

type Given = Readonly<Record<string, string | undefined>>

export function placeMistakes(given: Given): readonly string[] {
  const place = given['PORTIN_DATABASE'] ?? ''
  // SQLite takes these for a database in memory, which ends with the process.
  if (/^(?::memory:|file:)/.test(place)) {
    return ['PORTIN_DATABASE: use a file that outlives a restart, like portin.sqlite.']
  }
  return databasePlace(place) === undefined
    ? ['PORTIN_DATABASE: use a file, or postgres://user:password@host/database.']
    : []
}

/** A process that takes over has to decrypt what the one before has encrypted. */
export function storeMistakes(given: Given): readonly string[] {
  const place = databasePlace(given['PORTIN_DATABASE'] ?? '')
  return place?.kind === 'postgres' && given['PORTIN_SECRET_KEY'] === undefined
    ? ['PORTIN_SECRET_KEY is required with PostgreSQL: the same for every process.']
    : placeMistakes(given)
}

/** For settings without mistakes. */
export function storeConfig(settings: {
  readonly PORTIN_DATABASE: string
  readonly PORTIN_BACKUP_DIR?: string | undefined
  readonly PORTIN_BACKUP_KEEP: number
}): StoreConfig {
  const { PORTIN_BACKUP_DIR: folder, PORTIN_BACKUP_KEEP: keep } = settings
  const database = databasePlace(settings.PORTIN_DATABASE)
  if (database === undefined) throw new Error('PORTIN_DATABASE was not read through.')
  return {
    database,
    backups: folder === undefined || database.kind !== 'file' ? null : { folder, keep },
  }
}
