import { BudgetSpent, isBandwidthError } from '../bandwidth/errors.ts'
import { Refusal } from '../porting/refusal.ts'
import { troubleWith } from './bandwidth-trouble.ts'
import type { Desk } from './desk.ts'

/** How a loop handles each thing that is due. */
interface OneByOne<T> {
  /** Names the thing in the log. */
  readonly name: (one: T) => Readonly<Record<string, unknown>>
  readonly work: (one: T) => Promise<unknown>
  /** Plans it again, for things that would otherwise stay due and come first every second. */
  readonly later?: (one: T) => Promise<void>
  /** The event to log for an outage of Bandwidth, which is no bug of ours. */
  readonly outage: string
}

/**
 * Handle everything that is due, each on its own: one that throws is logged with its name and planned
 * again, and stops no other. When our budget of calls is spent, nothing is written and the rest stays due:
 * it would fail the same way.
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

/** One sentence about why an order among many failed. */
export function whyNotOne(desk: Pick<Desk, 'log'>, number: number, error: unknown): string {
  if (error instanceof Refusal) return error.message
  if (isBandwidthError(error)) return troubleWith(error).sentence
  return brokeOnOne(desk, { number }, error)
}

/** @returns one sentence about a bug with one among many; the details are in the log. */
export function brokeOnOne(
  desk: Pick<Desk, 'log'>,
  facts: Readonly<Record<string, unknown>>,
  error: unknown,
): string {
  desk.log('bug', { ...facts, error })
  return 'something broke on my side, so check if it’s done'
}
