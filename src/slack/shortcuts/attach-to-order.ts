import { Refusal } from '../../porting/refusal.ts'
import { findPostAt } from '../../store/posts.ts'
import { openLoaForm } from '../forms/loa-form.ts'
import { withNames } from '../forms/slack-files.ts'
import type { Shortcut } from '../handlers.ts'
import { orderAbove } from '../order-above.ts'

/** A file that somebody posted anywhere becomes a document of an order. */
export const attachToOrder: Shortcut = {
  id: 'attach-to-order',
  needs: 'coordinator',

  async run(interaction) {
    const { files, thread, channel, desk, workspace } = interaction
    const [file] = await withNames(workspace, files)
    if (file === undefined) {
      throw new Refusal(
        'no-file',
        'There’s no file in this message.',
        'Use this on the message with the document.',
      )
    }
    const above = thread === null ? undefined : await findPostAt(desk.db, channel, thread)
    const ref = orderAbove(above?.ref)
    const number = ref?.kind === 'card' ? ref.number : null
    await openLoaForm(interaction, { number, file })
  },
}
