import { isAnswered } from '../../porting/bulk-list-state.ts'
import { desiredAfter } from '../../porting/desired-numbers.ts'
import { savedNumbers, writeNumbers } from '../../store/bulk-numbers.ts'
import { isSeenBulk, writeBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { writeOrder, type TrackedOrder } from '../../store/orders.ts'
import type { Desk, DeskSettings } from '../desk.ts'
import { cannotDoWithBulkNow } from './bulk-refusals.ts'
import { queueBulkNews } from './announce-bulk.ts'
import { withItsBulk } from '../numbered.ts'

/**
 * Bandwidth checks the list it was sent: a number whose order is deleted then returns with the next split.
 *
 * @throws Refusal while the numbers of its bulk order are checked.
 */
export async function refuseWhileChecked(
  { db }: Desk,
  order: Pick<TrackedOrder, 'bulkNumber'>,
): Promise<void> {
  await withItsBulk(db, order, (bulk) => {
    if (!isSeenBulk(bulk)) return
    if (bulk.seen.status === 'VALIDATE_DRAFT_TNS' || !isAnswered(bulk.list)) {
      throw cannotDoWithBulkNow(
        bulk,
        'order list',
        'Its numbers are being checked. Its card shows when that’s done.',
      )
    }
  })
}

/** A draft that is deleted alone leaves its bulk order, and its numbers leave the desired list. */
export async function leaveBulk(
  db: Database,
  child: TrackedOrder,
  {
    settings,
    by,
    at,
  }: { readonly settings: DeskSettings; readonly by: string; readonly at: number },
): Promise<void> {
  await withItsBulk(db, child, async (bulk) => {
    const left = child.content.numbers
    const { desired } = await savedNumbers(db, bulk.number)
    await writeNumbers(db, bulk.number, { desired: desiredAfter(desired, { joined: [], left }) })
    await writeOrder(db, child.number, { bulkNumber: null })
    // Taking an order out is a change of the bulk order, so that person may not approve it.
    await writeBulk(db, bulk.number, {
      nextPollAt: at,
      changedBy: [...bulk.changedBy, { by, at }],
    })
    const news = { kind: 'child-deleted', by, child: child.number, numbers: left.length } as const
    await queueBulkNews(db, settings, bulk, news, at)
  })
}
