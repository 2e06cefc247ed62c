import type { KnownBlock, ModalView } from '@slack/types'
import { context, fit, plainText, section } from '../blocks.ts'
import { mrkdwn, plain } from '../mrkdwn.ts'
import { problemsUnder } from './inputs.ts'
import type { InputField } from './order-inputs.ts'
import { fieldBlocks, hourBlocks, ORDER_FORM, type OrderFormInput } from './order-view.ts'

/** What a change form says and asks for beside the values of an order. */
export interface ChangeForm {
  readonly title: string
  readonly submit: string
  /** What stands against the order, a line each. */
  readonly against: readonly string[]
  readonly inputs: readonly InputField[]
  readonly hasHour: boolean
  /** What to know before it is sent. */
  readonly notes: readonly string[]
  /** What can't be changed, and why. */
  readonly closed: readonly string[]
}

/** The form of an order that is submitted: only what is asked for and can be had, the date last. */
export function changeFormView(input: OrderFormInput, form: ChangeForm): ModalView {
  const { title, submit, against, inputs, hasHour, notes, closed } = form
  return fit({
    type: 'modal',
    callback_id: ORDER_FORM,
    private_metadata: input.formId,
    title: plainText(title),
    submit: plainText(submit),
    close: plainText('Close'),
    blocks: [
      ...problemsUnder(null, input.problems),
      ...(against.length === 0 ? [] : [section(mrkdwn`${against.join('\n')}`)]),
      ...fieldBlocks(input, inputs),
      ...(hasHour ? hourBlocks(input) : []),
      ...small(notes),
      ...small(closed.length === 0 ? [] : [`Can’t change now: ${closed.join('; ')}`]),
    ],
  })
}

function small(lines: readonly string[]): readonly KnownBlock[] {
  return lines.map((line) => context(plain(line))).filter((block) => block !== null)
}
