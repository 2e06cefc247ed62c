import type { ConfirmationDialog } from '@slack/types'
import { askApproval } from '../../desk/ask-approval.ts'
import { DELETE_DRAFT } from '../../desk/delete-draft.ts'
import { endProven } from '../../desk/proven-change.ts'
import { isDraft as isDraftStatus } from '../../porting/status.ts'
import { button, confirmDialog } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { ofOrder, orderValue, seenOrderOf } from '../order-ref.ts'
import { countNumbers, shortCarrier, shortTitle } from '../messages/order-words.ts'

const id = 'order.cancel'

/** A draft is deleted by a porter; of a submitted order an approver decides. */
export const cancelOrder: Button<[order: TrackedOrder, isDraft: boolean]> = {
  id,
  needs: 'porter',
  draw: (order, isDraft) =>
    button({
      id,
      text: isDraft ? 'Delete' : 'Cancel',
      value: orderValue(order),
      confirm: isDraft ? deleteDialog(order) : cancelDialog(order),
    }),
  click: ofOrder(async (visit) => {
    const { desk, member, workspace, reply, number } = visit
    const { seen } = await seenOrderOf(visit, number)
    if (isDraftStatus(seen.status)) {
      await endProven(desk, DELETE_DRAFT, { number, by: member.id })
      await reply(said(`Draft #${number} is deleted; Bandwidth no longer has it.`))
      return
    }
    const approval = await askApproval(desk, { number, deed: 'cancel', by: member.id })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  }),
}

function deleteDialog(order: TrackedOrder): ConfirmationDialog {
  const count = countNumbers(order.content.numbers.length)
  return confirmDialog({
    title: `Delete the draft with ${count}?`,
    text: `${shortTitle(order)}: ${count} from ${shortCarrier(order)}. Bandwidth can't restore a deleted draft. I keep its details.`,
    confirm: 'Delete draft',
    deny: 'Keep draft',
  })
}

function cancelDialog(order: TrackedOrder): ConfirmationDialog {
  const count = countNumbers(order.content.numbers.length)
  return confirmDialog({
    title: `Request cancel of ${count}?`,
    text: `${shortTitle(order)}: ${count} stay with ${shortCarrier(order)} once an approver and the carrier agree. A cancel can't be undone.`,
    confirm: 'Request cancel',
    deny: 'Keep order',
  })
}
