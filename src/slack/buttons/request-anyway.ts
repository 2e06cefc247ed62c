import { askApproval } from '../../desk/ask-approval.ts'
import { showDay, type CalendarDay } from '../../porting/calendar.ts'
import { button } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import type { Button } from '../surface.ts'

const id = 'order.request-anyway'

/** The day is in the value: one that was changed meanwhile is asked about anew. */
export const requestAnyway: Button<[number: number, day: CalendarDay]> = {
  id,
  needs: 'porter',
  draw: (number, day) =>
    button({ id, text: `Request ${showDay(day)} anyway`, value: `${number} ${day}` }),
  async click({ desk, member, workspace, reply, value }) {
    const [number = '', day = ''] = value.split(' ')
    const approval = await askApproval(desk, {
      ...{ number: Number(number), deed: 'submit', by: member.id, anyway: day as CalendarDay },
    })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  },
}
