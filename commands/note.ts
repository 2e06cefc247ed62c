import { openNoteForm, sendOrAsk } from '../src/slack/forms/note-form.ts'
import { orderAndText } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin note ORDER TEXT` writes to Bandwidth's porting team; without a text it opens a form. */
export const note: Command = {
  name: 'note',
  usage: 'note <order> [text]',
  summary: "write to Bandwidth's porting team about an order",
  example: 'note 1042 please confirm the FOC date',
  needs: 'porter',

  async run(visit) {
    const { number, rest: words } = await orderAndText(visit, 'note', visit.text)
    if (words === '') return openNoteForm(visit, number)
    await visit.reply(await sendOrAsk(visit, number, words))
  },
}
