import type { ModalView } from '@slack/types'
import { anySeen } from '../../desk/order-kind.ts'
import { Refusal } from '../../porting/refusal.ts'
import { section } from '../blocks.ts'
import { formView } from '../form-view.ts'
import { mrkdwn } from '../mrkdwn.ts'
import { orderToChange, WhichOrder } from '../order-meant.ts'
import { inputsOf, textInput } from './inputs.ts'
import { noteView } from './note-form.ts'
import { noNote, noteInput } from './note-input.ts'
import { waitingView, turnsTo } from './notice-view.ts'
import { textIn } from './typed-values.ts'
import { coordinatorForm } from './coordinator-form.ts'

const NOTE_ORDER_FORM = 'note-order-form'
const ORDER = 'order'
const NOTE = 'note'

interface Typed {
  readonly order: string
  readonly note: string
}

/** A note from a message that is in no order's thread: on which order is asked first. */
export function noteOrderView({ order, note }: Typed, refusal?: Refusal): ModalView {
  const labels = { title: 'Note to Bandwidth', submit: 'Continue', close: 'Close' }
  return formView(NOTE_ORDER_FORM, '', labels, [
    ...(refusal === undefined
      ? []
      : [section(mrkdwn`*Nothing was sent.* ${refusal.message} ${nextStep(refusal)}`)]),
    textInput({
      ...inputsOf(NOTE_ORDER_FORM)(ORDER, 'Order'),
      typed: order,
      required: true,
      placeholder: '1042',
      hint: 'Its number, or Bandwidth’s order ID.',
    }),
    noteInput({ block: NOTE, action: `${NOTE_ORDER_FORM}.note`, typed: note }),
  ])
}

/** The order is chosen in the form that is open, and not by a command. */
function nextStep(refusal: Refusal): string {
  return refusal instanceof WhichOrder ? 'Enter the order number.' : (refusal.nextStep ?? '')
}

export const noteOrderForm = coordinatorForm(NOTE_ORDER_FORM, ({ values }) => {
  const typed = { order: textIn(values, ORDER), note: textIn(values, NOTE) }
  const says = noNote(typed.note)
  if (says !== null) return { kind: 'mistakes', errors: { [NOTE]: says } }
  return turnsTo(waitingView('Note to Bandwidth'), async (interaction) => {
    try {
      const { number } = await orderToChange(interaction, 'note', typed.order)
      const view = noteView(await anySeen(interaction.desk, number), typed.note)
      await interaction.show(view, `The note on #${number} waits to be sent.`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await interaction.show(noteOrderView(typed, error), error.message)
    }
  })
})
