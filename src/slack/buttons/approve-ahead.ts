import { approveAhead as approveAheadOf } from '../../desk/approve-ahead.ts'
import { showDay, type CalendarDay } from '../../porting/calendar.ts'
import { button, confirmDialog } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { ofOrder, orderValue } from '../order-ref.ts'
import { countNumbers, shortCarrier, shortTitle } from '../messages/order-words.ts'

const id = 'order.approve-ahead'

export const approveAhead: Button<[order: TrackedOrder, day: CalendarDay]> = {
  id,
  needs: 'approver',
  draw: (order, day) =>
    button({
      id,
      text: `Approve for ${showDay(day)}`,
      value: orderValue(order, day),
      confirm: confirmDialog({
        title: `Pre-approve activating ${countNumbers(order.content.numbers.length)}?`,
        text: `${shortTitle(order)}: on ${showDay(day)} one coordinator may activate ${countNumbers(order.content.numbers.length)} from ${shortCarrier(order)}. You can't undo an activation. If the date changes, this ends.`,
        confirm: 'Approve',
        deny: 'Not now',
      }),
    }),
  click: ofOrder(async ({ desk, member, reply, number, more: [day = ''] }) => {
    await approveAheadOf(desk, {
      number,
      by: member.id,
      isApprover: member.isApprover,
      day: day as CalendarDay,
    })
    await reply(said(`Approved ahead. On the day a porter presses "Activate now" on #${number}.`))
  }),
}
