import { askApproval } from '../../../desk/ask-approval.ts'
import { button } from '../../blocks.ts'
import { approvalAsked } from '../../messages/approval-asked.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.submit'

export const submitBulk: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Submit all', value: String(number), style: 'primary' }),
  async click({ desk, member, workspace, reply, value }) {
    const approval = await askApproval(desk, {
      number: Number(value),
      deed: 'submit',
      by: member.id,
    })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  },
}
