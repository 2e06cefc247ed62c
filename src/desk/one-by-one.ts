import { BudgetSpent, isBandwidthError } from '../bandwidth/errors.ts'
import { Refusal } from '../porting/refusal.ts'
import { troubleWith } from './bandwidth-trouble.ts'
import type { Desk } from './desk.ts'

/** How a loop deals with each thing that is due. */
interface OneByOne<T> {
  /** Names the thing in the log. */
  readonly name: (one: T) => Readonly<Record<string, unknown>>
  readonly work: (one: T) => Promise<unknown>
  /** Plan it again, where it would stay due and come first every second. */
  readonly later?: (one: T) => Promise<void>
  /** The event of an outage of Bandwidth, which is no bug of ours. */
  readonly outage: string
}

/**
 * Deal with everything that is due, each on its own: one that throws is logged with its name and planned
 * again, and stops no other. Where our own count of calls is spent nothing is written, and all that is
 * left stays due: it would go the same way.
 * @returns the last outage of Bandwidth; null when there was none.
 */
export async function oneByOne<T>(
  desk: Pick<Desk, 'log'>,
  due: Iterable<T>,
  { name, work, later, outage }: OneByOne<T>,
): Promise<Error | null> {
  let met: Error | null = null
  for (const one of due) {
    try {
      await work(one)
    } catch (error) {
      if (error instanceof BudgetSpent) {
        desk.log('calls-spent', { ...name(one), until: error.until })
        return error
      }
      if (isBandwidthError(error)) met = error
      desk.log(isBandwidthError(error) ? outage : 'bug', { ...name(one), error })
      await later?.(one).catch((failed: unknown) => {
        desk.log('bug', { ...name(one), error: failed })
      })
    }
  }
  return met
}

/** Why nothing came of one order among many, in a sentence. */
export function whyNotOne(desk: Pick<Desk, 'log'>, number: number, error: unknown): string {
  if (error instanceof Refusal) return error.message
  if (isBandwidthError(error)) return troubleWith(error).sentence
  return brokeOnOne(desk, { number }, error)
}

/** @returns what is said of one among many that broke, whose story is in the log. */
export function brokeOnOne(
  desk: Pick<Desk, 'log'>,
  facts: Readonly<Record<string, unknown>>,
  error: unknown,
): string {
  desk.log('bug', { ...facts, error })
  return 'something broke on my side, so it may or may not be done; check it'
}
