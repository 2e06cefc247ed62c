import { BandwidthNotFound, isBandwidthError } from '../bandwidth/errors.ts'
import type { OrderId } from '../porting/order.ts'
import type { Refusal } from '../porting/refusal.ts'
import { isDraft } from '../porting/status.ts'
import { liveApprovals, moveApproval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { writeOrder, type SeenOrder } from '../store/orders.ts'
import { redraw } from '../store/posts.ts'
import { leaveBulk, refuseWhileChecked } from './bulk/leave-bulk.ts'
import type { Desk } from './desk.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder } from './look-at-order.ts'
import { approvalKey } from './post-keys.ts'
import {
  cancelledNotDeleted,
  deleteNotKnown,
  deleteNotSeen,
  notADraft,
  orderGoneNow,
} from './refusals.ts'
import { sendToBandwidth } from './send-to-bandwidth.ts'
import { tellNewsWith } from './tell-news.ts'

/**
 * Remove a draft at Bandwidth, and see that it is gone. What was in it stays here.
 *
 * Bandwidth deletes a draft and cancels a submitted order by the same call, so one that is submitted
 * elsewhere in the instant before is cancelled without an approver. It is looked at last before the call,
 * and what it shows afterwards is told as what it is.
 *
 * @throws Refusal when it is no draft (any more): a submitted order is cancelled, not deleted.
 */
export function deleteDraft(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<void> {
  return desk.locks.hold(number, async () => {
    // Nothing is asked between this look and the call.
    const look = await lookAtOrder(desk, number, { documents: false })
    if (look === null) throw orderGoneNow(number)
    const { tracked } = look
    if (!isDraft(tracked.seen.status)) throw notADraft(tracked)
    await refuseWhileChecked(desk, tracked)
    await sendToBandwidth(desk, number, 'delete the draft', () =>
      desk.bandwidth.deleteOrder(tracked.id),
    )
    if (!(await isGone(desk, tracked.id))) throw await whatShowsInstead(desk, tracked, by)
    const now = desk.clock()
    await desk.db.transaction().execute(async (db) => {
      await writeOrder(db, number, {
        endedAt: now,
        ending: 'deleted',
        lookAt: null,
        waitingSince: null,
      })
      for (const approval of await liveApprovals(db, number)) {
        await moveApproval(db, approval, { state: 'void', outcome: 'the draft was deleted' })
        await redraw(db, approvalKey(approval.id))
      }
      await audit(db, { at: now, orderNumber: number, by, deed: 'delete', facts: {} })
      await tellNewsWith(db, desk, number, { kind: 'deleted', by })
      await leaveBulk(db, tracked, { by, at: now })
    })
    desk.nudge()
  })
}

async function isGone({ bandwidth }: Desk, id: OrderId): Promise<boolean> {
  try {
    await bandwidth.getOrder(id)
    return false
  } catch (error) {
    if (error instanceof BandwidthNotFound) return true
    if (isBandwidthError(error)) return false
    throw error
  }
}

/** It is still there, or nobody knows: why it was not deleted, in words. */
async function whatShowsInstead(desk: Desk, before: SeenOrder, by: string): Promise<Refusal> {
  const { number } = before
  const after = await lookAfterDeed(desk, number)
  if (after === undefined) return deleteNotKnown(before)
  if (after === null) return orderGoneNow(number)
  const { tracked } = after
  const { status } = tracked.seen
  if (isDraft(status)) return deleteNotSeen(tracked)
  const at = desk.clock()
  await desk.db.transaction().execute(async (db) => {
    await audit(db, { at, orderNumber: number, by, deed: 'delete', facts: { shows: status } })
    await tellNewsWith(db, desk, number, { kind: 'cancelled-not-deleted', by, status })
  })
  desk.nudge()
  return cancelledNotDeleted(tracked)
}
