import { approvalsEndingBefore, moveApproval } from '../store/approvals.ts'
import type { Desk } from './desk.ts'
import { oneByOne } from './one-by-one.ts'
import { redrawApproval } from './queue-approval.ts'

/** Expire the requests and approvals whose time is up. */
export async function endApprovals(desk: Desk): Promise<void> {
  await oneByOne(desk, await approvalsEndingBefore(desk.db, desk.clock()), {
    name: ({ id, orderNumber }) => ({ approval: id, number: orderNumber }),
    outage: 'approval-not-ended',
    async work(approval) {
      if (!(await moveApproval(desk.db, approval, { state: 'expired' }))) return
      await redrawApproval(desk.db, approval)
      desk.wake()
    },
  })
}
