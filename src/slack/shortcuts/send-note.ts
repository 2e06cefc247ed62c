import { findPostAt } from '../../store/posts.ts'
import { openNoteForm } from '../forms/note-form.ts'
import { noteOrderView } from '../forms/note-order-form.ts'
import { openView } from '../interaction.ts'
import { unescaped } from '../mrkdwn.ts'
import { orderAbove } from '../order-above.ts'
import { readableText } from '../readable-text.ts'
import type { Shortcut } from '../handlers.ts'

/** A message becomes a note to Bandwidth, once somebody has read it over and sent it. */
export const sendNote: Shortcut = {
  id: 'send-note',
  needs: 'coordinator',

  async run(interaction) {
    const { thread, channel, desk, workspace } = interaction
    await workspace.places.placeOf(channel)
    const note = unescaped(await readableText(workspace.roles, interaction.text))
    const above = thread === null ? undefined : await findPostAt(desk.db, channel, thread)
    const ref = orderAbove(above?.ref)
    if (ref?.kind === 'card' || ref?.kind === 'bulk-card') {
      await openNoteForm(interaction, ref.number, note)
    } else await openView(interaction, noteOrderView({ order: '', note }))
  },
}
