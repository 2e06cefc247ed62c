import type { BulkOrderId } from '../../porting/bulk-order.ts'
import { BULK_DRAFT_STATUSES } from '../../porting/bulk-status.ts'
import { findBulk, writeBulk } from '../../store/bulk-orders.ts'
import { closeIntent, type Intent } from '../../store/intents.ts'
import type { Desk } from '../desk.ts'
import { adoptMadeBulk } from './draft-bulk.ts'
import { bulkNeverMadeAgain } from './make-bulk-again.ts'
import { redrawBulkCard, tellBulkNews } from './tell-bulk.ts'

/** Clocks differ: an order that looks a little older than the request may be the one. */
const CLOCKS_DIFFER_MS = 10 * 60_000

/**
 * A bulk order whose creation got no answer, by its customer order id. The list need not tell it, so every
 * draft that is young enough is asked for.
 */
export async function findMadeBulk(desk: Desk, intent: Intent): Promise<BulkOrderId | undefined> {
  for (const status of BULK_DRAFT_STATUSES) {
    for (const listed of await desk.bandwidth.listBulks({ status })) {
      if (listed.customerOrderId === intent.searchKey) return listed.id
      const isTooOld =
        listed.createdAt !== null && listed.createdAt < intent.begunAt - CLOCKS_DIFFER_MS
      if (listed.customerOrderId !== null || isTooOld) continue
      const { customerOrderId } = await desk.bandwidth.getBulk(listed.id)
      if (customerOrderId === intent.searchKey) return listed.id
    }
  }
  return undefined
}

export async function bulkMadeAfterAll(
  desk: Desk,
  number: number,
  intent: Intent,
  id: BulkOrderId,
): Promise<void> {
  await adoptMadeBulk(desk, { number, intent: intent.id, id })
  await tellBulkNews(desk, number, { kind: 'made-after-all' })
}

export async function bulkNeverMade(desk: Desk, number: number, intent: Intent): Promise<void> {
  const bulk = await findBulk(desk.db, number)
  if (bulk?.madeAgain != null) return bulkNeverMadeAgain(desk, number, intent)
  await closeIntent(desk.db, intent.id, 'never-happened', desk.clock())
  await writeBulk(desk.db, number, { endedAt: desk.clock(), ending: 'never-made', lookAt: null })
  await tellBulkNews(desk, number, { kind: 'never-made', by: intent.by })
  await redrawBulkCard(desk, number)
}
