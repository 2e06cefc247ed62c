import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { PracticeClock } from '../../sandbox/clock.ts'
import type { Bot } from '../../src/bot.ts'
import type { Log } from '../../src/desk/desk.ts'
import type { Reply, Word } from './mortal-bot.ts'

/** The real bot as a process of its own, which can be killed at any instant. */
export interface Mortal extends Bot {
  readonly isAlive: () => boolean
  /** SIGKILL: nothing is finished, nothing is closed. Returns at once. */
  readonly kill: () => void
  /** Resolves when the process has ended. */
  readonly dead: Promise<void>
  /** SIGTERM, and how long it then took. */
  terminate(): Promise<number>
}

/** Processes that have everything loaded, so that a killed bot is back in a moment. */
export interface Nursery {
  begin(env: Readonly<Record<string, string>>, clock: PracticeClock, log: Log): Promise<Mortal>
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

  return {
    async begin(env, clock, log) {
      const child = next
      next = bear()
      return bringUp(child, { env, clock, log })
    },
    async close() {
      const ended = [...living].map((child) => once(child, 'exit'))
      for (const child of living) child.kill('SIGKILL')
      await Promise.all(ended)
    },
  }
}

async function bringUp(
  child: ChildProcess,
  world: {
    readonly env: Readonly<Record<string, string>>
    readonly clock: PracticeClock
    readonly log: Log
  },
): Promise<Mortal> {
  const { env, clock, log } = world
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
    say({ kind, now: clock.now(), id })
    await answered
    waiting.delete(id)
  }

  return {
    lost: new Promise(() => undefined),
    isAlive: () => alive,
    dead,
    kill() {
      child.kill('SIGKILL')
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
