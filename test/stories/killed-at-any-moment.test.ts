import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Moment } from '../../bench/kills/killer.ts'
import { bulkErrand, bulkParts } from '../../bench/kills/bulk-steps.ts'
import { bulkUntruthsOf } from '../../bench/kills/bulk-truth.ts'
import { playKilledDay, playMixedDay } from '../../bench/kills/killed-day.ts'
import { openNursery, type Nursery } from '../../bench/kills/mortal.ts'
import { errand } from '../../bench/kills/steps.ts'
import { NO_UNTRUTHS, untruthsOf } from '../../bench/kills/truth.ts'
import { extent, some } from '../fixtures/extent.ts'

let nursery: Nursery
beforeAll(() => {
  nursery = openNursery()
})
afterAll(() => nursery.close())

/** Neither a multiple of the steps of an order nor of their kinds, so that every kind meets every step. */
const MOMENTS: readonly Moment[] = [
  { kind: 'before-answer', nth: 1 },
  { kind: 'before-call', nth: 2 },
  { kind: 'before-answer', nth: 4 },
  { kind: 'before-call', nth: 1 },
  { kind: 'before-answer', nth: 3 },
]

/** Bandwidth has done it, and nothing of that is written down yet. */
const BULK_MOMENTS = new Map<string, Moment>(
  some(
    [
      ['bulk', { kind: 'before-answer', nth: 9 }],
      ['send the table', { kind: 'before-answer', nth: 11 }],
      ['attach the letters', { kind: 'before-answer', nth: 11 }],
      ['change the shared facts', { kind: 'before-answer', nth: 7 }],
      ['approve the submission', { kind: 'before-answer', nth: 10 }],
    ],
    2,
  ),
)

function momentsInTurn(): () => Moment | null {
  let step = 0
  return () => MOMENTS[step++ % MOMENTS.length] ?? null
}

/** Every third step. */
function nowAndThen(moment: () => Moment | null): () => Moment | null {
  let step = 0
  return () => (step++ % 3 === 0 ? moment() : null)
}

describe('a bot that is killed in every step of a day', () => {
  it('loses nothing that it said it has, and does and tells nothing twice', async () => {
    const errands = some([errand(0, 'live'), errand(1, 'rejected'), errand(2, 'cancelled')], 1)
    await playMixedDay(
      nursery,
      errands,
      extent({ usual: nowAndThen(momentsInTurn()), full: momentsInTurn() }),
      async ({ day, database, kills, unanswered }) => {
        expect(kills).toBeGreaterThan(3)
        expect(unanswered).toEqual([])
        expect(await untruthsOf(day, errands, database)).toEqual(NO_UNTRUTHS)
      },
    )
  }, 240_000)

  it('nor of a day with a bulk order, in the steps that make many calls', async () => {
    const errands = [bulkErrand(0, 'partial')]
    await playKilledDay(
      nursery,
      bulkParts(errands),
      (step) => BULK_MOMENTS.get(step) ?? null,
      async ({ day, database, kills, unanswered }) => {
        expect(kills).toBe(BULK_MOMENTS.size)
        expect(unanswered).toEqual([])
        expect(await bulkUntruthsOf(day, errands, database)).toEqual(NO_UNTRUTHS)
      },
    )
  }, 240_000)
})
