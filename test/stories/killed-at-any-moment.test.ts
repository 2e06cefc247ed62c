import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Moment } from '../../bench/kills/killer.ts'
import { playMixedDay } from '../../bench/kills/killed-day.ts'
import { openNursery, type Nursery } from '../../bench/kills/mortal.ts'
import { errand } from '../../bench/kills/steps.ts'
import { untruthsOf } from '../../bench/kills/truth.ts'

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

describe('a bot that is killed in every step of a day', () => {
  it('loses nothing that it said it has, and does and tells nothing twice', async () => {
    const errands = [errand(0, 'live'), errand(1, 'deleted')]
    let step = 0
    await playMixedDay(
      nursery,
      errands,
      () => MOMENTS[step++ % MOMENTS.length] ?? null,
      async ({ day, database, kills, unanswered }) => {
        expect(kills).toBeGreaterThan(10)
        expect(unanswered).toEqual([])
        expect(await untruthsOf(day, errands, database)).toEqual({
          lost: [],
          doneTwice: [],
          toldTwice: [],
        })
      },
    )
  }, 60_000)
})
