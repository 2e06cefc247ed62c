import { findPostAt } from '../../store/posts.ts'
import { sendNoteAnyway, sendRestOfNote } from '../controls/order-controls.ts'
import { openNoteForm, sendOrAsk } from '../forms/note-form.ts'
import { ofOrder } from '../order-ref.ts'
import { onOrder, onPress } from './on-press.ts'

export const onSendNoteAnyway = onPress(sendNoteAnyway, (pressed) => {
  // In the place of the question, which would send it again.
  const answer = pressed.isInView ? pressed.reply : pressed.replace
  return ofOrder(async (interaction) => {
    const { number, more } = interaction
    await answer(await sendOrAsk(interaction, number, more.join(' '), { holdsNoPin: true }))
  })(pressed)
})

/** The rest of the note is in the message with the button. */
export const onSendRestOfNote = onOrder(sendRestOfNote, async (interaction) => {
  const { desk, channel, messageTs, number } = interaction
  const post = messageTs === null ? undefined : await findPostAt(desk.db, channel, messageTs)
  const ref = post?.ref
  const news = ref?.kind === 'news' || ref?.kind === 'bulk-news' ? ref.news : null
  await openNoteForm(interaction, number, news?.kind === 'note-cut-off' ? news.text : '')
})
