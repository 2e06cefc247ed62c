import { askApproval } from '../../desk/ask-approval.ts'
import { noSuchApproval } from '../../desk/approval-refusals.ts'
import { wantActive } from '../../desk/want-active.ts'
import { findApproval } from '../../store/approvals.ts'
import { button } from '../blocks.ts'
import { approvalAsked } from '../messages/approval-asked.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'

const id = 'approval.ask-again'

export const askAgain: Button<[approvalId: string]> = {
  id,
  needs: 'porter',
  draw: (approvalId) => button({ id, text: 'Ask again', value: approvalId }),
  async click({ desk, member, workspace, reply, value }) {
    const ended = await findApproval(desk.db, value)
    if (ended === undefined) throw noSuchApproval()
    const { orderNumber: number, deed } = ended
    if (deed === 'activate') {
      const asked = await wantActive(desk, { number, by: member.id })
      return reply(
        asked.kind === 'running'
          ? said(`#${number}: ${asked.says}`)
          : approvalAsked(asked.approval, workspace.roles.approvers),
      )
    }
    const approval = await askApproval(desk, { number, deed, by: member.id })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  },
}
