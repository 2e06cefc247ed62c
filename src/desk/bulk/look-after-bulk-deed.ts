import { isBandwidthError } from '../../bandwidth/errors.ts'
import { planBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import type { Desk } from '../desk.ts'
import { lookAtBulk } from './look-at-bulk.ts'

/**
 * After a deed has written, under its lock: look at once, and from now on soon again. As with an order, an
 * outage here does not undo the deed.
 *
 * @returns undefined when Bandwidth could not be asked; the next look tells.
 */
export async function lookAfterBulkDeed(
  desk: Desk,
  number: number,
): Promise<SeenBulkOrder | null | undefined> {
  const now = desk.clock()
  await planBulk(desk.db, number, { lookAt: now, waitingSince: now })
  try {
    return await lookAtBulk(desk, number)
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    desk.log('look-after-deed-failed', { number, error })
    return undefined
  }
}
