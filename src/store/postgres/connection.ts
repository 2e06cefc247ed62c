import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { DatabaseUnusable } from '../database-unusable.ts'
import { placeName, type PostgresPlace } from '../place.ts'
import { parserOf } from './dialect.ts'

const CONNECT_WITHIN_MS = 5_000
const AGAIN_AFTER_MS = 1_000
const ENDS_WITHIN_MS = 1_000

/** A name and a password that are wrong stay wrong, and so does a certificate. */
const STAYS_SO = /^(?:28|3D|42501)|CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/
const NO_TLS = /does not support SSL/

/**
 * Retries until the server answers.
 *
 * @throws DatabaseUnusable for what waiting does not change.
 */
export async function connect(
  place: PostgresPlace,
  who: string,
  unreachable: (why: string) => void,
): Promise<Client> {
  const open = await loadDriver()
  for (;;) {
    const client = open(place.url, who)
    try {
      // A client that fails without somebody who listens would end the process.
      client.on('error', () => undefined)
      await client.connect()
      return client
    } catch (error) {
      await endClient(client)
      const why = whyOf(error)
      if (STAYS_SO.test(codeOf(error)) || NO_TLS.test(why)) {
        throw new DatabaseUnusable(
          `The ${placeName(place)} refuses the connection: ${why}. Check PORTIN_DATABASE.`,
          { cause: error },
        )
      }
      unreachable(why)
      await sleep(AGAIN_AFTER_MS)
    }
  }
}

/** @throws when nothing came in time: a network that drops answers and closes alike. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const answered = new AbortController()
  const late = sleep(ms, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer within ${ms / 1_000} seconds`)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    late.catch(() => undefined)
    answered.abort()
  }
}

/** A connection to nowhere does not end on its own. */
export async function endClient(client: Client): Promise<void> {
  await within(ENDS_WITHIN_MS, client.end()).catch(() => undefined)
}

export function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown }
  return typeof code === 'string' ? code : ''
}

/** True for an SQLSTATE: no operating system code, such as EPIPE, begins with one of these characters. */
export function isSaidByServer(error: unknown): boolean {
  return /^[0-9FHPX][0-9A-Z]{4}$/.test(codeOf(error))
}

/** An address with several answers fails with all of them, and then its own message is empty. */
function whyOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(whyOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

async function loadDriver(): Promise<(url: string, who: string) => Client> {
  const { default: pg } = await import('pg').catch((cause: unknown) => {
    throw new DatabaseUnusable('PostgreSQL needs the package pg. Run npm install.', { cause })
  })
  const types = {
    getTypeParser: (oid: number, format?: string) =>
      parserOf(oid) ?? pg.types.getTypeParser(oid, format),
  }
  return (url, who) =>
    new pg.Client({
      connectionString: url,
      application_name: who,
      connectionTimeoutMillis: CONNECT_WITHIN_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 3_000,
      types,
    })
}
