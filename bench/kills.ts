import setup from '../test/postgres/setup.ts'
import { bulkErrand, bulkParts, BULK_FATES } from './kills/bulk-steps.ts'
import { bulkUntruthsOf } from './kills/bulk-truth.ts'
import { playKilledDay, playMixedDay, type End, type KilledDay } from './kills/killed-day.ts'
import { openNursery, type Death, type Nursery } from './kills/mortal.ts'
import { errand, FATES } from './kills/steps.ts'
import { untruthsOf, type Untruths } from './kills/truth.ts'
import { atMost, type Row } from './row.ts'
import { percentile, showMs } from './statistics.ts'
import { randomFrom } from './random.ts'

const KILLS = 200
/** A day has about forty kills. */
const MOST_DAYS = 10
/** Most operations make fewer calls than this, and take less time on a quiet machine. */
const MOST_CALLS = { order: 8, bulk: 24 }
const MOST_MS = 120
const ONE_IN = 20
const ENDS_WITHIN_MS = 8_000

/**
 * Mixed days in which the bot gets SIGKILL in every step, at some call or at some instant, and now and
 * then SIGTERM, until it was killed two hundred times.
 */
export function kills(): Promise<readonly Row[]> {
  return mixedKills('kills', () => 'SIGKILL')
}

/** @param deathAt How the nth one dies. */
function mixedKills(what: string, deathAt: (nth: number) => Death): Promise<readonly Row[]> {
  let ends = 0
  return killedDays(what, MOST_CALLS.order, (nursery, endOf, check) => {
    const errands = FATES.map((fate, nth) => errand(nth, fate))
    const end = (): End => {
      const one = endOf()
      return one === null || one.kind === 'terminate' ? one : { ...one, by: deathAt(ends++) }
    }
    return playMixedDay(nursery, errands, end, (played) =>
      check(played, () => untruthsOf(played.day, errands, played.database)),
    )
  })
}

/** Of twenty that are lost one sleeps, which takes seconds to be noticed, and six lose their session. */
function replicaDeath(nth: number): Death {
  if (nth % 20 === 0) return 'SIGSTOP'
  return nth % 3 === 0 ? 'session-ended' : 'SIGKILL'
}

/**
 * The same on PostgreSQL, where the next one waits already when the one that works is killed, loses its session
 * or falls asleep in the middle of an operation.
 */
export async function replicaKills(): Promise<readonly Row[]> {
  const stop = await setup()
  process.env['PORTIN_TEST_DATABASE'] = 'postgres'
  try {
    return await mixedKills('kills over two replicas', replicaDeath)
  } finally {
    delete process.env['PORTIN_TEST_DATABASE']
    await stop()
  }
}

/** The same with bulk orders. */
export function bulkKills(): Promise<readonly Row[]> {
  return killedDays('kills with bulk orders', MOST_CALLS.bulk, (nursery, endOf, check) => {
    const errands = BULK_FATES.map((fate, nth) => bulkErrand(nth, fate))
    return playKilledDay(nursery, bulkParts(errands), endOf, (played) =>
      check(played, () => bulkUntruthsOf(played.day, errands, played.database)),
    )
  })
}

type Check = (played: KilledDay, untruths: () => Promise<Untruths>) => Promise<void>

async function killedDays(
  what: string,
  mostCalls: number,
  play: (nursery: Nursery, endOf: () => End, check: Check) => Promise<void>,
): Promise<readonly Row[]> {
  const seed = Number(process.env['KILLS_SEED'] ?? Date.now() % 1_000_000)
  console.error(`${what}: KILLS_SEED=${seed}`)
  const random = randomFrom(seed)
  const nursery = openNursery()
  const found = { kills: 0, lost: 0, doneTwice: 0, announcedTwice: 0 }
  const endedWithinMs: number[] = []
  try {
    for (let day = 0; day < MOST_DAYS && found.kills < KILLS; day += 1) {
      await play(
        nursery,
        () => randomEnd(random, mostCalls),
        async (played, untruths) => {
          const untrue = await untruths()
          const lost = [...played.unanswered, ...untrue.lost]
          for (const what of [...lost, ...untrue.doneTwice, ...untrue.announcedTwice]) {
            console.error(what)
          }
          found.kills += played.kills
          found.lost += lost.length
          found.doneTwice += untrue.doneTwice.length
          found.announcedTwice += untrue.announcedTwice.length
          endedWithinMs.push(...played.endedWithinMs)
          console.error(`${what}: ${found.kills} so far`)
        },
      ).catch((error: unknown) => {
        // A day that cannot be played to its end has lost something.
        console.error(error)
        found.lost += 1
      })
    }
  } finally {
    await nursery.close()
  }
  const { lost, doneTwice, announcedTwice: toldTwice } = found
  return [
    {
      figure: `lost, done twice, told twice in ${found.kills} random ${what}`,
      ours: `${lost}, ${doneTwice}, ${toldTwice}`,
      aim: atMost(0, '', lost + doneTwice + toldTwice),
    },
    {
      figure: `SIGTERM to the end, the longest of ${endedWithinMs.length}`,
      ours: showMs(percentile(endedWithinMs, 100)),
      aim: atMost(ENDS_WITHIN_MS, ' ms', percentile(endedWithinMs, 100)),
    },
  ]
}

function randomEnd(random: () => number, mostCalls: number): End {
  const upTo = (most: number): number => Math.floor(random() * most)
  const nth = 1 + upTo(mostCalls)
  if (upTo(ONE_IN) === 0) return { kind: 'terminate', ms: upTo(MOST_MS) }
  switch (upTo(4)) {
    case 0:
      return { kind: 'before-call', nth }
    case 1:
      return { kind: 'before-answer', nth }
    case 2:
      return { kind: 'after-answer', nth }
    default:
      return { kind: 'after-ms', ms: upTo(MOST_MS) }
  }
}
