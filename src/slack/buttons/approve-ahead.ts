import { approveAhead as approveAheadOf } from '../../desk/approve-ahead.ts'
import { showDay, type CalendarDay } from '../../porting/calendar.ts'
import { button, confirmDialog } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'

const id = 'order.approve-ahead'

export const approveAhead: Button<[number: number, day: CalendarDay]> = {
  id,
  needs: 'approver',
  draw: (number, day) =>
    button({
      id,
      text: `Approve for ${showDay(day)}`,
      value: `${number} ${day}`,
      confirm: confirmDialog({
        title: `Approve the activation of #${number}?`,
        text: `On ${showDay(day)}, inside the hours, one porter may activate it with one press. It can't be undone once the numbers are live. If the date moves, this approval ends.`,
        confirm: 'Approve',
        deny: 'Not now',
      }),
    }),
  async click({ desk, member, reply, value }) {
    const [number = '', day = ''] = value.split(' ')
    await approveAheadOf(desk, {
      number: Number(number),
      by: member.id,
      isApprover: member.isApprover,
      day: day as CalendarDay,
    })
    await reply(said(`Approved ahead. On the day a porter presses "Activate now" on #${number}.`))
  },
}
