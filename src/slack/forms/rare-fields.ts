import type { KnownBlock } from '@slack/types'
import { readNumbers } from '../../porting/read-numbers.ts'
import { isTollFree } from '../../porting/telephone-number.ts'
import { actions, button, context } from '../blocks.ts'
import { plain } from '../mrkdwn.ts'
import {
  inputOf,
  textAt,
  type FieldName,
  type InputField,
  type TypedOrder,
} from './order-inputs.ts'

/** Draws the form again with what few orders have. */
export const MORE_FIELDS = 'order-form.more'

interface Filled {
  readonly formId: string
  readonly kind: 'new' | 'edit' | 'bulk' | 'bulk-edit'
  readonly typed: TypedOrder
  readonly showsAll: boolean
  readonly problems: readonly { readonly field: FieldName | null }[]
}

export function neededWords(fields: readonly InputField[]): readonly KnownBlock[] {
  const some = fields.some((field) => inputOf(field)?.is === 'needed')
  const words = context(plain('* Required to submit. You can save a draft without it.'))
  return some && words !== null ? [words] : []
}

export function moreButton(form: Filled, fields: readonly InputField[]): readonly KnownBlock[] {
  const block = actions([button({ id: MORE_FIELDS, text: 'Show more fields', value: form.formId })])
  return block === null || fields.every((field) => isShown(form, field)) ? [] : [block]
}

/** What is filled in, wrong or needed is never hidden. */
export function isShown(form: Filled, field: InputField): boolean {
  const { showsAll, typed, problems } = form
  const input = inputOf(field)
  if (input?.is !== 'rare' || showsAll) return true
  const { block } = input
  if (textAt(block, typed) !== '' || problems.some((problem) => problem.field === block))
    return true
  return SHOWN_FOR[block]?.(form) ?? false
}

/** Few orders have it; these do. */
const SHOWN_FOR: Partial<Record<FieldName, (form: Filled) => boolean>> = {
  partialPort: ({ typed }) => typed.partialPort,
  firstName: ({ typed }) => typed.subscriberType === 'RESIDENTIAL',
  lastName: ({ typed }) => typed.subscriberType === 'RESIDENTIAL',
  targetRespOrg: ({ kind, typed }) =>
    OFTEN_TOLL_FREE[kind] || readNumbers(typed.numbers).numbers.some(isTollFree),
}

/** Of a bulk order some numbers are toll-free more often than not. */
const OFTEN_TOLL_FREE: Record<Filled['kind'], boolean> = {
  new: false,
  edit: false,
  bulk: true,
  'bulk-edit': true,
}
