import { deny } from '../../desk/decide.ts'
import { noSuchApproval } from '../../desk/approval-refusals.ts'
import { findApproval, type Approval } from '../../store/approvals.ts'
import { mrkdwn } from '../mrkdwn.ts'
import type { Form } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'
import { titleOf } from '../order-ref.ts'
import {
  DENY_FORM,
  denyView,
  readDenyForm,
  reasonOf,
  reasonToWithdraw,
  WITHDRAW_FORM,
  withdrawView,
} from './deny-view.ts'
import { workingView, showDone, turnsTo } from './notice-view.ts'
import { errorsByBlock, type Read } from './typed-values.ts'
import { coordinatorForm } from './coordinator-form.ts'

export async function openDenyForm(interaction: Interaction, approvalId: string): Promise<void> {
  const approval = await findApproval(interaction.desk.db, approvalId)
  if (approval === undefined) throw noSuchApproval()
  const asked = mrkdwn`The request to *${await askedIn(interaction, approval)}*`
  const view =
    approval.askedBy === interaction.member.id
      ? withdrawView({ approvalId, asked })
      : denyView({ approvalId, asked })
  await openView(interaction, view)
}

/** `submit #1042 · Acme Dental` */
async function askedIn(
  interaction: Pick<Interaction, 'desk'>,
  { operation, orderNumber }: Pick<Approval, 'operation' | 'orderNumber'>,
): Promise<string> {
  return `${operation} ${await titleOf(interaction.desk.db, orderNumber)}`
}

export const denyForm = endsRequest({
  id: DENY_FORM,
  title: 'Deny request',
  reason: reasonOf,
  done: 'Denied',
  words: 'Nothing was sent to Bandwidth. The requester sees your reason.',
})

export const withdrawForm = endsRequest({
  id: WITHDRAW_FORM,
  title: 'Withdraw request',
  reason: reasonToWithdraw,
  done: 'Withdrawn',
  words: 'Nothing was sent to Bandwidth.',
})

interface EndOfRequest {
  readonly id: string
  readonly title: string
  readonly reason: (typed: string) => Read<string | null, 'reason'>
  readonly done: string
  readonly words: string
}

function endsRequest({ id: form, title, reason, done, words }: EndOfRequest): Form {
  return coordinatorForm(form, ({ id, values }) => {
    const read = reason(readDenyForm(values))
    if ('problems' in read) {
      return { kind: 'mistakes', errors: errorsByBlock(read.problems) }
    }
    return turnsTo(workingView(title), async (interaction) => {
      const { desk, member } = interaction
      const { id: by, isApprover } = member
      const ended = await deny(desk, id, { by, isApprover, reason: read.ok })
      const asked = await askedIn(interaction, ended)
      await showDone(interaction, done, `${done}: ${asked}. ${words}`)
    })
  })
}
