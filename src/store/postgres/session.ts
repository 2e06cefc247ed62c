import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Client } from 'pg'
import type { MonotonicMs } from '../../porting/monotonic.ts'
import { codeOf, endClient } from './connection.ts'
import { withoutNul } from './dialect.ts'

const PROBE_EVERY_MS = 1_000
/** Who hears nothing for so long stops, before the next one may begin. */
const GIVE_UP_AFTER_MS = 4_000

type Query = Client['query']

/** The one session of a process: it has the lock, so whatever is written in it is written by whoever has it. */
export interface Session {
  readonly query: Query
  readonly pool: PostgresPool
  /** Resolves when it is gone, and with it the right to write anything; it is never replaced. */
  readonly lost: Promise<void>
  /** From now on it is lost as soon as the server is silent. */
  readonly beginProbing: () => void
  readonly close: () => Promise<void>
}

export function sessionOf(client: Client, monotonic: () => MonotonicMs): Session {
  let state: 'open' | 'lost' | 'closing' = 'open'
  let probing: NodeJS.Timeout | undefined
  let resolveLost: () => void = () => undefined
  const lost = new Promise<void>((resolve) => (resolveLost = resolve))

  function lose(): void {
    if (state !== 'open') return
    state = 'lost'
    clearInterval(probing)
    resolveLost()
  }
  client.on('error', lose)
  client.on('end', lose)
  const query = inTurn((text: string, values?: readonly unknown[]) =>
    state === 'lost'
      ? Promise.reject(new Error('The session with PostgreSQL is gone.'))
      : client.query(text, values),
  )

  return {
    query,
    pool: poolOf(query, client.processID),
    lost,
    beginProbing() {
      let heardAt = monotonic()
      const heard = (): void => {
        heardAt = monotonic()
      }
      probing = setInterval(() => {
        // First of all: after a pause another one may be at work already.
        if (monotonic() - heardAt > GIVE_UP_AFTER_MS) {
          lose()
          return
        }
        query('SELECT 1').then(heard, (error: unknown) => {
          // An error of the server, in a transaction that has failed, is an answer too.
          if (/^[0-9A-Z]{5}$/.test(codeOf(error))) heard()
        })
      }, PROBE_EVERY_MS)
    },
    async close() {
      if (state === 'open') state = 'closing'
      clearInterval(probing)
      await endClient(client)
    },
  }
}

/** One statement after the other; the probe comes between those of a long transaction. */
function inTurn(query: Query): Query {
  let before: Promise<unknown> = Promise.resolve()
  return (text, values) => {
    const answer = before.then(() => query<never>(text, values))
    before = answer.catch(() => undefined)
    return answer
  }
}

/** Handed to one after the other, as SQLite's driver does: a transaction has it for itself. */
function poolOf(query: Query, processID: number | null): PostgresPool {
  let before: Promise<unknown> = Promise.resolve()
  const client = {
    query: (text: string, values: readonly unknown[]) => query(text, values.map(withoutNul)),
    ...(processID !== null && { processID }),
  }
  return {
    options: {},
    async connect() {
      let release: () => void = () => undefined
      const turn = before
      before = new Promise<void>((resolve) => (release = resolve))
      await turn
      return { ...client, release } as unknown as PostgresPoolClient
    },
    end: () => Promise.resolve(),
  }
}
