import { approvalsEndingBefore, moveApproval } from '../store/approvals.ts'
import { redraw } from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { approvalKey, cardKey } from './post-keys.ts'

/** Requests and approvals whose time is up say so by themselves. */
export async function endApprovals(desk: Desk): Promise<void> {
  for (const approval of await approvalsEndingBefore(desk.db, desk.clock())) {
    if (await moveApproval(desk.db, approval, { state: 'expired' })) {
      await redraw(desk.db, approvalKey(approval.id))
      await redraw(desk.db, cardKey(approval.orderNumber))
      desk.nudge()
    }
  }
}
