import { startDay, type PracticeDay, type Who } from '../../test/stories/practice-day.ts'
import { announced } from '../../test/stories/toll-free-on-the-way.ts'
import { openKiller, type Moment } from './killer.ts'
import type { Mortal, Nursery } from './mortal.ts'
import { dayOfTheDate, morning, type PendingRequest, type Step } from './steps.ts'

/** What is done one after the other, from this moment on. */
export interface Part {
  /** Null: at once. */
  readonly at: string | null
  readonly steps: readonly (Step & { readonly of: string })[]
}

export interface KilledDay {
  readonly day: PracticeDay
  readonly kills: number
  /** What was acknowledged, and neither done nor said to have been cut off. */
  readonly unanswered: readonly string[]
  /** How long the bot took to end, each time that it was asked to. */
  readonly endedWithinMs: readonly number[]
  readonly database: string
}

/** How a step ends: with a kill at some moment, with SIGTERM, or in peace. */
export type End = Moment | { readonly kind: 'terminate'; readonly ms: number } | null

const TRIES = 4
/** So many of the last messages tell why something is not done. */
const SHOWN = 6
/** Bandwidth's lists lag, so "it never happened" takes three looks that lie 65 seconds apart. */
const UNTIL_RESOLVED = ['PT10S', 'PT70S', 'PT70S', 'PT70S']
export const THE_DATE = '2026-12-08T15:00:00Z'

/** Everything that is done to one of these is done before the next one's turn. */
export function partOf<PendingRequest extends { readonly name: string }>(
  at: string | null,
  errands: readonly PendingRequest[],
  steps: (errand: PendingRequest) => readonly Step[],
): Part {
  const all = errands.map((errand) => steps(errand).map((step) => ({ ...step, of: errand.name })))
  return { at, steps: all.flat() }
}

/** Plays a day with these orders, to the day on which they go live. */
export function playMixedDay(
  nursery: Nursery,
  errands: readonly PendingRequest[],
  endOf: (step: string) => End,
  check: (played: KilledDay) => Promise<void>,
): Promise<void> {
  const parts = [partOf(null, errands, morning), partOf(THE_DATE, errands, dayOfTheDate)]
  return playKilledDay(nursery, parts, endOf, check)
}

/** Plays a day; the bot is killed in the middle of every step as `endOf` says, and begun again. */
export async function playKilledDay(
  nursery: Nursery,
  parts: readonly Part[],
  endOf: (step: string) => End,
  check: (played: KilledDay) => Promise<void>,
): Promise<void> {
  const killer = openKiller()
  let bot: Mortal | undefined
  let database = ''
  const unanswered: string[] = []
  const endedWithinMs: number[] = []
  let kills = 0
  const day = await startDay({
    async begin(env, clock, log) {
      database = env['PORTIN_DATABASE'] ?? ''
      bot = await nursery.begin(env, clock, log)
      return bot
    },
  })

  async function take(step: Step, name: string): Promise<void> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const before = await answersTo(day, step.who)
      const cut = await actUntilCut(step, attempt === 1 ? endOf(step.name) : null)
      if (await step.isDone(day)) return
      const isAnswered = (await answersTo(day, step.who)) > before
      if (cut.acked && !isAnswered) unanswered.push(`${name}: ${step.name}, ${cut.how}`)
    }
    const seen = (await announced(day, /./, { as: step.who ?? 'porter' }))
      .slice(-SHOWN)
      .join('\n---\n')
    throw new Error(`${name}: ${step.name} was not done after ${TRIES} tries:\n${seen}`)
  }

  async function actUntilCut(step: Step, end: End): Promise<{ acked: boolean; how: string }> {
    const how = JSON.stringify(end)
    if (bot === undefined) throw new Error('There is no bot.')
    const mortal = bot
    let terminated: Promise<number> | undefined
    if (end?.kind === 'terminate') {
      setTimeout(() => {
        terminated = mortal.terminate()
      }, end.ms)
    } else if (end !== null) killer.arm(mortal, end)
    const acked = await step.act(day)
    if (killer.disarm()) {
      kills += 1
      await mortal.dead
    }
    if (terminated !== undefined) endedWithinMs.push(await terminated)
    if (!mortal.isAlive()) {
      await day.restart()
      for (const advance of UNTIL_RESOLVED) await day.turn({ advance })
    }
    return { acked, how }
  }

  try {
    for (const { at, steps } of parts) {
      if (at !== null) await day.turn({ now: at })
      for (const step of steps) await take(step, step.of)
    }
    for (const advance of UNTIL_RESOLVED) await day.turn({ advance })
    nursery.dismiss()
    await bot?.terminate()
    await check({ day, kills, unanswered, endedWithinMs, database })
  } finally {
    nursery.dismiss()
    killer.close()
    await day.close()
  }
}

/** What the bot has told this person alone: directly, or where they typed; and what all read of an order that never came about. */
async function answersTo(day: PracticeDay, who: Who | null): Promise<number> {
  if (who === null) return 0
  const hidden = (await day.sees(who)).filter(({ ephemeral }) => ephemeral)
  const direct = await announced(day, /./, { as: who, channel: 'dm' })
  const neverMade = await announced(day, /^\*#\d+[^\n]* wasn’t created\.\*/)
  return hidden.length + direct.length + neverMade.length
}
