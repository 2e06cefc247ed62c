import { isAlive } from '../../porting/standing.ts'
import { isSeenBulk } from '../../store/bulk-orders.ts'
import type { Desk } from '../desk.ts'
import { advanceBulk } from './advance-bulk.ts'
import { refreshChildren } from './refresh-children.ts'
import { redrawBulkCard } from './announce-bulk.ts'
import { bulkNumbered } from '../numbered.ts'

/**
 * Refresh a bulk order, and every order in it that a list shows to have changed.
 * @throws a BandwidthError when one could not be read.
 */
export async function refreshWholeBulk(desk: Desk, number: number): Promise<void> {
  await advanceBulk(desk, number)
  const bulk = await bulkNumbered(desk.db, number)
  if (isSeenBulk(bulk) && isAlive(bulk)) await refreshChildren(desk, bulk)
  await redrawBulkCard(desk, number)
}
