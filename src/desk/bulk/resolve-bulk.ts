import type { BulkOrderId } from '../../porting/bulk-order.ts'
import { BULK_DRAFT_STATUSES } from '../../porting/bulk-status.ts'
import { writeBulk } from '../../store/bulk-orders.ts'
import type { Intent } from '../../store/intents.ts'
import type { Desk } from '../desk.ts'
import { conclude } from '../intend.ts'
import { adoptMadeBulk } from './draft-bulk.ts'
import { backToPurged } from './recreate-bulk.ts'
import { queueBulkNews, announceBulkWith } from './announce-bulk.ts'
import { bulkNumbered } from '../numbered.ts'
import { isRecreated } from '../../porting/standing.ts'

/** Clocks differ: an order created slightly before the request may still be ours. */
const CLOCKS_DIFFER_MS = 10 * 60_000

/**
 * Find a bulk order whose creation got no answer by its customer order id. The list may leave that out, so
 * every draft that is recent enough is read.
 */
export async function findMadeBulk(
  desk: Desk,
  _number: number,
  intent: Intent,
): Promise<BulkOrderId | undefined> {
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
  const bulk = await bulkNumbered(desk.db, number)
  await adoptMadeBulk(desk, { number, intent: intent.id, id }, async (db) => {
    // A recreated one is announced when it is adopted.
    if (!isRecreated(bulk)) await announceBulkWith(db, desk, number, { kind: 'made-after-all' })
  })
}

/** It never happened: that is saved, announced and closed together. */
export async function bulkNeverMade(desk: Desk, number: number, intent: Intent): Promise<void> {
  const now = desk.clock()
  await conclude(desk, intent.id, 'never-happened', async (db) => {
    const bulk = await bulkNumbered(db, number)
    const isBack = isRecreated(bulk)
    if (isBack) await backToPurged(db, number, now)
    else await writeBulk(db, number, { endedAt: now, ending: 'never-made', nextPollAt: null })
    const kind = isBack ? 'not-made-again' : 'never-made'
    await queueBulkNews(db, desk.settings, bulk, { kind, by: intent.by }, now)
  })
}
