import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Database } from '../database.ts'
import type { MonotonicMs } from '../../porting/monotonic.ts'

/** Of one database; another one on the same server has its own. */
const LOCK = 706_872_110
const ASK_EVERY_MS = 250
/** A terminated session releases its lock at once. */
const ENDED_WITHIN_MS = 50
/** Who works says something four times a second, and gives up on its own before. */
export const SILENT_MS = 4_500

interface Holder {
  readonly pid: number
  readonly name: string | null
  readonly is_busy: 0 | 1
  /** Changes with everything that its session is asked. */
  readonly sign: string
}

export interface Waiting {
  readonly monotonic: () => MonotonicMs
  /** Called with the holder whenever it changes. Until the turn comes, rows are only added. */
  readonly waitsFor: (holder: string, db: Database) => void
  /** Called when the holder was silent for so long that the server was asked to terminate its session. */
  readonly cutOff: (holder: string, silentMs: number) => void
}

/**
 * Waits until no other process works. A holder that is silent for too long is terminated by the server,
 * so when it wakes up its session is lost. The clocks of two machines are never compared.
 */
export async function takeTurn(
  query: Client['query'],
  db: Database,
  { monotonic, waitsFor, cutOff }: Waiting,
): Promise<void> {
  let silence = silenceBy(monotonic)
  let told: string | null = null
  for (;;) {
    if (await isMine(query)) return
    const holder = await holderOf(query)
    if (holder !== undefined) {
      const name = holder.name ?? 'another process'
      if (name !== told) waitsFor(name, db)
      told = name
      const silentMs = silence(holder)
      if (silentMs > SILENT_MS) {
        await query('SELECT pg_terminate_backend($1)', [holder.pid])
        cutOff(name, silentMs)
        silence = silenceBy(monotonic)
        await sleep(ENDED_WITHIN_MS)
        continue
      }
    }
    await sleep(ASK_EVERY_MS)
  }
}

/** How long the holder has been silent, by the waiting process's clock. */
export function silenceBy(
  monotonic: () => MonotonicMs,
): (holder: Pick<Holder, 'pid' | 'sign' | 'is_busy'>) => number {
  let last = { sign: '', at: monotonic() }
  return (holder) => {
    const sign = `${holder.pid} ${holder.sign}`
    if (sign !== last.sign || holder.is_busy === 1) last = { sign, at: monotonic() }
    return monotonic() - last.at
  }
}

async function isMine(query: Client['query']): Promise<boolean> {
  const { rows } = await query<{ taken: 0 | 1 }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK])
  return rows[0]?.taken === 1
}

async function holderOf(query: Client['query']): Promise<Holder | undefined> {
  const { rows } = await query<Holder>(
    `SELECT pid, application_name AS name, coalesce(state = 'active', true) AS is_busy,
      concat(query_start, state_change) AS sign
    FROM pg_locks LEFT JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1 AND objsubid = 1
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [LOCK],
  )
  return rows[0]
}
