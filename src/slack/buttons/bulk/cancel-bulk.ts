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
import type { TrackedBulk } from '../../../store/bulk-orders.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'
import { shortBulkTitle } from '../../messages/bulk-words.ts'

const id = 'bulk.cancel'

/** A bulk draft is deleted by a porter, its draft orders with it; of a submitted one an approver decides. */
export const cancelBulk: Button<
  [bulk: TrackedBulk, of: { draft: boolean; numbers: number; orders: number }]
> = {
  id,
  needs: 'porter',
  draw: (bulk, { draft, numbers, orders }) =>
    button({
      id,
      text: draft ? 'Delete' : 'Cancel all',
      value: orderValue(bulk),
      confirm: draft
        ? confirmDialog({
            title: `Delete the draft with ${countNumbers(numbers)}?`,
            text: `${shortBulkTitle(bulk)}: ${countNumbers(numbers)}, ${countOf(orders, 'draft order')}. Bandwidth can't restore a deleted draft. I keep its details.`,
            confirm: 'Delete draft',
            deny: 'Keep draft',
          })
        : confirmDialog({
            title: `Request cancel of ${countOf(orders, 'order')}?`,
            text: `${shortBulkTitle(bulk)}: ${countNumbers(numbers)} stay with their carriers once an approver and the carriers agree. A cancel can't be undone.`,
            confirm: 'Request cancel',
            deny: 'Keep orders',
          }),
    }),
  click: ofOrder(async ({ desk, member, workspace, reply, number }) => {
    const { seen } = await seenBulk(desk, number)
    if (isBulkDraft(seen.status)) {
      await endProven(desk, DELETE_BULK, { number, by: member.id })
      return reply(said(`Bulk draft #${number} is deleted; Bandwidth no longer has it.`))
    }
    const approval = await askApproval(desk, { number, deed: 'cancel', by: member.id })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  }),
}
