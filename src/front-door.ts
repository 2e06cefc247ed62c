import type { Config } from './config.ts'
import type { Log } from './desk/desk.ts'
import type { Instant } from './porting/calendar.ts'
import { SLACK_PATH } from './slack/receivers.ts'
import { openStore } from './store/open-store.ts'
import type { OpenDatabase } from './store/database.ts'
import type { MonotonicMs } from './porting/monotonic.ts'
import { standbyRoutes, type Standby } from './watch/standby-routes.ts'
import { openWebServer, type WebRoute, type WebServer } from './watch/web-server.ts'

/** The bot's database and its port: a standby waits for the database, and answers at the port before that. */
interface Opened {
  readonly store: OpenDatabase
  /** Serves these routes from now on at the bot's port, if it has one. */
  readonly serve: (routes: readonly WebRoute[]) => Promise<void>
  close(): Promise<void>
}

interface Around {
  readonly clock: () => Instant
  readonly monotonic: () => MonotonicMs
  readonly log: Log
}

/**
 * Open the database. With PostgreSQL the port is opened first, and says so while this process waits for
 * another one to end; with a file nothing is served before the bot works.
 *
 * @throws CannotListen, DatabaseUnusable or DatabaseTaken with a sentence for people.
 */
export async function openStoreAndDoor(config: Config, around: Around): Promise<Opened> {
  const { store, mostDatabasePages, web } = config
  const { clock, monotonic, log } = around
  let standby: Standby = { waitsFor: null, deps: null }
  let server: WebServer | undefined
  async function serve(routes: readonly WebRoute[]): Promise<void> {
    if (server !== undefined) server.serve(routes)
    else if (web !== undefined) {
      server = await openWebServer(routes, web)
      log('listening', { port: server.port })
    }
  }
  if (store.database.kind === 'postgres') {
    const slackPaths = config.slack.transport.kind === 'http' ? [SLACK_PATH] : []
    await serve(standbyRoutes(() => standby, slackPaths, config.notifications))
  }
  try {
    const opened = await openStore(store.database, {
      backups: store.backups?.folder ?? null,
      mostPages: mostDatabasePages,
      monotonic,
      waitsFor(holder, db) {
        standby = { waitsFor: holder, deps: { db, clock, log } }
        log('standby', { waitsFor: holder })
      },
      cutOff(holder, silentMs) {
        log('silent-process-cut-off', { holder, silentMs: Math.round(silentMs) })
      },
      unreachable(why) {
        standby = { waitsFor: null, deps: null }
        log('database-not-reachable', { why })
      },
    })
    return {
      store: opened,
      serve,
      async close() {
        await server?.close()
      },
    }
  } catch (error) {
    await server?.close()
    throw error
  }
}
