import type { KnownBlock, ModalView } from '@slack/types'
import type { OrderRef } from '../../store/followed.ts'
import { actions, context, section } from '../blocks.ts'
import { recreateOrder } from '../controls/order-controls.ts'
import { mrkdwn, plain } from '../mrkdwn.ts'
import { checkboxInput, problemsUnder } from './inputs.ts'
import type { InputField } from './order-inputs.ts'
import { fieldBlocks, hourBlocks, ORDER_FORM, type OrderFormInput } from './order-view.ts'
import { formView } from '../form-view.ts'
import { someOrders } from '../../porting/names-in-words.ts'

/** What a change form says and asks for beside the values of an order. */
export interface ChangeForm {
  readonly title: string
  readonly submit: string
  /** The order with its customer. */
  readonly named: string
  /** The order's errors, a line each. */
  readonly against: readonly string[]
  readonly inputs: readonly InputField[]
  readonly hasHour: boolean
  /** The order that can be canceled and drafted again instead, once Bandwidth has refused what was asked for. */
  readonly recreate?: OrderRef
  /** Other orders of its bulk order that the same corrects. */
  readonly alike?: Alike
  /** What to know before it is sent. */
  readonly notes: readonly string[]
  /** What can't be changed, and why. */
  readonly closed: readonly string[]
}

interface Alike {
  readonly orders: readonly number[]
  readonly isRequested: boolean
}

export const ALIKE = 'alike'

/** The form of an order that is submitted: only what is asked for and can be had, the date last. */
export function changeFormView(input: OrderFormInput, form: ChangeForm): ModalView {
  const { title, submit, named, against, inputs, hasHour, recreate, alike, notes, closed } = form
  return formView(ORDER_FORM, input.formId, { title, submit, close: 'Close' }, [
    section(mrkdwn`For *${named}*`),
    ...problemsUnder(null, input.problems),
    ...(recreate === undefined ? [] : recreateBlocks(recreate)),
    ...(against.length === 0 ? [] : [section(mrkdwn`${against.join('\n')}`)]),
    ...fieldBlocks(input, inputs),
    ...(hasHour ? hourBlocks(input) : []),
    ...(alike === undefined ? [] : [alikeInput(alike)]),
    ...small(notes),
    ...small(closed.length === 0 ? [] : [`Can’t change now: ${closed.join(' · ')}`]),
  ])
}

function recreateBlocks(order: OrderRef): readonly KnownBlock[] {
  const buttons = actions([recreateOrder.draw(order)])
  const says = section(
    plain(
      'Bandwidth doesn’t change this in the order anymore. You can cancel it and draft it again with what you typed here.',
    ),
  )
  return buttons === null ? [] : [says, buttons]
}

function alikeInput({ orders, isRequested }: Alike): KnownBlock {
  const others = `${orders.length} other ${orders.length === 1 ? 'order' : 'orders'}`
  return checkboxInput({
    block: ALIKE,
    action: `${ORDER_FORM}.${ALIKE}`,
    label: `${others} refused for this`,
    says: orders.length === 1 ? 'Fix it too' : 'Fix them too',
    isChecked: isRequested,
    hint: `${someOrders(orders)}. They say the same here. Each is sent on its own.`,
  })
}

function small(lines: readonly string[]): readonly KnownBlock[] {
  return lines.map((line) => context(plain(line))).filter((block) => block !== null)
}
