import { usualQuestions } from '../../desk/asked-about.ts'
import { about, Refusal } from '../../porting/refusal.ts'
import { plainText } from '../blocks.ts'
import { askBandwidth, askDraft } from '../controls/order-controls.ts'
import { openNoteForm } from '../forms/note-form.ts'
import { askAnswer } from '../messages/ask.ts'
import { ofOrder } from '../order-ref.ts'
import type { Clickable } from '../handlers.ts'
import { openView, type Interaction } from '../interaction.ts'

/** The usual questions: where a view is open on top of it, else only to the person who asks. */
export async function showQuestions(interaction: Interaction, number: number): Promise<void> {
  const asked = askAnswer(await usualQuestions(interaction.desk, number))
  if (!interaction.isInView) return interaction.reply(asked)
  await openView(interaction, {
    type: 'modal',
    title: plainText(`Ask about #${number}`),
    close: plainText('Close'),
    blocks: [...asked.blocks],
  })
}

export const onAskBandwidth: Clickable = {
  id: askBandwidth.id,
  needs: 'coordinator',
  click: ofOrder((interaction) => showQuestions(interaction, interaction.number)),
}

export const onAskDraft: Clickable = {
  id: askDraft.id,
  needs: 'coordinator',
  click: ofOrder(async (interaction) => {
    const { drafts } = await usualQuestions(interaction.desk, interaction.number)
    const chosen = drafts.find(({ id }) => id === interaction.more.join(' '))
    if (chosen === undefined) throw questionIsOver(interaction.number)
    await openNoteForm(interaction, interaction.number, chosen.text)
  }),
}

function questionIsOver(number: number): Refusal {
  return new Refusal(
    'question-is-over',
    about(number, (named) => `${named} changed after this question was offered. Nothing was sent.`),
    `See what can be asked now: \`/portin ask ${number}\``,
  )
}
