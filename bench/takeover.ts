import setup from '../test/postgres/setup.ts'
import { FAULTS, openPair, type Fault } from '../test/postgres/takeover.ts'
import { atMost, type Row } from './row.ts'
import { median, showMs } from './statistics.ts'

/** One that only hangs is waited for: six seconds of silence, and then it is cut off. */
const STARTS_WITHIN_MS: Record<Fault, number> = {
  SIGKILL: 2_000,
  SIGTERM: 2_000,
  'session-ended': 2_000,
  SIGSTOP: 10_000,
  swallowed: 10_000,
}
const ANSWERS_WITHIN_MS = 15_000
const TIMES = 3

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
      for (let time = 0; time < TIMES; time += 1) {
        const { startedMs, postedMs, answeredMs } = await pair.takeOver(fault)
        started.push(startedMs)
        posted.push(postedMs)
        answered.push(answeredMs)
      }
      rows.push(
        row(`${fault}: the next process works after`, started, STARTS_WITHIN_MS[fault]),
        row(`${fault}: its first post after`, posted, STARTS_WITHIN_MS[fault]),
        row(`${fault}: a person is answered after`, answered, ANSWERS_WITHIN_MS),
      )
    }
    return rows
  } finally {
    await pair.close()
    await stop()
  }
}

function row(figure: string, times: readonly number[], most: number): Row {
  return {
    figure,
    ours: showMs(median(times)),
    against: '',
    compared: '',
    spread: `${showMs(Math.min(...times))} to ${showMs(Math.max(...times))}`,
    aim: atMost(most, ' ms', median(times)),
  }
}
