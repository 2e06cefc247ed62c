import { askApproval } from '../../desk/ask-approval.ts'
import { button } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import type { Button } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderValue } from '../order-ref.ts'

const id = 'order.submit'

export const submitOrder: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Submit', value: orderValue(order), style: 'primary' }),
  click: ofOrder(async ({ desk, member, workspace, reply, number }) => {
    const approval = await askApproval(desk, {
      number,
      deed: 'submit',
      by: member.id,
    })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  }),
}
