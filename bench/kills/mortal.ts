import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { PracticeClock } from '../../sandbox/clock.ts'
import type { Bot } from '../../src/bot.ts'
import type { Log } from '../../src/desk/desk.ts'
import { askPostgres } from '../../test/postgres/place.ts'
import type { Reply, Word } from './mortal-bot.ts'

/**
 * How a bot loses the right to do anything. With PostgreSQL also by the end of its session, or asleep: it wakes
 * when the next one works.
 */
export type Death = 'SIGKILL' | 'session-ended' | 'SIGSTOP'

/** The real bot as a process of its own, which can be killed at any instant. */
export interface Mortal extends Bot {
  readonly isAlive: () => boolean
  /** Nothing is finished, nothing is closed. Returns at once. */
  readonly kill: (by?: Death) => void
  /** Resolves when the process has ended. */
  readonly dead: Promise<void>
  /** SIGTERM, and how long it then took. */
  terminate(): Promise<number>
}

/** Processes that have everything loaded, so that a killed bot is back in a moment. */
export interface Nursery {
  begin(env: Readonly<Record<string, string>>, clock: PracticeClock, log: Log): Promise<Mortal>
  /** Nobody waits any more to take over from the one who works. */
  dismiss(): void
  close(): Promise<void>
}

export function openNursery(): Nursery {
  const living = new Set<ChildProcess>()
  let next = bear()

  function bear(): ChildProcess {
    const child = fork(new URL('mortal-bot.ts', import.meta.url), {
      env: { PATH: process.env['PATH'] },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    living.add(child)
    child.once('exit', () => living.delete(child))
    return child
  }

  /** With PostgreSQL the next one waits already when the one that works is killed. */
  let standby: Standby | null = null

  function beginNext(world: Omit<World, 'standby'>): Standby {
    const child = next
    next = bear()
    const bot = bringUp(child, { ...world, standby: () => standby })
    // Whoever waits for it hears of that.
    bot.catch(() => undefined)
    return { place: placeIn(world.env), child, bot }
  }

  function dismiss(): void {
    standby?.child.kill('SIGKILL')
    standby = null
  }

  return {
    async begin(env, clock, log) {
      const world = { env, clock, log }
      if (standby?.place !== placeIn(env)) dismiss()
      const { bot } = standby ?? beginNext(world)
      standby = null
      // One that is silent for too long while it starts loses its session; a supervisor starts it again.
      const mortal = await bot.catch((error: unknown) => {
        if (!/session with PostgreSQL is gone/.test(String(error))) throw error
        return beginNext(world).bot
      })
      if (isOnPostgres(env)) standby = beginNext(world)
      return mortal
    },
    dismiss,
    async close() {
      const ended = [...living].map((child) => once(child, 'exit'))
      for (const child of living) child.kill('SIGKILL')
      await Promise.all(ended)
    },
  }
}

function placeIn(env: World['env']): string {
  return env['PORTIN_DATABASE'] ?? ''
}

function isOnPostgres(env: World['env']): boolean {
  return placeIn(env).startsWith('postgres:')
}

interface Standby {
  readonly place: string
  readonly child: ChildProcess
  readonly bot: Promise<Mortal>
}

interface World {
  readonly env: Readonly<Record<string, string>>
  readonly clock: PracticeClock
  readonly log: Log
  /** Who waits meanwhile. */
  readonly standby: () => Standby | null
}

async function bringUp(child: ChildProcess, world: World): Promise<Mortal> {
  const { env, clock, log, standby } = world
  let alive = true
  let lastId = 0
  const waiting = new Map<number, () => void>()
  const dead = new Promise<void>((resolve) => {
    child.once('exit', () => {
      alive = false
      // Nobody answers any more; whoever waits goes on.
      for (const answered of waiting.values()) answered()
      resolve()
    })
  })

  const begun = new Promise<void>((resolve, reject) => {
    child.on('message', (reply: Reply) => {
      switch (reply.kind) {
        case 'ready':
          return
        case 'begun':
          resolve()
          return
        case 'failed':
          reject(new Error(reply.why))
          return
        case 'done':
          waiting.get(reply.id)?.()
          return
        case 'logged':
          log(reply.event, JSON.parse(reply.facts) as Record<string, unknown>)
      }
    })
    // Killed while it was starting: that is as good a moment as any.
    void dead.then(resolve)
  })
  say({ kind: 'begin', now: clock.now(), env })
  await begun

  function say(word: Word): void {
    if (!alive || !child.connected) return
    // It may have been killed a moment ago.
    child.send(word, () => undefined)
  }

  async function ask(kind: 'everyMinute' | 'everySecond' | 'idle'): Promise<void> {
    if (!alive) return
    lastId += 1
    const id = lastId
    const answered = new Promise<void>((resolve) => waiting.set(id, resolve))
    // Whoever waits has no clock of its own.
    const waits = standby()?.child
    if (waits?.connected === true) waits.send({ kind: 'time', now: clock.now() } satisfies Word)
    say({ kind, now: clock.now(), id })
    await answered
    waiting.delete(id)
  }

  return {
    lost: new Promise(() => undefined),
    isAlive: () => alive,
    dead,
    kill(by = 'SIGKILL') {
      if (by === 'session-ended') void endSession(placeIn(env), child)
      else child.kill(by)
      if (by === 'SIGSTOP') void standby()?.bot.then(() => child.kill('SIGCONT'))
    },
    async terminate() {
      const asked = performance.now()
      child.kill('SIGTERM')
      await dead
      return performance.now() - asked
    },
    idle: () => ask('idle'),
    async stop() {
      if (alive) child.kill('SIGTERM')
      await dead
    },
    scheduler: {
      pickUp: () => Promise.resolve(),
      everySecond: () => ask('everySecond'),
      everyMinute: () => ask('everyMinute'),
      processNotifications: () => ask('everySecond'),
      stop: () => Promise.resolve(),
    },
  }
}

function endSession(place: string, { pid }: ChildProcess): Promise<unknown> {
  return askPostgres(place, (say) =>
    say('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE $1', [
      `portin, process ${String(pid)} on %`,
    ]),
  )
}
