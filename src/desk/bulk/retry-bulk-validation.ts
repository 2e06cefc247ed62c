import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { vendorFailed } from '../../porting/bulk-account.ts'
import { audit } from '../../store/audit.ts'
import { keptSplit } from '../../store/bulk-numbers.ts'
import { writeBulk } from '../../store/bulk-orders.ts'
import type { Desk } from '../desk.ts'
import { cannotRetryBulk } from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { lookAtBulk } from './look-at-bulk.ts'
import { sendBulkChange } from './send-bulk-change.ts'

/** Have the numbers checked again after the toll-free registry gave no answer. */
export function retryBulkValidation(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<void> {
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    const may = bulkRuleFor(bulk.seen.status).may.includes('retry-validation')
    const split = await keptSplit(desk.db, number)
    if (!may || split === null || !vendorFailed(split)) throw cannotRetryBulk(bulk)
    await sendBulkChange(desk, number, 'check the numbers again', () =>
      desk.bandwidth.patchBulk(bulk.id, { retryValidation: true }),
    )
    const now = desk.clock()
    await writeBulk(desk.db, number, { checkingSince: now, waitingSince: now, progressAt: null })
    await audit(desk.db, { at: now, orderNumber: number, by, deed: 'retry validation', facts: {} })
    await lookAtBulk(desk, number)
  })
}
