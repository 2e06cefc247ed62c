import { Refusal } from '../../porting/refusal.ts'
import { findPostAt } from '../../store/posts.ts'
import { openNoteForm } from '../forms/note-form.ts'
import { unescaped } from '../mrkdwn.ts'
import type { Shortcut } from '../handlers.ts'

/** A message in an order's thread becomes a note to Bandwidth, once somebody has read it over and sent it. */
export const sendNote: Shortcut = {
  id: 'send-note',
  needs: 'coordinator',

  async run(interaction) {
    const { thread, channel, desk, workspace, text } = interaction
    await workspace.places.placeOf(channel)
    const above = thread === null ? undefined : await findPostAt(desk.db, channel, thread)
    const ref = above?.ref
    if (ref?.kind !== 'card' && ref?.kind !== 'bulk-card') {
      throw new Refusal(
        'no-order-here',
        'This message is in no order’s thread, so I can’t tell what the note is about.',
        'Use it in the thread of the order’s card, or type `/portin note 1042 …`.',
      )
    }
    await openNoteForm(interaction, ref.number, unescaped(text))
  },
}
