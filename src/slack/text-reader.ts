import { tooManyNumbers } from '../desk/refusals.ts'
import { MOST_BULK_NUMBERS } from '../porting/bulk-order.ts'
import type { Reading } from '../porting/read-numbers.ts'
import { Refusal } from '../porting/refusal.ts'
import { inWorker } from '../store/in-worker.ts'
import {
  readNumbersTask,
  readTableTask,
  type NumbersTask,
  type TableOrNumbers,
  type TableTask,
} from './read-text.ts'
import type { TooManyNumbers } from './read-text-worker.ts'

/**
 * Reads what people type and drop, without blocking anybody else, whatever its size.
 *
 * @throws Refusal in words when it takes more time or memory than any genuine text.
 */
export interface TextReader {
  numbersIn(texts: NumbersTask['texts'], answers?: NumbersTask['answers']): Promise<Reading>
  /** @param children the orders that a table may be about. */
  tableOrNumbersIn(
    file: TableTask['texts'][0],
    children: TableTask['children'],
    answers?: TableTask['answers'],
  ): Promise<TableOrNumbers>
}

/** So much is read before a thread would have begun; an archive unpacks to more than it shows. */
const AT_ONCE_BYTES = 64 * 1024
const LIMITS = { patienceMs: 10_000, memoryMb: 256 } as const

/** What reading may take before it is given up. */
interface Limits {
  readonly patienceMs: number
  readonly memoryMb: number
}

/** Large texts are read one after the other, so that ten concurrent files do not take ten threads. */
export function createTextReader(differently: Partial<Limits> = {}): TextReader {
  const limits = { ...LIMITS, ...differently }
  let before: Promise<unknown> = Promise.resolve()

  async function read<Task extends NumbersTask | TableTask, Answer>(
    task: Task,
    here: (task: Task) => Answer,
  ): Promise<Answer> {
    if (mayBeReadHere(task)) return here(task)
    const turn = before.then(() => readApart<Answer>(task, limits))
    before = turn.catch(() => undefined)
    return turn
  }

  return {
    numbersIn: (texts, answers = {}) => read({ kind: 'numbers', texts, answers }, readNumbersTask),
    tableOrNumbersIn: (file, children, answers = {}) =>
      read({ kind: 'table', texts: [file], children, answers }, readTableTask),
  }
}

function mayBeReadHere({ texts }: NumbersTask | TableTask): boolean {
  const size = texts.reduce(
    (sum, one) => sum + (typeof one === 'string' ? one.length : one.bytes.length),
    0,
  )
  return size <= AT_ONCE_BYTES && !texts.some((one) => typeof one !== 'string' && isPacked(one))
}

function isPacked({ bytes: [first, second] }: { readonly bytes: Uint8Array }): boolean {
  return first === 0x50 && second === 0x4b
}

async function readApart<Answer>(task: NumbersTask | TableTask, limits: Limits): Promise<Answer> {
  const read = await readOrRefuse<Answer | TooManyNumbers>(task, limits)
  if (isTooMany(read)) throw tooManyNumbers(read.tooMany, MOST_BULK_NUMBERS, 'bulk order')
  return read
}

function isTooMany(read: unknown): read is TooManyNumbers {
  return typeof read === 'object' && read !== null && 'tooMany' in read
}

async function readOrRefuse<Answer>(
  task: NumbersTask | TableTask,
  { patienceMs, memoryMb }: Limits,
): Promise<Answer> {
  const tooSlow = AbortSignal.timeout(patienceMs)
  try {
    return await inWorker<Answer>(
      new URL('read-text-worker.ts', import.meta.url),
      { workerData: task, resourceLimits: { maxOldGenerationSizeMb: memoryMb } },
      tooSlow,
    )
  } catch (error) {
    if (!tooSlow.aborted && !isOutOfMemory(error)) throw error
    throw Object.assign(tooMuch(), { cause: error })
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

function tooMuch(): Refusal {
  return new Refusal(
    'text-too-much',
    'That file has more than I can read.',
    'Leave only the phone numbers, one per line, and drop it again.',
  )
}
