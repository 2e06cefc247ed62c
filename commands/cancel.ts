import { askApproval } from '../src/desk/ask-approval.ts'
import { bulkNumberIn, seenBulk } from '../src/desk/bulk/find-bulk.ts'
import { findSeen } from '../src/desk/find-order.ts'
import { isBulkDraft } from '../src/porting/bulk-status.ts'
import { isDraft } from '../src/porting/status.ts'
import { confirmDelete } from '../src/slack/messages/confirm-delete.ts'
import { approvalAsked } from '../src/slack/messages/approval-asked.ts'
import { bulkStatus } from '../src/slack/messages/bulk-status.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin cancel ORDER WHY`: a draft is deleted after a confirmation, of an order approvers decide. */
export const cancel: Command = {
  name: 'cancel',
  usage: 'cancel <order> [why]',
  summary: 'delete a draft, or ask to cancel a submitted order',
  example: 'cancel 1042 the customer changed their mind',
  needs: 'porter',

  async run({ text, desk, member, workspace, reply }) {
    const [, reference = '', reason = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? []
    const bulk = await bulkNumberIn(desk, reference)
    if (bulk !== undefined) {
      const { seen } = await seenBulk(desk, bulk)
      if (isBulkDraft(seen.status)) return reply(await bulkStatus(desk, bulk))
      const asked = await askApproval(desk, {
        ...{ number: bulk, deed: 'cancel', by: member.id },
        ...(reason !== '' && { reason }),
      })
      return reply(approvalAsked(asked, workspace.roles.approvers))
    }
    const order = await findSeen(desk, reference)
    if (isDraft(order.seen.status)) return reply(confirmDelete(order))
    const approval = await askApproval(desk, {
      number: order.number,
      deed: 'cancel',
      by: member.id,
      ...(reason !== '' && { reason }),
    })
    await reply(approvalAsked(approval, workspace.roles.approvers))
  },
}
