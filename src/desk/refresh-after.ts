import { isBandwidthError } from '../bandwidth/errors.ts'
import { planPoll } from '../store/plans.ts'
import type { Desk } from './desk.ts'
import { refreshOrder, type RefreshedOrder, type HowToRefresh } from './refresh-order.ts'

export function refreshOrderAfter(
  desk: Desk,
  number: number,
  how: HowToRefresh = {},
): Promise<RefreshedOrder | null | undefined> {
  return refreshAfter(desk, number, planPoll, () => refreshOrder(desk, number, how))
}

/**
 * After an operation has written: refresh at once, and poll again soon, because Bandwidth needs a moment.
 * An outage here does not undo the operation; the next refresh shows the outcome.
 *
 * @returns the reading, null when it was deleted, or undefined when Bandwidth could not be asked.
 */
export async function refreshAfter<Refreshed>(
  desk: Desk,
  number: number,
  plan: typeof planPoll,
  refresh: () => Promise<Refreshed | null>,
): Promise<Refreshed | null | undefined> {
  const now = desk.clock()
  await plan(desk.db, number, { nextPollAt: now, waitingSince: now })
  try {
    return await refresh()
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('refresh-after-failed', { number, error })
    return undefined
  }
}
