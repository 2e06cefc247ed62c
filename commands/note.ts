import { openNoteForm, sendOrAsk } from '../src/slack/forms/note-form.ts'
import { orderAndText } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin note ORDER TEXT` writes to Bandwidth's porting team; without a text it opens a form. */
export const note: Command = {
  name: 'note',
  takes: 'lines',
  usage: 'note <order> [text]',
  summary: 'send a note on an order to Bandwidth’s porting team',
  example: 'note 1042 please confirm the FOC date',
  group: 'work',
  needs: 'coordinator',

  async run(interaction) {
    const { number, rest: words } = await orderAndText(interaction, 'note', interaction.text)
    if (words === '') return openNoteForm(interaction, number)
    await interaction.reply(await sendOrAsk(interaction, number, words))
  },
}
