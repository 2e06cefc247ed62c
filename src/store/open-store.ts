import { prepareBackupFolder } from './backup-folder.ts'
import { openDatabase, type OpenDatabase } from './database.ts'
import type { DatabasePlace } from './place.ts'
import type { PostgresDeps } from './postgres/open.ts'

export interface StoreDeps extends PostgresDeps {
  /** The folder of a file's copies, for the command that restores the last good one; null: none. */
  readonly backups: string | null
  /** Of a file: a smaller disk than there is. */
  readonly mostPages: number | undefined
}

/**
 * Opens the bot's database: a file, or PostgreSQL as soon as no other process works on it.
 *
 * @throws DatabaseUnusable or DatabaseTaken with a readable reason.
 */
export async function openStore(place: DatabasePlace, deps: StoreDeps): Promise<OpenDatabase> {
  if (place.kind === 'file') {
    if (deps.backups !== null) prepareBackupFolder(deps.backups, place.file)
    return openDatabase(place.file, deps.backups, deps.mostPages)
  }
  // A bot with a file does not load what it has no use for.
  const { openPostgres } = await import('./postgres/open.ts')
  return openPostgres(place, deps)
}
