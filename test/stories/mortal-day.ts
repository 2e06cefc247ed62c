import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll } from 'vitest'
import { openNursery, type Mortal, type Nursery } from '../../bench/kills/mortal.ts'
import { beginHere, startDay, type BeginBot, type PracticeDay } from './practice-day.ts'

interface MortalDays {
  start(settings?: Readonly<Record<string, string>>): Promise<PracticeDay>
  /** The bot as a process of its own; where it was killed before, it is begun again for that. */
  bot(): Promise<Mortal>
}

/**
 * Days whose bot is a process of its own until it is killed, at any moment. To begin one takes longer than all
 * that is looked at afterwards, so the next one lives in this process.
 */
export function mortalDays(): MortalDays {
  let nursery: Nursery
  let day: PracticeDay
  let bot: Mortal | undefined
  let isToBeKilled = true
  beforeAll(() => {
    nursery = openNursery()
  })
  afterAll(() => nursery.close())

  const begin: BeginBot = async (env, clock, log) => {
    bot = isToBeKilled ? await nursery.begin(env, clock, log) : undefined
    isToBeKilled = false
    // With PostgreSQL another one would wait, and take over from the one that is killed.
    nursery.dismiss()
    return bot ?? beginHere(env, clock, log)
  }
  return {
    async start(settings = {}) {
      isToBeKilled = true
      day = await startDay({ settings, begin })
      return day
    },
    async bot() {
      if (bot === undefined) {
        isToBeKilled = true
        await day.restart()
      }
      if (bot === undefined) throw new Error('There is no bot.')
      return bot
    },
  }
}

/** The bot is killed when it makes that request, before it hears what came of it, and begun again. */
export async function killedIn(
  day: PracticeDay,
  bot: Mortal,
  {
    press,
    isAt,
  }: {
    readonly press: () => Promise<unknown>
    readonly isAt: (request: IncomingMessage) => boolean
  },
): Promise<void> {
  const onStart = (message: unknown): void => {
    const { request } = message as { readonly request: IncomingMessage }
    if (isAt(request)) bot.kill()
  }
  subscribe('http.server.request.start', onStart)
  try {
    await press()
    await bot.dead
  } finally {
    unsubscribe('http.server.request.start', onStart)
  }
  await day.restart()
  await day.turn({ advance: 'PT10S' })
}

export function isActivation({ method, url = '' }: IncomingMessage): boolean {
  return method === 'PUT' && url.endsWith('/activationStatus')
}
