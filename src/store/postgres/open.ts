import { hostname } from 'node:os'
import type { Client } from 'pg'
import type { OpenDatabase } from '../database.ts'
import { DatabaseUnusable } from '../database-unusable.ts'
import { migrate } from '../migrate.ts'
import { placeName, type PostgresPlace } from '../place.ts'
import type { Schema } from '../schema.ts'
import { DatabaseTaken } from '../single-writer.ts'
import { codeOf, connect, endClient, isSaidByServer, within } from './connection.ts'
import { inPostgres, kyselyOn } from './dialect.ts'
import { examineServer, IsReplica } from './fitness.ts'
import { sessionOf, type Session } from './session.ts'
import { takeTurn, type Waiting } from './turn.ts'

export interface PostgresDeps extends Waiting {
  /** The server does not answer, or cannot be written to now; called for every try. */
  readonly unreachable: (why: string) => void
}

/** A waiting process starts over after this long without an answer. */
const ANSWERS_WITHIN_MS = 5_000

/** The name that PostgreSQL shows to waiting processes; it truncates names to 63 bytes. */
function ownName(): string {
  return `portin, process ${process.pid} on ${hostname()}`.slice(0, 63)
}

/**
 * All work is done in one session, which holds an advisory lock: only the holder can write, and a process
 * that has lost the lock can write nothing. Resolves when it is this process's turn.
 *
 * @throws DatabaseUnusable with a readable reason, when waiting would not help.
 */
export async function openPostgres(
  place: PostgresPlace,
  deps: PostgresDeps,
): Promise<OpenDatabase> {
  const session = await becomeActive(place, deps)
  try {
    await bringUpToDate(session, placeName(place))
  } catch (error) {
    await session.close()
    throw error
  }
  session.beginProbing()
  const db = kyselyOn<Schema>(session.pool)
  return {
    db,
    isChecked: true,
    lost: session.lost,
    async close() {
      await db.destroy()
      await session.close()
    },
  }
}

/** A connection that breaks while waiting is replaced: nothing was begun in it. */
async function becomeActive(place: PostgresPlace, deps: PostgresDeps): Promise<Session> {
  const again = (): Promise<Client> => connect(place, ownName(), deps.unreachable)
  for (;;) {
    const client = await again()
    try {
      await within(ANSWERS_WITHIN_MS, examineServer(client, place, again))
      await within(ANSWERS_WITHIN_MS, client.query(SETTINGS))
      const session = sessionOf(client, deps.monotonic)
      const query: typeof session.query = (text, values) =>
        within(ANSWERS_WITHIN_MS, session.query(text, values))
      await takeTurn(query, kyselyOn(session.pool), deps)
      return session
    } catch (error) {
      await endClient(client)
      if (isRefusal(error) || !isPassing(error)) throw error
      deps.unreachable((error as Error).message)
      await new Promise((resolve) => setTimeout(resolve, 1_000))
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DatabaseUnusable || error instanceof DatabaseTaken
}

/** The server was stopped, failed over, or is unreachable: errors without an SQLSTATE of the query itself. */
function isPassing(error: unknown): boolean {
  return error instanceof IsReplica || !isSaidByServer(error) || /^(?:08|53|57)/.test(codeOf(error))
}

/** A lost machine is noticed within seconds; the default would be two hours. */
const SETTINGS = `
  SET tcp_keepalives_idle = 3; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3;
  SET tcp_user_timeout = 5000; SET statement_timeout = '10s';
  SET idle_in_transaction_session_timeout = '10s'; SET idle_session_timeout = 0;
  SET client_min_messages = warning`

/** A step may take longer than anything that people wait for. */
async function bringUpToDate({ query, pool }: Session, name: string): Promise<void> {
  await query('SET statement_timeout = 0')
  await migrate(kyselyOn({ ...pool, connect: () => speaking(pool) }), name)
  await query(`SET statement_timeout = '10s'`)
}

async function speaking(pool: Session['pool']): ReturnType<Session['pool']['connect']> {
  const client = await pool.connect()
  return {
    ...client,
    query: ((text: string, values: readonly unknown[]) =>
      client.query(inPostgres(text), values)) as typeof client.query,
  }
}
