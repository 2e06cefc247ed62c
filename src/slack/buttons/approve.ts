import { approve as approveIt } from '../../desk/decide.ts'
import { DEED_WORDS } from '../messages/order-words.ts'
import { button, confirmDialog } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import type { ApprovalDeed } from '../../store/approvals.ts'

const id = 'approval.approve'

/** What cannot be undone about each deed, before it is done. */
const FINAL: Record<ApprovalDeed, string> = {
  submit: 'The order goes to the losing carrier and can then only be cancelled, not taken back.',
  activate: 'The numbers move to Bandwidth at once. This cannot be undone.',
  cancel: 'When the carrier agrees the port ends; it can only be started anew.',
}

export const approve: Button<
  [approvalId: string, of: { deed: ApprovalDeed; count: number; number: number }]
> = {
  id,
  needs: 'approver',
  draw: (approvalId, { deed, count, number }) =>
    button({
      id,
      text: 'Approve',
      value: approvalId,
      style: 'primary',
      confirm: confirmDialog({
        title: `Approve: ${DEED_WORDS[deed].ask} #${number}?`,
        text: `${count === 1 ? '1 number' : `${count} numbers`}. ${FINAL[deed]}`,
        confirm: 'Approve',
        deny: 'Not yet',
      }),
    }),
  async click({ desk, member, reply, value }) {
    const outcome = await approveIt(desk, value, {
      by: member.id,
      isApprover: member.isApprover,
    })
    await reply(said(`Approved. ${outcome}`))
  },
}
