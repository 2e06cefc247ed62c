import { setTimeout as wait } from 'node:timers/promises'
import type { Extent } from './arguments.ts'
import { startBareBolt, startPortin } from './contenders.ts'
import type { OwnProcess } from './own-process.ts'
import { atMost, type Row } from './row.ts'
import { median, show, showMs, showTimes, spread } from './statistics.ts'
import { openWorld, type World } from './world.ts'

/** After this the first garbage of the start has been collected, or not. */
const SETTLED_AFTER_MS = 1_000
const MOST = 1.5

interface Start {
  readonly readyMs: number
  readonly megabytes: number
}

/** Start to ready and resident memory, against a bare Bolt app that imports the same dependencies. */
export async function start({ pairs }: Extent): Promise<readonly Row[]> {
  const world = await openWorld()
  try {
    // The tables are made once in a bot's life.
    await measure(startPortin, world)
    const ours: Start[] = []
    const bare: Start[] = []
    for (let pair = 0; pair < pairs; pair += 1) {
      ours.push(await measure(startPortin, world))
      bare.push(await measure(startBareBolt, world))
    }
    return [
      row('start to ready', ours, bare, ({ readyMs }) => readyMs, showMs),
      row('resident memory', ours, bare, ({ megabytes }) => megabytes, showMegabytes),
    ]
  } finally {
    await world.close()
  }
}

async function measure(begin: (world: World) => Promise<OwnProcess>, world: World): Promise<Start> {
  const started = await begin(world)
  await wait(SETTLED_AFTER_MS)
  const { residentBytes } = await started.usage()
  await started.stop()
  return { readyMs: started.readyMs, megabytes: residentBytes / 2 ** 20 }
}

function row(
  figure: string,
  ours: readonly Start[],
  bare: readonly Start[],
  of: (start: Start) => number,
  shown: (value: number) => string,
): Row {
  const ratios = ours.map((one, pair) => of(one) / of(bare[pair] ?? one))
  return {
    figure,
    ours: shown(median(ours.map(of))),
    against: `${shown(median(bare.map(of)))} bare Bolt`,
    compared: showTimes(median(ratios)),
    spread: spread(ratios),
    aim: atMost(MOST, ' ×', median(ratios)),
  }
}

function showMegabytes(value: number): string {
  return `${show(value)} MB`
}
