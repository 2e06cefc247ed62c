import { askApproval } from '../../desk/ask-approval.ts'
import { showDay, type CalendarDay } from '../../porting/calendar.ts'
import type { OrderRef } from '../../store/followed.ts'
import { button } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import { ofOrder, orderValue } from '../order-ref.ts'
import type { Button } from '../surface.ts'

const id = 'order.request-anyway'

/** The day is in the value: one that was changed meanwhile is asked about anew. */
export const requestAnyway: Button<[order: OrderRef, day: CalendarDay]> = {
  id,
  needs: 'porter',
  draw: (order, day) =>
    button({ id, text: `Request ${showDay(day)} anyway`, value: orderValue(order, day) }),
  click: ofOrder(async ({ desk, member, workspace, reply, number, more: [day = ''] }) => {
    const approval = await askApproval(desk, {
      ...{ number, deed: 'submit', by: member.id, anyway: day as CalendarDay },
    })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  }),
}
