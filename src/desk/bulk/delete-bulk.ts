import { BandwidthNotFound, isBandwidthError } from '../../bandwidth/errors.ts'
import type { BulkOrderId } from '../../porting/bulk-order.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { liveApprovals, moveApproval } from '../../store/approvals.ts'
import { audit } from '../../store/audit.ts'
import { findChildren } from '../../store/orders.ts'
import { redraw } from '../../store/posts.ts'
import type { Desk } from '../desk.ts'
import { approvalKey } from '../post-keys.ts'
import { bulkDeleteNotSeen, cannotDoWithBulkNow } from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { endBulk, lookAtBulk } from './look-at-bulk.ts'
import { sendBulkChange } from './send-bulk-change.ts'
import { queueBulkNews } from './tell-bulk.ts'

/** Remove a bulk draft at Bandwidth with its draft orders, and see that it is gone. */
export function deleteBulk(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<void> {
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    if (!bulkRuleFor(bulk.seen.status).may.includes('delete')) {
      throw cannotDoWithBulkNow(bulk, 'draft', 'A submitted bulk order is cancelled, not deleted.')
    }
    await sendBulkChange(desk, number, 'delete the bulk draft', () =>
      desk.bandwidth.deleteBulk(bulk.id),
    )
    if (!(await isGone(desk, bulk.id))) {
      await lookAtBulk(desk, number)
      throw bulkDeleteNotSeen(bulk)
    }
    const now = desk.clock()
    const children = (await findChildren(desk.db, number)).filter(({ endedAt }) => endedAt === null)
    await desk.db.transaction().execute(async (db) => {
      await endBulk(db, number, 'deleted', now)
      for (const approval of await liveApprovals(db, number)) {
        await moveApproval(db, approval, { state: 'void', outcome: 'the draft was deleted' })
        await redraw(db, approvalKey(approval.id))
      }
      await audit(db, { at: now, orderNumber: number, by, deed: 'delete', facts: {} })
      await queueBulkNews(db, bulk, { kind: 'deleted', by, children: children.length }, now)
    })
    desk.nudge()
  })
}

async function isGone(desk: Desk, id: BulkOrderId): Promise<boolean> {
  try {
    await desk.bandwidth.getBulk(id)
    return false
  } catch (error) {
    if (error instanceof BandwidthNotFound) return true
    if (isBandwidthError(error)) return false
    throw error
  }
}
