import { findPostAt } from '../../store/posts.ts'
import { sendNoteAnyway, sendRestOfNote } from '../controls/order-controls.ts'
import { openNoteForm, sendOrAsk } from '../forms/note-form.ts'
import { onOrder } from './on-press.ts'

export const onSendNoteAnyway = onOrder(sendNoteAnyway, async (interaction) => {
  const { isInView, reply, replace, number, more } = interaction
  // In the place of the question, which would send it again.
  const answer = isInView ? reply : replace
  await answer(await sendOrAsk(interaction, number, more.join(' '), { holdsNoPin: true }))
})

/** The rest of the note is in the message with the button. */
export const onSendRestOfNote = onOrder(sendRestOfNote, async (interaction) => {
  const { desk, channel, messageTs, number } = interaction
  const post = messageTs === null ? undefined : await findPostAt(desk.db, channel, messageTs)
  const ref = post?.ref
  const news = ref?.kind === 'news' || ref?.kind === 'bulk-news' ? ref.news : null
  await openNoteForm(interaction, number, news?.kind === 'note-cut-off' ? news.text : '')
})
