import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { vendorFailed } from '../../porting/bulk-account.ts'
import { isTollFree } from '../../porting/telephone-number.ts'
import { audit } from '../../store/audit.ts'
import { keptNumbers } from '../../store/bulk-numbers.ts'
import { writeBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import type { Intent } from '../../store/intents.ts'
import type { Desk } from '../desk.ts'
import { conclude } from '../intend.ts'
import { checkNotSeen } from '../refusals.ts'
import { sendIntended } from '../send-to-bandwidth.ts'
import { cannotRetryBulk } from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { lookAfterBulkDeed } from './look-after-bulk-deed.ts'
import { whyNotBulk } from './send-bulk-change.ts'
import { tellBulkNewsWith } from './tell-bulk.ts'

/**
 * Have the numbers checked again after a vendor gave no answer. Bandwidth repeats a check only of lists with
 * toll-free numbers (7523); another list is given once more.
 */
export function retryBulkValidation(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<void> {
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    const may = bulkRuleFor(bulk.seen.status).may.includes('retry-validation')
    const { wanted, split } = await keptNumbers(desk.db, number)
    if (!may || split === null || !vendorFailed(split)) throw cannotRetryBulk(bulk)
    const begunAt = desk.clock()
    const { answer, intent } = await sendIntended(
      desk,
      {
        ...{ kind: 'bulk-retry-validation', orderNumber: number, searchKey: bulk.customerOrderId },
        ...{ facts: {}, by },
      },
      () =>
        wanted.some(isTollFree)
          ? desk.bandwidth.patchBulk(bulk.id, { retryValidation: true })
          : desk.bandwidth.putBulkNumbers(bulk.id, wanted),
      whyNotBulk(desk, number, 'check the numbers again'),
    )
    if (answer === 'unknown' && !isBulkCheckedAgain(await lookAfterBulkDeed(desk, number))) {
      throw checkNotSeen({ number })
    }
    await bulkCheckedAgain(desk, number, { id: intent, by, begunAt })
    await lookAfterBulkDeed(desk, number)
  })
}

/** Without an answer only the bulk order tells: it has left the state in which it can be asked to. */
function isBulkCheckedAgain(after: SeenBulkOrder | null | undefined): boolean {
  return after != null && !bulkRuleFor(after.seen.status).may.includes('retry-validation')
}

/** Whether the bulk order shows a check of which no answer came. */
export async function isBulkCheckFound(
  desk: Desk,
  intent: Intent,
  bulk: SeenBulkOrder,
): Promise<boolean> {
  if (!isBulkCheckedAgain(bulk)) return false
  await bulkCheckedAgain(desk, bulk.number, intent)
  return true
}

/** Bandwidth is at it; the look that shows what comes of it tells that. */
async function bulkCheckedAgain(
  desk: Desk,
  number: number,
  { id, by, begunAt }: Pick<Intent, 'id' | 'by' | 'begunAt'>,
): Promise<void> {
  const at = desk.clock()
  await conclude(desk, id, 'done', async (db) => {
    await writeBulk(db, number, { checkingSince: begunAt, waitingSince: at, progressAt: null })
    await audit(db, { at, orderNumber: number, by, deed: 'retry validation', facts: {} })
  })
}

/** No other check shows, and it was looked for often enough. */
export async function bulkNotCheckedAgain(
  desk: Desk,
  number: number,
  { id, by }: Intent,
): Promise<void> {
  await conclude(desk, id, 'never-happened', (db) =>
    tellBulkNewsWith(db, desk, number, { kind: 'check-not-seen', by }),
  )
}
