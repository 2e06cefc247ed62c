import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Client } from 'pg'
import type { MonotonicMs } from '../../porting/monotonic.ts'
import { codeOf, endClient, isSaidByServer } from './connection.ts'
import { withoutNul } from './dialect.ts'

export const PROBE_EVERY_MS = 250
/** A session without an answer for this long stops before the next one may begin. */
export const GIVE_UP_AFTER_MS = 4_000

type Query = Client['query']

/** The one session of a process. It holds the lock, so whatever is written in it is written by the holder. */
export interface Session {
  readonly query: Query
  readonly pool: PostgresPool
  /** Resolves when the session, and with it the right to write, is lost; it is never replaced. */
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
  let answeredAt = monotonic()
  let isAsking = false
  const noteAnswer = (): void => {
    answeredAt = monotonic()
  }
  const query = inTurn(async (text: string, values?: readonly unknown[]) => {
    if (state === 'lost') throw new Error('The session with PostgreSQL is gone.')
    isAsking = true
    try {
      const answer = await client.query<never>(text, values)
      noteAnswer()
      return answer
    } catch (error) {
      if (endsSession(error)) lose()
      // An error of the server, in a transaction that has failed, is an answer too.
      else if (isSaidByServer(error)) noteAnswer()
      throw error
    } finally {
      isAsking = false
    }
  })

  return {
    query,
    pool: poolOf(query, client.processID),
    lost,
    beginProbing() {
      noteAnswer()
      probing = setInterval(() => {
        // First of all: after a pause another one may be at work already.
        if (monotonic() - answeredAt > GIVE_UP_AFTER_MS) lose()
        // Over a slow wire one waits for the other, and what people wait for would wait for all of them.
        else if (!isAsking) query('SELECT 1').catch(() => undefined)
      }, PROBE_EVERY_MS)
    },
    async close() {
      if (state === 'open') state = 'closing'
      clearInterval(probing)
      await endClient(client)
    },
  }
}

/** The server says so to what it was asked; the connection ends only after that. */
function endsSession(error: unknown): boolean {
  return codeOf(error).startsWith('57P')
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
