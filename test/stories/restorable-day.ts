import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { restore } from '../../src/store/restore.ts'
import { scratchFolder } from '../fixtures/scratch.ts'
import { endStory } from './order-on-the-way.ts'
import { beginHere, startDay, type PracticeDay } from './practice-day.ts'

/** What happens to the database while the bot is stopped. */
export type Meanwhile = (database: string, backup: string, now: number) => void | Promise<void>

export const byCommand: Meanwhile = async (database, backup, now) => {
  await restore(backup, database, now)
}

interface RestorableDay {
  readonly day: PracticeDay
  readonly folder: string
  readonly database: string
  readonly backup: string
}

interface RestorableDays {
  start(): Promise<RestorableDay>
  /** Stop the bot, let that happen, and start it again. */
  restart(how: Meanwhile, time?: { readonly advance: string }): Promise<void>
}

/** Days whose database somebody restores between two bots; each is ended with its test. */
export function restorableDays(): RestorableDays {
  let running: RestorableDay | undefined
  let meanwhile: Meanwhile | undefined
  afterEach(async () => {
    if (running === undefined) return
    await endStory(running.day)
    rmSync(running.folder, { recursive: true })
  })
  return {
    async start() {
      const folder = scratchFolder('restored')
      const [database, backup] = [join(folder, 'portin.sqlite'), join(folder, 'copies.bak')]
      const day = await startDay({
        settings: { PORTIN_DATABASE: database, PORTIN_DEFAULT_CHANNEL: 'C0PORTING' },
        async begin(env, clock, log) {
          await meanwhile?.(database, backup, clock.now())
          meanwhile = undefined
          return beginHere(env, clock, log)
        },
      })
      running = { day, folder, database, backup }
      return running
    },
    async restart(how, time) {
      meanwhile = how
      await running?.day.restart(time)
    },
  }
}
