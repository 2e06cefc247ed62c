import { askApproval } from '../../../desk/ask-approval.ts'
import { DELETE_BULK } from '../../../desk/bulk/delete-bulk.ts'
import { seenBulk } from '../../../desk/bulk/find-bulk.ts'
import { endProven } from '../../../desk/proven-change.ts'
import { isBulkDraft } from '../../../porting/bulk-status.ts'
import { button, confirmDialog } from '../../blocks.ts'
import { approvalAsked } from '../../messages/approval-asked.ts'
import { countNumbers, countOf } from '../../messages/order-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.cancel'

/** A bulk draft is deleted by a porter, its draft orders with it; of a submitted one an approver decides. */
export const cancelBulk: Button<
  [number: number, of: { draft: boolean; numbers: number; orders: number }]
> = {
  id,
  needs: 'porter',
  draw: (number, { draft, numbers, orders }) =>
    button({
      id,
      text: draft ? 'Delete' : 'Cancel all',
      value: String(number),
      confirm: draft
        ? confirmDialog({
            title: `Delete bulk draft #${number}?`,
            text: `The draft with its ${countNumbers(numbers)} is removed at Bandwidth, and its ${countOf(orders, 'draft order')} with it. I keep what was in it.`,
            confirm: 'Delete',
            deny: 'Keep it',
          })
        : confirmDialog({
            title: `Ask to cancel #${number}?`,
            text: `An approver decides about all ${countOf(orders, 'order')} at once. What the carriers agree to cancel can only be started anew.`,
            confirm: 'Ask',
            deny: 'Leave it',
          }),
    }),
  async click({ desk, member, workspace, reply, value }) {
    const number = Number(value)
    const { seen } = await seenBulk(desk, number)
    if (isBulkDraft(seen.status)) {
      await endProven(desk, DELETE_BULK, { number, by: member.id })
      return reply(said(`Bulk draft #${number} is deleted; Bandwidth no longer has it.`))
    }
    const approval = await askApproval(desk, { number, deed: 'cancel', by: member.id })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  },
}
