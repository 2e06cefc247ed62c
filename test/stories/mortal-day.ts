import { afterAll, beforeAll } from 'vitest'
import { openNursery, type Mortal, type Nursery } from '../../bench/kills/mortal.ts'
import { startDay, type PracticeDay } from './practice-day.ts'

export interface MortalDays {
  start(): Promise<PracticeDay>
  /** The one that lives now. */
  bot(): Mortal
}

/** Days whose bot is a process of its own, which can be killed at any moment. */
export function mortalDays(): MortalDays {
  let nursery: Nursery
  let bot: Mortal | undefined
  beforeAll(() => {
    nursery = openNursery()
  })
  afterAll(() => nursery.close())
  return {
    start: () =>
      startDay({
        async begin(env, clock, log) {
          bot = await nursery.begin(env, clock, log)
          return bot
        },
      }),
    bot() {
      if (bot === undefined) throw new Error('There is no bot.')
      return bot
    },
  }
}
