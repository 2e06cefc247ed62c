import { anySeen, type AnyOrder } from '../../desk/order-kind.ts'
import { writeNote } from '../../desk/write-note.ts'
import { plainText, section, type Message } from '../blocks.ts'
import { titleOfEither } from '../words/bulk-words.ts'
import { maybePin, noteAnswer, noteReach } from '../messages/note-answer.ts'
import { lines, mrkdwn } from '../mrkdwn.ts'
import { isOfOrderHere, orderValue, provenOrder } from '../order-ref.ts'
import { openView, type Interaction } from '../interaction.ts'
import { noNote, noteInput } from './note-input.ts'
import { waitingView, turnsTo } from './notice-view.ts'
import { textIn } from './typed-values.ts'
import type { ModalView } from '@slack/types'
import { formView } from '../form-view.ts'
import { coordinatorForm } from './coordinator-form.ts'

const NOTE_FORM = 'note-form'
const BLOCK = 'note'

/** Ask what to write to Bandwidth about an order, and say who will read it. */
export async function openNoteForm(
  interaction: Interaction,
  number: number,
  typed = '',
): Promise<void> {
  const { desk } = interaction
  const order = await anySeen(desk, number)
  await openView(interaction, noteView(order, typed))
}

export function noteView(order: AnyOrder, typed: string): ModalView {
  return formView(
    NOTE_FORM,
    orderValue(order),
    { title: `Note on #${order.number}`, submit: 'Send to Bandwidth', close: 'Close' },
    [
      section(lines(mrkdwn`For *${titleOfEither(order)}*`, noteReach(order))),
      noteInput({ block: BLOCK, action: `${NOTE_FORM}.text`, typed }),
    ],
  )
}

export const noteForm = coordinatorForm(NOTE_FORM, async ({ desk, id, values }) => {
  const text = textIn(values, BLOCK)
  const says = noNote(text)
  if (says !== null && (await isOfOrderHere(desk, id))) {
    return { kind: 'mistakes', errors: { [BLOCK]: says } }
  }
  return turnsTo(waitingView('Note to Bandwidth'), async (interaction) => {
    const { number } = await provenOrder(interaction, id)
    const { text: words, blocks } = await sendOrAsk(interaction, number, text)
    const title = plainText(`Note on #${number}`)
    const view: ModalView = { type: 'modal', title, blocks: [...blocks] }
    await interaction.show(view, words)
  })
})

/** Sends the note and reports the outcome; text that resembles a PIN must be confirmed first. */
export async function sendOrAsk(
  { desk, member }: Pick<Interaction, 'desk' | 'member'>,
  number: number,
  text: string,
  { holdsNoPin = false }: { readonly holdsNoPin?: boolean } = {},
): Promise<Message> {
  const order = await anySeen(desk, number)
  const written = await writeNote(desk, { number, text, by: member.id, holdsNoPin })
  return written === 'maybe-pin' ? maybePin(order, text) : noteAnswer(order, written)
}
