import { parentPort, workerData } from 'node:worker_threads'
import { MOST_BULK_NUMBERS } from '../porting/bulk-order.ts'
import {
  readNumbersTask,
  readTableTask,
  type NumbersTask,
  type TableOrNumbers,
  type TableTask,
} from './read-text.ts'

/** What is handed back in place of more numbers than anything takes: unpacking them would hold up everybody. */
export interface TooManyNumbers {
  readonly tooMany: number
}

const task = workerData as NumbersTask | TableTask
const read = task.kind === 'numbers' ? readNumbersTask(task) : readTableTask(task)
const count = countIn(read)
parentPort?.postMessage(
  count > MOST_BULK_NUMBERS ? ({ tooMany: count } satisfies TooManyNumbers) : read,
)

function countIn(what: ReturnType<typeof readNumbersTask> | TableOrNumbers): number {
  return 'numbers' in what ? what.numbers.length : 0
}
