import { usualQuestions } from '../../desk/asked-about.ts'
import { about, Refusal } from '../../porting/refusal.ts'
import { askBandwidth, askDraft } from '../controls/order-controls.ts'
import { shownView } from '../form-view.ts'
import { openNoteForm } from '../forms/note-form.ts'
import { askAnswer } from '../messages/ask.ts'
import { onOrder } from './on-press.ts'
import { openView, type Interaction } from '../interaction.ts'

/** The usual questions: on top of an open view if there is one, else in a message that only the asker sees. */
export async function showQuestions(interaction: Interaction, number: number): Promise<void> {
  const asked = askAnswer(await usualQuestions(interaction.desk, number))
  if (!interaction.isInView) return interaction.reply(asked)
  await openView(interaction, shownView(`Ask about #${number}`, asked.blocks))
}

export const onAskBandwidth = onOrder(askBandwidth, (interaction) =>
  showQuestions(interaction, interaction.number),
)

export const onAskDraft = onOrder(askDraft, async (interaction) => {
  const { drafts } = await usualQuestions(interaction.desk, interaction.number)
  const chosen = drafts.find(({ id }) => id === interaction.more.join(' '))
  if (chosen === undefined) throw questionIsOver(interaction.number)
  await openNoteForm(interaction, interaction.number, chosen.text)
})

function questionIsOver(number: number): Refusal {
  return new Refusal(
    'question-is-over',
    about(number, (named) => `${named} changed after this question was offered. Nothing was sent.`),
    `See what can be asked now: \`/portin ask ${number}\``,
  )
}
