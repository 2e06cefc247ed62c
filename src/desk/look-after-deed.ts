import { isBandwidthError } from '../bandwidth/errors.ts'
import { planLook } from '../store/plans.ts'
import type { Desk } from './desk.ts'
import { lookAtOrder, type FreshLook } from './look-at-order.ts'

/**
 * After a deed has written: look at once, and from now on soon again, because Bandwidth needs a moment.
 * An outage here does not undo the deed; the next look tells.
 *
 * @returns what the order shows, or undefined when Bandwidth could not be asked.
 */
export async function lookAfterDeed(
  desk: Desk,
  number: number,
): Promise<FreshLook | null | undefined> {
  const now = desk.clock()
  await planLook(desk.db, number, { lookAt: now, waitingSince: now })
  try {
    return await lookAtOrder(desk, number)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('look-after-deed-failed', { number, error })
    return undefined
  }
}
