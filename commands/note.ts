import { NOTING } from '../src/desk/add-note.ts'
import { KINDS } from '../src/desk/order-kind.ts'
import { Refusal } from '../src/porting/refusal.ts'
import { said } from '../src/slack/messages/said.ts'
import { orderAndText } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin note ORDER TEXT` asks Bandwidth's porting team; their answer is a note, too. */
export const note: Command = {
  name: 'note',
  usage: 'note <order> <text>',
  summary: "ask Bandwidth's porting team something about an order",
  example: 'note 1042 please confirm the FOC date',
  needs: 'porter',

  async run(visit) {
    const { text, desk, member, reply } = visit
    const { kind, number, rest: words } = await orderAndText(visit, 'note', text)
    await KINDS[kind].seen(desk, number)
    if (words === '') {
      throw new Refusal(
        'no-words',
        `What should the note on #${number} say?`,
        `For example \`/portin note ${number} please confirm the FOC date\``,
      )
    }
    const sent = await NOTING[kind].add(desk, { number, text: words, by: member.id })
    await reply(
      said(
        sent === 'sent'
          ? `Your note is on #${number} at Bandwidth.`
          : `No answer came from Bandwidth. I'm looking whether your note on #${number} arrived and say so in its thread.`,
      ),
    )
  },
}
