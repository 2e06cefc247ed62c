import { askApproval } from '../../desk/ask-approval.ts'
import { editOrder } from '../../desk/edit-order.ts'
import { sameTimeOn, showDay, type CalendarDay } from '../../porting/calendar.ts'
import type { OrderRef } from '../../store/followed.ts'
import { button } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import { said } from '../messages/said.ts'
import { ofOrder, orderValue, seenOrderOf } from '../order-ref.ts'
import type { Button } from '../surface.ts'

const id = 'order.use-day'

/** Changes the requested FOC, at the hour that was asked for, and asks the approvers. */
export const takeDay: Button<[order: OrderRef, day: CalendarDay]> = {
  id,
  needs: 'porter',
  draw: (order, day) =>
    button({ id, text: `Use ${showDay(day)}`, value: orderValue(order, day), style: 'primary' }),
  click: ofOrder(async (visit) => {
    const { desk, member, workspace, reply, number } = visit
    const { seen } = await seenOrderOf(visit, number)
    const day = visit.more[0] as CalendarDay
    const at = seen.requestedFocDate?.at ?? null
    const requestedFocDate = { day, at: at === null ? null : sameTimeOn(day, at) }
    const edited = await editOrder(desk, {
      ...{ number, by: member.id, content: { ...seen, requestedFocDate }, secrets: null },
    })
    if (edited.kind === 'unknown') {
      return reply(
        said(`I don't know yet if #${number} has the new date. Its card shows it when it does.`),
      )
    }
    const approval = await askApproval(desk, { number, deed: 'submit', by: member.id })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  }),
}
