import { setTimeout as wait } from 'node:timers/promises'
import { databaseFor } from '../test/postgres/place.ts'
import setup from '../test/postgres/setup.ts'
import { makeDraft } from './acme.ts'
import { startPortin } from './contenders.ts'
import type { OwnProcess } from './own-process.ts'
import { ratioRow, type Row } from './row.ts'
import { openWireTap, type WireTap } from './wire-tap.ts'
import { openWorld, type World } from './world.ts'

const COMMANDS = ['help', 'list', 'status 1001'] as const
const STRETCHES = 8
const IN_A_STRETCH = 60
/** What the heartbeat takes alone is measured for so long, and left out. */
const QUIET_MS = 3_000

interface Bot {
  readonly world: World
  readonly program: OwnProcess
}

/** The bot’s own CPU for a command (help, list and status in turn), in a file and in PostgreSQL. */
export async function commandsOnPostgres(): Promise<readonly Row[]> {
  const stop = await setup()
  const tap = openWireTap()
  const worlds = [await openWorld(), await openWorld()] as const
  const programs: OwnProcess[] = []
  async function begin(world: World, settings = {}): Promise<Bot> {
    const program = await startPortin(world, settings)
    programs.push(program)
    await makeDraft(world, tap)
    return { world, program }
  }
  try {
    const file = await begin(worlds[0])
    const postgres = await begin(worlds[1], { PORTIN_DATABASE: await databaseFor(':memory:') })
    const times = { file: [] as number[], postgres: [] as number[] }
    for (let stretch = 0; stretch <= STRETCHES; stretch += 1) {
      const [ours, theirs] = [await cpuOf(file, tap), await cpuOf(postgres, tap)]
      // The first stretch warms up.
      if (stretch === 0) continue
      times.file.push(ours)
      times.postgres.push(theirs)
    }
    return [
      ratioRow('CPU a command (help, list, status), with PostgreSQL', times.postgres, {
        against: times.file,
        name: 'with a file',
      }),
    ]
  } finally {
    for (const program of programs) await program.stop()
    for (const world of worlds) await world.close()
    tap.close()
    await stop()
  }
}

/** One after the other, each answered before the next is typed. */
async function cpuOf({ world, program }: Bot, tap: WireTap): Promise<number> {
  const { url } = world.practice.slack
  const quietFrom = await program.usage()
  await wait(QUIET_MS)
  const before = await program.usage()
  const startedAt = performance.now()
  for (let nth = 0; nth < IN_A_STRETCH; nth += 1) {
    tap.take(url)
    await world.command(COMMANDS[nth % COMMANDS.length] ?? 'help')
    await tap.until(url, /^\/response\//, 1)
  }
  const elapsedMs = performance.now() - startedAt
  const after = await program.usage()
  const quiet = ((before.cpuMs - quietFrom.cpuMs) / QUIET_MS) * elapsedMs
  return (after.cpuMs - before.cpuMs - quiet) / IN_A_STRETCH
}
