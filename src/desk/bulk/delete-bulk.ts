import { BandwidthNotFound, isBandwidthError } from '../../bandwidth/errors.ts'
import type { BulkOrderId } from '../../porting/bulk-order.ts'
import type { Refusal } from '../../porting/refusal.ts'
import { bulkRuleFor, isBulkDraft } from '../../porting/bulk-status.ts'
import { liveApprovals, moveApproval } from '../../store/approvals.ts'
import { audit } from '../../store/audit.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { findChildren } from '../../store/orders.ts'
import { redraw } from '../../store/posts.ts'
import type { Desk } from '../desk.ts'
import { approvalKey } from '../post-keys.ts'
import { deleteNotKnown } from '../refusals.ts'
import {
  bulkCancelledNotDeleted,
  bulkDeleteNotSeen,
  bulkGoneNow,
  noBulkDraftAnyMore,
} from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { lookAfterBulkDeed } from './look-after-bulk-deed.ts'
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
      throw noBulkDraftAnyMore(bulk)
    }
    // Its numbers and orders were asked for meanwhile: right before the call it is looked at once more.
    await refuseUnlessDraft(desk, bulk)
    await sendBulkChange(desk, number, 'delete the bulk draft', () =>
      desk.bandwidth.deleteBulk(bulk.id),
    )
    if (!(await isGone(desk, bulk.id))) throw await whatShowsInstead(desk, bulk, by)
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

async function refuseUnlessDraft(desk: Desk, bulk: SeenBulkOrder): Promise<void> {
  const { status } = await desk.bandwidth.getBulk(bulk.id)
  if (bulkRuleFor(status).may.includes('delete')) return
  throw noBulkDraftAnyMore((await lookAtBulk(desk, bulk.number)) ?? bulk)
}

/** It is still there, or nobody knows: why it was not deleted, in words. */
async function whatShowsInstead(desk: Desk, before: SeenBulkOrder, by: string): Promise<Refusal> {
  const { number } = before
  const after = await lookAfterBulkDeed(desk, number)
  if (after === undefined) return deleteNotKnown(before)
  if (after === null) return bulkGoneNow(number)
  const { status } = after.seen
  if (isBulkDraft(status)) return bulkDeleteNotSeen(after)
  const at = desk.clock()
  await desk.db.transaction().execute(async (db) => {
    await audit(db, { at, orderNumber: number, by, deed: 'delete', facts: { shows: status } })
    await queueBulkNews(db, after, { kind: 'cancelled-not-deleted', by, status }, at)
  })
  desk.nudge()
  return bulkCancelledNotDeleted(after)
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
