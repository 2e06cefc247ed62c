import setup from '../test/postgres/setup.ts'
import { FAULTS, openPair, type Fault } from '../test/postgres/takeover.ts'
import { atMost, type Row } from './row.ts'
import { median, showMs } from './statistics.ts'

/** One that only hangs is waited for: so long it is silent, and then it is cut off. */
const STARTS_WITHIN_MS: Record<Fault, number> = {
  SIGKILL: 2_000,
  SIGTERM: 2_000,
  'session-ended': 2_000,
  SIGSTOP: 10_000,
  swallowed: 10_000,
}
const ANSWERS_WITHIN_MS = 15_000
const TIMES = 5

/** From what happens to the process that works, until the next one does. */
export async function takeover(): Promise<readonly Row[]> {
  const stop = await setup()
  const pair = await openPair()
  try {
    const rows: Row[] = []
    for (const fault of FAULTS) {
      const started: number[] = []
      const posted: number[] = []
      const answered: number[] = []
      const cutOff: number[] = []
      const linked: number[] = []
      let sentAstray = 0
      for (let time = 0; time < TIMES; time += 1) {
        const taken = await pair.takeOver(fault)
        if (taken.cutOffMs !== null) cutOff.push(taken.cutOffMs)
        linked.push(taken.linkedMs)
        started.push(taken.startedMs)
        posted.push(taken.postedMs)
        answered.push(taken.answeredMs)
        sentAstray += taken.sentAstray
      }
      if (cutOff.length > 0) rows.push(row(`${fault}: the former one is cut off after`, cutOff))
      rows.push(
        row(`${fault}: Slack reaches the next one after`, linked),
        row(`${fault}: the next process works after`, started, STARTS_WITHIN_MS[fault]),
        row(`${fault}: its first post after`, posted, STARTS_WITHIN_MS[fault]),
        row(`${fault}: a person is answered after`, answered, ANSWERS_WITHIN_MS),
      )
      console.error(`${fault}: ${sentAstray} commands were sent to the former one meanwhile`)
    }
    return rows
  } finally {
    await pair.close()
    await stop()
  }
}

function row(figure: string, times: readonly number[], most?: number): Row {
  return {
    figure,
    ours: showMs(median(times)),
    spread: `${showMs(Math.min(...times))} to ${showMs(Math.max(...times))}`,
    aim: most === undefined ? '' : atMost(most, ' ms', Math.max(...times)),
  }
}
