import { askApproval } from '../src/desk/ask-approval.ts'
import { orderNamed } from '../src/desk/find-named.ts'
import { KINDS } from '../src/desk/order-kind.ts'
import { approvalAsked } from '../src/slack/messages/approval-asked.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin submit ORDER` asks the approvers; nothing is sent before one of them says yes. */
export const submit: Command = {
  name: 'submit',
  usage: 'submit <order>',
  summary: 'ask the approvers to submit a draft',
  example: 'submit 1042',
  needs: 'porter',

  async run({ text, desk, member, workspace, reply }) {
    const { kind, number } = await orderNamed(desk, text)
    await KINDS[kind].seen(desk, number)
    const approval = await askApproval(desk, { number, deed: 'submit', by: member.id })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  },
}
