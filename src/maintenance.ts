import type { StoreConfig } from './store-settings.ts'
import type { Instant } from './porting/calendar.ts'
import { backUp, BackupFailed } from './store/backup.ts'
import { restore, RestoreFailed } from './store/restore.ts'
import { placeName, type PostgresPlace } from './store/place.ts'
import { DatabaseTaken } from './store/single-writer.ts'

/** What `npm run backup -- FILE` and `npm run restore -- FILE` ask for. */
export interface Maintenance {
  readonly what: 'backup' | 'restore'
  readonly file: string
}

/** It was not done; the message says why and what to do. */
export class MaintenanceFailed extends Error {
  override readonly name = 'MaintenanceFailed'
}

/**
 * Read what stands after `src/main.ts`; null: nothing, so the bot is to be started.
 * @throws MaintenanceFailed in words when it is something else.
 */
export function maintenanceIn(words: readonly string[]): Maintenance | null {
  const [what, file, ...rest] = words
  if (what === undefined) return null
  if ((what === 'backup' || what === 'restore') && file !== undefined && rest.length === 0) {
    return { what, file }
  }
  throw new MaintenanceFailed(
    'Name one file: "npm run backup -- FILE" copies the database into it, ' +
      '"npm run restore -- FILE" puts it in the place of the database. "npm start" starts the bot.',
  )
}

/** @returns the sentence that tells what was done; @throws MaintenanceFailed in words. */
export async function maintain(
  { what, file }: Maintenance,
  { database }: StoreConfig,
  now: Instant,
): Promise<string> {
  if (database.kind === 'postgres') throw new MaintenanceFailed(OF_POSTGRES[what](database))
  const own = database.file
  try {
    return await (what === 'backup' ? copy(own, file) : putBack(file, own, now))
  } catch (cause) {
    if (cause instanceof DatabaseTaken) {
      throw new MaintenanceFailed(
        `The bot is running on ${own}. Stop it first; nothing was changed.`,
        { cause },
      )
    }
    if (!(cause instanceof BackupFailed) && !(cause instanceof RestoreFailed)) throw cause
    throw new MaintenanceFailed(cause.message, { cause })
  }
}

const OF_POSTGRES: Record<Maintenance['what'], (place: PostgresPlace) => string> = {
  backup: (place) =>
    `The ${placeName(place)} is copied by its own tools, while the bot runs: pg_dump --format=custom --file=FILE DATABASE. ` +
    'Account numbers and PINs in it need PORTIN_SECRET_KEY; keep the key somewhere else.',
  restore: (place) =>
    `The ${placeName(place)} is restored by its own tools: stop every bot, the standbys too, create an empty database, ` +
    'run pg_restore --no-owner --dbname=DATABASE FILE, then start them with the same PORTIN_SECRET_KEY.',
}

async function copy(database: string, file: string): Promise<string> {
  const { rows } = await backUp(database, file)
  const orders = (rows['port_order'] ?? 0) + (rows['bulk_order'] ?? 0)
  return (
    `${database} is copied to ${file}: checked, ${orders} orders. ` +
    'Account numbers and PINs in it need PORTIN_SECRET_KEY; keep the key somewhere else.'
  )
}

async function putBack(file: string, database: string, now: Instant): Promise<string> {
  const { putAside } = await restore(file, database, now)
  const aside = putAside === null ? '' : ` What was there is now ${putAside}.`
  return `${file} is restored to ${database}.${aside} Start the bot with the same PORTIN_SECRET_KEY.`
}
