import { askApproval } from '../src/desk/ask-approval.ts'
import { bulkNumberIn } from '../src/desk/bulk/find-bulk.ts'
import { findSeen } from '../src/desk/find-order.ts'
import { approvalAsked } from '../src/slack/messages/approval-asked.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin submit ORDER` asks the approvers; nothing is sent before one of them says yes. */
export const submit: Command = {
  name: 'submit',
  usage: 'submit <order>',
  summary: 'ask the approvers to send a draft out',
  example: 'submit 1042',
  needs: 'porter',

  async run({ text, desk, member, workspace, reply }) {
    const number = (await bulkNumberIn(desk, text)) ?? (await findSeen(desk, text)).number
    const approval = await askApproval(desk, { number, deed: 'submit', by: member.id })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  },
}
