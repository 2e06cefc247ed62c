import { usualQuestions } from '../../desk/asked-about.ts'
import { Refusal } from '../../porting/refusal.ts'
import { plainText } from '../blocks.ts'
import { askBandwidth, askDraft } from '../controls/order-controls.ts'
import { openNoteForm } from '../forms/note-form.ts'
import { askAnswer } from '../messages/ask.ts'
import { ofOrder } from '../order-ref.ts'
import type { Clickable } from '../surface.ts'
import { openView, type Visit } from '../visit.ts'

/** The usual questions: where a view is open on top of it, else only to whoever asks. */
export async function showQuestions(visit: Visit, number: number): Promise<void> {
  const asked = askAnswer(await usualQuestions(visit.desk, number))
  if (!visit.isInView) return visit.reply(asked)
  await openView(visit, {
    type: 'modal',
    title: plainText(`Ask about #${number}`),
    close: plainText('Close'),
    blocks: [...asked.blocks],
  })
}

export const onAskBandwidth: Clickable = {
  id: askBandwidth.id,
  needs: 'porter',
  click: ofOrder((visit) => showQuestions(visit, visit.number)),
}

export const onAskDraft: Clickable = {
  id: askDraft.id,
  needs: 'porter',
  click: ofOrder(async (visit) => {
    const { drafts } = await usualQuestions(visit.desk, visit.number)
    const chosen = drafts.find(({ id }) => id === visit.more.join(' '))
    if (chosen === undefined) throw questionIsOver(visit.number)
    await openNoteForm(visit, visit.number, chosen.text)
  }),
}

function questionIsOver(number: number): Refusal {
  return new Refusal(
    'question-is-over',
    `#${number} has moved on since this question was offered. Nothing was sent.`,
    `See what can be asked now: \`/portin ask ${number}\``,
  )
}
