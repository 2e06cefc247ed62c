import type { ModalView } from '@slack/types'
import { section } from '../blocks.ts'
import { lengthOf, type Mrkdwn } from '../mrkdwn.ts'
import { textInput } from './inputs.ts'
import { textIn, type Read, type StateValues } from './typed-values.ts'
import { formView } from '../form-view.ts'

export const DENY_FORM = 'deny-form'
export const WITHDRAW_FORM = 'withdraw-form'
const LONGEST_REASON = 300

interface EndedRequest {
  readonly approvalId: string
  /** What was asked for, so that the right request is denied. */
  readonly asked: Mrkdwn
}

export function denyView({ approvalId, asked }: EndedRequest): ModalView {
  return formView(DENY_FORM, approvalId, { title: 'Deny request', submit: 'Deny' }, [
    section(asked),
    textInput({
      block: denyBlockOf('reason'),
      action: `${DENY_FORM}.reason`,
      label: 'Reason',
      typed: '',
      multiline: true,
      required: true,
      hint: `Up to ${LONGEST_REASON} characters. The requester sees it.`,
    }),
  ])
}

/** The same button for whoever asked: they need no reason. */
export function withdrawView({ approvalId, asked }: EndedRequest): ModalView {
  return formView(
    WITHDRAW_FORM,
    approvalId,
    { title: 'Withdraw request', submit: 'Withdraw', close: 'Keep request' },
    [
      section(asked),
      textInput({
        block: denyBlockOf('reason'),
        action: `${WITHDRAW_FORM}.reason`,
        label: 'Reason',
        typed: '',
        multiline: true,
        hint: `Up to ${LONGEST_REASON} characters. The approvers see it.`,
      }),
    ],
  )
}

/** What was typed, as it was typed. */
export function readDenyForm(values: StateValues): string {
  return textIn(values, denyBlockOf('reason'))
}

export function reasonOf(typed: string): Read<string, 'reason'> {
  const reason = typed.trim()
  const length = lengthOf(reason)
  if (length === 0) return mistake('Say why, so that the coordinator knows what to change.')
  if (length > LONGEST_REASON) {
    return mistake(`Keep it to ${LONGEST_REASON} characters; this has ${length}.`)
  }
  return { ok: reason }
}

/** The block of the field, for `response_action: errors`. */
export function denyBlockOf(field: 'reason'): string {
  return field
}

/** Whoever takes a request back may leave it at that. */
export function reasonToWithdraw(typed: string): Read<string | null, 'reason'> {
  return typed.trim() === '' ? { ok: null } : reasonOf(typed)
}

function mistake(says: string): Read<string, 'reason'> {
  return { problems: [{ field: 'reason', says }] }
}
