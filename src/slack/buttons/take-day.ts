import { askApproval } from '../../desk/ask-approval.ts'
import { editOrder } from '../../desk/edit-order.ts'
import { sameTimeOn, showDay, type CalendarDay } from '../../porting/calendar.ts'
import { button } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import { seenOrderOf } from './order-value.ts'

const id = 'order.use-day'

/** Changes the requested FOC, at the hour that was asked for, and asks the approvers. */
export const takeDay: Button<[number: number, day: CalendarDay]> = {
  id,
  needs: 'porter',
  draw: (number, day) =>
    button({ id, text: `Use ${showDay(day)}`, value: `${number} ${day}`, style: 'primary' }),
  async click(visit) {
    const { desk, member, workspace, reply, value } = visit
    const [name = '', chosen = ''] = value.split(' ')
    const { number, seen } = await seenOrderOf(visit, name)
    const day = chosen as CalendarDay
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
  },
}
