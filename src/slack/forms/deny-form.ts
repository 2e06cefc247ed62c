import { deny } from '../../desk/decide.ts'
import { noSuchApproval } from '../../desk/approval-refusals.ts'
import { findApproval } from '../../store/approvals.ts'
import { mrkdwn } from '../mrkdwn.ts'
import type { Form } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import {
  DENY_FORM,
  denyBlockOf,
  denyView,
  readDenyForm,
  reasonOf,
  reasonToWithdraw,
  WITHDRAW_FORM,
  withdrawView,
} from './deny-view.ts'
import { workingView, showDone } from './notice-view.ts'
import { errorsByBlock, type Read } from './typed-values.ts'

export async function openDenyForm(interaction: Interaction, approvalId: string): Promise<void> {
  const approval = await findApproval(interaction.desk.db, approvalId)
  if (approval === undefined) throw noSuchApproval()
  const asked = mrkdwn`The request to ${approval.operation} *#${approval.orderNumber}*`
  const view =
    approval.askedBy === interaction.member.id
      ? withdrawView({ approvalId, asked })
      : denyView({ approvalId, asked, typed: '', problems: [] })
  await openView(interaction, view)
}

export const denyForm = endsRequest({
  id: DENY_FORM,
  title: 'Deny request',
  reason: reasonOf,
  done: 'Denied',
  words: 'Denied. Nothing was sent to Bandwidth. The requester sees your reason.',
})

export const withdrawForm = endsRequest({
  id: WITHDRAW_FORM,
  title: 'Withdraw request',
  reason: reasonToWithdraw,
  done: 'Withdrawn',
  words: 'Withdrawn. Nothing was sent to Bandwidth.',
})

interface EndOfRequest {
  readonly id: string
  readonly title: string
  readonly reason: (typed: string) => Read<string | null, 'reason'>
  readonly done: string
  readonly words: string
}

function endsRequest({ id: form, title, reason, done, words }: EndOfRequest): Form {
  return {
    id: form,
    needs: 'coordinator',

    read({ id, values }) {
      const read = reason(readDenyForm(values))
      if ('problems' in read) {
        return { kind: 'mistakes', errors: errorsByBlock(read.problems, denyBlockOf) }
      }
      return {
        kind: 'checking',
        view: workingView(title),
        async operation(interaction) {
          const { desk, member } = interaction
          await deny(desk, id, { by: member.id, isApprover: member.isApprover, reason: read.ok })
          await showDone(interaction, done, words)
        },
      }
    },
  }
}
