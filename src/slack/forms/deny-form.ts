import { deny } from '../../desk/decide.ts'
import { noSuchApproval } from '../../desk/approval-refusals.ts'
import { findApproval } from '../../store/approvals.ts'
import { mrkdwn } from '../mrkdwn.ts'
import type { Form } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { DENY_FORM, denyBlockOf, denyView, readDenyForm, reasonOf } from './deny-view.ts'
import { workingView, showDone } from './notice-view.ts'
import { errorsByBlock } from './typed-values.ts'

export async function openDenyForm(interaction: Interaction, approvalId: string): Promise<void> {
  const approval = await findApproval(interaction.desk.db, approvalId)
  if (approval === undefined) throw noSuchApproval()
  await openView(
    interaction,
    denyView({
      approvalId,
      asked: mrkdwn`The request to ${approval.operation} *#${approval.orderNumber}*`,
      typed: '',
      problems: [],
    }),
  )
}

export const denyForm: Form = {
  id: DENY_FORM,
  needs: 'coordinator',

  read({ id, values }) {
    const read = reasonOf(readDenyForm(values))
    if ('problems' in read) {
      return { kind: 'mistakes', errors: errorsByBlock(read.problems, denyBlockOf) }
    }
    return {
      kind: 'checking',
      view: workingView('Deny request'),
      async operation(interaction) {
        const { desk, member } = interaction
        await deny(desk, id, { by: member.id, isApprover: member.isApprover, reason: read.ok })
        const words = 'Denied. Nothing was sent to Bandwidth. The requester sees your reason.'
        await showDone(interaction, 'Denied', words)
      },
    }
  },
}
