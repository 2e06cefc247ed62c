import { BandwidthNotFound, isBandwidthError } from '../bandwidth/errors.ts'
import { isDraft } from '../porting/status.ts'
import { liveApprovals, moveApproval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { writeOrder } from '../store/orders.ts'
import { redraw } from '../store/posts.ts'
import { leaveBulk, refuseWhileChecked } from './bulk/leave-bulk.ts'
import type { Desk } from './desk.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder } from './look-at-order.ts'
import { approvalKey } from './post-keys.ts'
import { deleteNotSeen, notADraft, orderGoneNow } from './refusals.ts'
import { sendToBandwidth } from './send-to-bandwidth.ts'
import { tellNewsWith } from './tell-news.ts'

/**
 * Remove a draft at Bandwidth, and see that it is gone. What was in it stays here.
 *
 * @throws Refusal when it is no draft (any more): a submitted order is cancelled, not deleted.
 */
export function deleteDraft(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<void> {
  return desk.locks.hold(number, async () => {
    const look = await lookAtOrder(desk, number)
    if (look === null) throw orderGoneNow(number)
    const { tracked } = look
    if (!isDraft(tracked.seen.status)) throw notADraft(tracked)
    await refuseWhileChecked(desk, tracked)
    await sendToBandwidth(desk, number, 'delete the draft', () =>
      desk.bandwidth.deleteOrder(tracked.id),
    )
    if (!(await isGone(desk, tracked.id))) {
      await lookAfterDeed(desk, number)
      throw deleteNotSeen(tracked)
    }
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

async function isGone(
  desk: Desk,
  id: Parameters<Desk['bandwidth']['getOrder']>[0],
): Promise<boolean> {
  try {
    const { order } = await desk.bandwidth.getOrder(id)
    return order.status === 'CANCELLED'
  } catch (error) {
    if (error instanceof BandwidthNotFound) return true
    if (isBandwidthError(error)) return false
    throw error
  }
}
