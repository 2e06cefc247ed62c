import type { ModalView } from '@slack/types'
import { section } from '../blocks.ts'
import { lengthOf, type Mrkdwn } from '../mrkdwn.ts'
import { inputsOf, textInput } from './inputs.ts'
import { textIn, type Read, type StateValues } from './typed-values.ts'
import { formView } from '../form-view.ts'

export const DENY_FORM = 'deny-form'
export const WITHDRAW_FORM = 'withdraw-form'
const REASON = 'reason'
const LONGEST_REASON = 300

interface EndedRequest {
  readonly approvalId: string
  /** What was asked for, so that the right request is denied. */
  readonly asked: Mrkdwn
}

export function denyView({ approvalId, asked }: EndedRequest): ModalView {
  return formView(DENY_FORM, approvalId, { title: 'Deny request', submit: 'Deny' }, [
    section(asked),
    reasonInput(DENY_FORM, { readers: 'The requester sees it.', required: true }),
  ])
}

/** The same button for the asker, who needs no reason. */
export function withdrawView({ approvalId, asked }: EndedRequest): ModalView {
  return formView(
    WITHDRAW_FORM,
    approvalId,
    { title: 'Withdraw request', submit: 'Withdraw', close: 'Keep request' },
    [
      section(asked),
      reasonInput(WITHDRAW_FORM, { readers: 'The approvers see it.', required: false }),
    ],
  )
}

function reasonInput(
  form: string,
  { readers, required }: { readonly readers: string; readonly required: boolean },
) {
  return textInput({
    ...inputsOf(form)(REASON, 'Reason'),
    typed: '',
    multiline: true,
    required,
    hint: `Up to ${LONGEST_REASON} characters. ${readers}`,
  })
}

/** What was typed, as it was typed. */
export function readDenyForm(values: StateValues): string {
  return textIn(values, REASON)
}

export function reasonOf(typed: string): Read<string, 'reason'> {
  const reason = typed.trim()
  const length = lengthOf(reason)
  if (length === 0) return mistake('Say why, so that the coordinator knows what to change.')
  if (length > LONGEST_REASON) {
    return mistake(`Keep it to ${LONGEST_REASON} characters. This has ${length}.`)
  }
  return { ok: reason }
}

/** The reason is optional when a request is withdrawn. */
export function reasonToWithdraw(typed: string): Read<string | null, 'reason'> {
  return typed.trim() === '' ? { ok: null } : reasonOf(typed)
}

function mistake(says: string): Read<string, 'reason'> {
  return { problems: [{ field: REASON, says }] }
}
