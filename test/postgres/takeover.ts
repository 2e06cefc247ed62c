import { setTimeout as wait } from 'node:timers/promises'
import { createPracticeClock } from '../../sandbox/clock.ts'
import { startPractice, type Practice } from '../../sandbox/practice.ts'
import { askPostgres, databaseFor } from './place.ts'
import { openWire, type Wire } from './proxy.ts'
import { startReplica, type Replica } from './replica.ts'

/** What happens to the process that works. */
export const FAULTS = ['SIGKILL', 'SIGTERM', 'session-ended', 'SIGSTOP', 'swallowed'] as const
export type Fault = (typeof FAULTS)[number]

interface TakenOver {
  /** From the fault until the next one has had the former one’s session ended; null: that had ended. */
  readonly cutOffMs: number | null
  /** From the fault until Slack reaches the next one. */
  readonly linkedMs: number
  /** From the fault until the next one has started. */
  readonly startedMs: number
  /** From the fault until the next one has posted in Slack what waited to be said. */
  readonly postedMs: number
  /** From the fault until somebody's next command is acknowledged. */
  readonly answeredMs: number
  /** Commands that Slack sent to the former one although it could reach the next one. */
  readonly sentAstray: number
  /** How the former one ended; null: by the signal. */
  readonly former: number | null
  /** Sessions with the database, when the former one has ended. */
  readonly sessions: number
}

export interface Pair {
  readonly practice: Practice
  readonly database: string
  /** One works and one waits; afterwards the other works and a new one waits. */
  takeOver(fault: Fault): Promise<TakenOver>
  /** Of the one that waits: what it says of itself, by its log and by its port. */
  standby(): Promise<{ readonly waitsFor: unknown; readonly port: number }>
  close(): Promise<void>
}

interface Wired {
  readonly replica: Replica
  readonly wire: Wire
}

export async function openPair(settings: Readonly<Record<string, string>> = {}): Promise<Pair> {
  const clock = createPracticeClock({ wall: true })
  const practice = await startPractice({ slackPort: 0, bandwidthPort: 0, clock })
  const database = await databaseFor(':memory:')
  const all: Wired[] = []
  async function begin(): Promise<Wired> {
    const wire = await openWire(database)
    const replica = startReplica({
      ...practice.env,
      BANDWIDTH_CALLS_PER_MINUTE: '6000',
      PORTIN_DATABASE: wire.url,
      PORTIN_SECRET_KEY: '07'.repeat(32),
      PORTIN_HTTP_PORT: '0',
      PORTIN_HTTP_HOST: '127.0.0.1',
      ...settings,
    })
    all.push({ replica, wire })
    return { replica, wire }
  }
  let taken = 0
  let sentAt: number[] = []
  let working = await begin()
  await working.replica.logged('started')
  let waiting = await begin()
  await waiting.replica.logged('standby')

  async function isAnswered(): Promise<boolean> {
    sentAt.push(performance.now())
    const answer = await fetch(`${practice.slack.url}/human/command`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'porter', channel: 'porting', text: 'help' }),
    })
    return ((await answer.json()) as { readonly acked: boolean }).acked
  }

  async function isPosted(nth: number): Promise<boolean> {
    const answer = await fetch(`${practice.slack.url}/human/channel/porting?as=porter`)
    const { messages } = (await answer.json()) as { readonly messages: readonly unknown[] }
    const said = messages.filter((one) => JSON.stringify(one).includes('restored from a backup'))
    return said.length > nth
  }

  async function strike(fault: Fault): Promise<void> {
    if (fault === 'swallowed') working.wire.swallow()
    else if (fault === 'session-ended') await endSessionOf(database, working.replica)
    else working.replica.kill(fault)
  }

  return {
    practice,
    database,
    async takeOver(fault) {
      const [former, next] = [working, waiting]
      sentAt = []
      const [struckAt, struck] = [performance.now(), Date.now()]
      const loggedMs = async (event: string) =>
        Date.parse(String((await next.replica.logged(event))['time'])) - struck
      await strike(fault)
      await queueNews(database, taken)
      const since = async (happened: () => Promise<unknown>): Promise<number> => {
        while ((await happened()) === false) await wait(50)
        return performance.now() - struckAt
      }
      const [linkedMs, startedMs, postedMs, answeredMs] = await Promise.all([
        loggedMs('slack-link-up'),
        loggedMs('started'),
        since(() => isPosted(taken)),
        // Slack goes on sending over a link of which nobody has told it that it is dead.
        since(isAnswered),
      ])
      taken += 1
      if (fault === 'SIGSTOP') former.replica.kill('SIGCONT')
      const exit = await former.replica.exited
      const sessions = await countSessions(database)
      working = next
      waiting = await begin()
      await waiting.replica.logged('standby')
      const cutOffMs = next.replica.hasLogged('silent-process-cut-off')
        ? await loggedMs('silent-process-cut-off')
        : null
      const sentAstray = sentAt.slice(0, -1).filter((at) => at - struckAt > linkedMs).length
      return {
        cutOffMs,
        linkedMs,
        startedMs,
        postedMs,
        answeredMs,
        sentAstray,
        former: exit,
        sessions,
      }
    },
    async standby() {
      const { waitsFor } = await waiting.replica.logged('standby')
      const { port } = await waiting.replica.logged('listening')
      return { waitsFor, port: Number(port) }
    },
    async close() {
      await Promise.all(all.map(({ replica }) => replica.close()))
      for (const { wire } of all) wire.close()
      await practice.close()
    },
  }
}

/** Something to be said, which nobody has said yet. */
function queueNews(database: string, nth: number): Promise<unknown> {
  const ref = { kind: 'memory', memory: { kind: 'restored', knownUntil: Date.now() } }
  return askPostgres(database, (say) =>
    say(
      `INSERT INTO post (key, kind, ref, channel, created_at) VALUES ($1, 'memory', $2, 'C0PORTING', $3)`,
      [`memory-${nth}`, JSON.stringify(ref), Date.now()],
    ),
  )
}

function endSessionOf(database: string, { process }: Replica): Promise<unknown> {
  return askPostgres(database, (say) =>
    say('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE $1', [
      `portin, process ${String(process.pid)} on %`,
    ]),
  )
}

async function countSessions(database: string): Promise<number> {
  const { rows } = await askPostgres(database, (say) =>
    say<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity
      WHERE datname = current_database() AND application_name LIKE 'portin, %'`),
  )
  return rows[0]?.n ?? 0
}
