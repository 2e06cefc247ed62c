import { join } from 'node:path'
import { startOwnProcess, type OwnProcess } from './own-process.ts'
import { openWireTap, type WireTap } from './wire-tap.ts'
import { openWorld, type World } from './world.ts'

/** The bot as `npm start` runs it, on a database that stays in the world's folder. */
export function startPortin(
  { folder, practice }: World,
  settings: Readonly<Record<string, string>> = {},
  startsAt?: number,
): Promise<OwnProcess> {
  return startOwnProcess({
    file: new URL('../src/start.js', import.meta.url),
    folder,
    env: {
      ...practice.env,
      PORTIN_DATABASE: join(folder, 'portin.sqlite'),
      PORTIN_SECRET_KEY: '07'.repeat(32),
      ...settings,
    },
    ready: /"event":"started"/,
    ...(startsAt !== undefined && { startsAt }),
  })
}

/** The bot in a world of its own, every call of which is heard. */
export interface Stage {
  readonly world: World
  readonly tap: WireTap
  readonly bot: OwnProcess
}

export async function onStage<Measured>(
  measure: (stage: Stage) => Promise<Measured>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Measured> {
  const tap = openWireTap()
  const world = await openWorld()
  const bot = await startPortin(world, settings)
  try {
    return await measure({ world, tap, bot })
  } finally {
    await bot.stop()
    await world.close()
    tap.close()
  }
}

/** What it is held against; it answers with what stands in the file. */
export function startBareBolt({ folder, practice }: World, answers = ''): Promise<OwnProcess> {
  return startOwnProcess({
    file: new URL('bare-bolt.ts', import.meta.url),
    folder,
    env: { ...practice.env, BARE_ANSWERS: answers },
    ready: /^started$/,
  })
}
