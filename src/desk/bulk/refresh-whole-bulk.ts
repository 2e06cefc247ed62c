import { isAlive } from '../../porting/standing.ts'
import { isSeenBulk } from '../../store/bulk-orders.ts'
import type { Desk } from '../desk.ts'
import { advanceBulk } from './advance-bulk.ts'
import { refreshChildren } from './refresh-children.ts'
import { redrawBulkCard } from './announce-bulk.ts'
import { bulkNumbered } from '../numbered.ts'

/**
 * Look at a bulk order, and at every order of it that a list shows otherwise than it was seen.
 * @throws a BandwidthError when Bandwidth could not be asked.
 */
export async function refreshWholeBulk(desk: Desk, number: number): Promise<void> {
  await advanceBulk(desk, number)
  const bulk = await bulkNumbered(desk.db, number)
  if (isSeenBulk(bulk) && isAlive(bulk)) await refreshChildren(desk, bulk)
  await redrawBulkCard(desk, number)
}
