import { askApproval } from '../../desk/ask-approval.ts'
import { DELETE_DRAFT } from '../../desk/delete-draft.ts'
import { endProven } from '../../desk/proven-change.ts'
import { isDraft } from '../../porting/status.ts'
import { button, confirmDialog } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import { seenOrderOf } from './order-value.ts'

const id = 'order.cancel'

/** A draft is deleted by a porter; of a submitted order an approver decides. */
export const cancelOrder: Button<[number: number, of: { draft: boolean; count: number }]> = {
  id,
  needs: 'porter',
  draw: (number, { draft, count }) =>
    button({
      id,
      text: draft ? 'Delete' : 'Cancel',
      value: String(number),
      confirm: draft
        ? confirmDialog({
            title: `Delete draft #${number}?`,
            text: `The draft with its ${counted(count)} is removed at Bandwidth and can't be restored there. I keep what was in it.`,
            confirm: 'Delete',
            deny: 'Keep it',
          })
        : confirmDialog({
            title: `Ask to cancel #${number}?`,
            text: `An approver decides. When the losing carrier agrees, the port of ${counted(count)} ends; it can't be taken back, only started anew.`,
            confirm: 'Ask',
            deny: 'Leave it',
          }),
    }),
  async click(visit) {
    const { desk, member, workspace, reply, value } = visit
    const { number, seen } = await seenOrderOf(visit, value)
    if (isDraft(seen.status)) {
      await endProven(desk, DELETE_DRAFT, { number, by: member.id })
      await reply(said(`Draft #${number} is deleted; Bandwidth no longer has it.`))
      return
    }
    const approval = await askApproval(desk, { number, deed: 'cancel', by: member.id })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  },
}

function counted(count: number): string {
  return count === 1 ? '1 number' : `${count} numbers`
}
