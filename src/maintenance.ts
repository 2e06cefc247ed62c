import { existsSync } from 'node:fs'
import type { StoreConfig } from './store-settings.ts'
import type { Instant } from './porting/calendar.ts'
import { countOf } from './porting/counts.ts'
import type { MonotonicMs } from './porting/monotonic.ts'
import { backUp, BackupFailed } from './store/backup.ts'
import { moveAll, MoveFailed } from './store/move.ts'
import { openStore } from './store/open-store.ts'
import type { OpenDatabase } from './store/database.ts'
import { restore, RestoreFailed } from './store/restore.ts'
import { databasePlace, placeName, type DatabasePlace, type PostgresPlace } from './store/place.ts'
import { DatabaseTaken } from './store/single-writer.ts'

/** `npm run backup -- FILE`, `npm run restore -- FILE` or `npm run move -- FROM TO`. */
type Maintenance = CopyOrRestore | Move

interface CopyOrRestore {
  readonly what: 'backup' | 'restore'
  readonly file: string
}

interface Move {
  readonly what: 'move'
  readonly from: DatabasePlace
  readonly to: DatabasePlace
}

/** Nothing was done; the message says why, and what to do. */
export class MaintenanceFailed extends Error {
  override readonly name = 'MaintenanceFailed'
}

/**
 * Read the arguments after `src/start.js`; null: there are none, so the bot is to be started.
 * @throws MaintenanceFailed with a sentence for people when they are anything else.
 */
export function maintenanceIn(words: readonly string[]): Maintenance | null {
  const [what, file, ...rest] = words
  if (what === undefined) return null
  if ((what === 'backup' || what === 'restore') && file !== undefined && rest.length === 0) {
    return { what, file }
  }
  const move = what === 'move' && rest.length === 1 ? moveBetween(file ?? '', rest[0] ?? '') : null
  if (move !== null) return move
  throw new MaintenanceFailed(
    'Name one file: "npm run backup -- FILE" copies the database into it, ' +
      '"npm run restore -- FILE" replaces the database with it. ' +
      '"npm run move -- FILE postgres://…" moves a file to PostgreSQL. The other way around moves it back. ' +
      '"npm start" starts the bot.',
  )
}

/** Null: neither from a file to PostgreSQL nor back. */
function moveBetween(one: string, other: string): Move | null {
  const [from, to] = [databasePlace(one), databasePlace(other)]
  if (from === undefined || to === undefined || from.kind === to.kind) return null
  return { what: 'move', from, to }
}

/** @returns a sentence that says what was done; @throws MaintenanceFailed with one that says why not. */
export async function maintain(
  maintenance: Maintenance,
  { database }: StoreConfig,
  { now, monotonic }: { readonly now: Instant; readonly monotonic: () => MonotonicMs },
): Promise<string> {
  if (maintenance.what === 'move') return move(maintenance, monotonic)
  const { what, file } = maintenance
  if (database.kind === 'postgres') throw new MaintenanceFailed(OF_POSTGRES[what](database))
  const own = database.file
  try {
    return await (what === 'backup' ? copy(own, file) : putBack(file, own, now))
  } catch (cause) {
    if (cause instanceof DatabaseTaken) {
      throw new MaintenanceFailed(
        `The bot is running on ${own}. Stop it first. Nothing was changed.`,
        { cause },
      )
    }
    if (!(cause instanceof BackupFailed) && !(cause instanceof RestoreFailed)) throw cause
    throw new MaintenanceFailed(cause.message, { cause })
  }
}

const OF_POSTGRES: Record<CopyOrRestore['what'], (place: PostgresPlace) => string> = {
  backup: (place) =>
    `Back up the ${placeName(place)} with its own tools. The bot can keep running: pg_dump --format=custom --file=FILE DATABASE. ` +
    'Account numbers and PINs in it need PORTIN_SECRET_KEY. Keep the key somewhere else.',
  restore: (place) =>
    `Restore the ${placeName(place)} with its own tools: stop every bot, the standbys too, create an empty database, ` +
    'run pg_restore --no-owner --dbname=DATABASE FILE, then start them with the same PORTIN_SECRET_KEY.',
}

async function copy(database: string, file: string): Promise<string> {
  const { rows } = await backUp(database, file)
  const orders = (rows['port_order'] ?? 0) + (rows['bulk_order'] ?? 0)
  return (
    `${database} is copied to ${file}: checked, ${countOf(orders, 'order')}. ` +
    'Account numbers and PINs in it need PORTIN_SECRET_KEY. Keep the key somewhere else.'
  )
}

async function putBack(file: string, database: string, now: Instant): Promise<string> {
  const { putAside } = await restore(file, database, now)
  const aside = putAside === null ? '' : ` What was there is now ${putAside}.`
  return `${file} is restored to ${database}.${aside} Start the bot with the same PORTIN_SECRET_KEY.`
}

async function move({ from, to }: Move, monotonic: () => MonotonicMs): Promise<string> {
  if (from.kind === 'file' && !existsSync(from.file)) {
    throw new MaintenanceFailed(`${from.file} doesn’t exist. Nothing was changed.`)
  }
  const source = await openAlone(from, monotonic)
  try {
    const target = await openAlone(to, monotonic)
    try {
      const { tables, rows } = await moveAll(source.db, target.db)
      return (
        `${placeName(from)} is moved to ${placeName(to)}: ${rows} rows of ${tables} tables, compared. ` +
        'Set PORTIN_DATABASE to it, keep PORTIN_SECRET_KEY, and start the bot. ' +
        `Don’t start a bot on ${placeName(from)}. It’s unchanged.`
      )
    } finally {
      await target.close()
    }
  } catch (cause) {
    if (cause instanceof MoveFailed) throw new MaintenanceFailed(cause.message, { cause })
    throw cause
  } finally {
    await source.close()
  }
}

/** Fails instead of waiting for a bot that uses the database. */
function openAlone(place: DatabasePlace, monotonic: () => MonotonicMs): Promise<OpenDatabase> {
  return openStore(place, {
    backups: null,
    mostPages: undefined,
    monotonic,
    waitsFor(holder) {
      throw new DatabaseTaken(
        `The ${placeName(place)} is in use by ${holder}. Stop every bot first, the standbys too. Nothing was changed.`,
      )
    },
    cutOff: () => undefined,
    unreachable(why) {
      throw new MaintenanceFailed(
        `The ${placeName(place)} doesn’t answer: ${why}. Nothing was changed.`,
      )
    },
  })
}
