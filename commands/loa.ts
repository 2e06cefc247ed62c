import { ORDER } from '../src/desk/order-kind.ts'
import { cannotAttachNow } from '../src/desk/document-refusals.ts'
import { ruleFor } from '../src/porting/status.ts'
import { openLoaForm, orderForLoa } from '../src/slack/forms/loa-form.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin loa ORDER` opens a form for a document; dropping it in the order's thread does the same. */
export const loa: Command = {
  name: 'loa',
  takes: 'no-number',
  usage: 'loa <order>',
  summary: 'attach an LOA, or drop the file in the thread',
  example: 'loa 1042',
  group: 'work',
  needs: 'coordinator',

  async run(interaction) {
    const number = await orderForLoa(interaction, interaction.text)
    const order = await ORDER.seen(interaction.desk, number)
    if (!ruleFor(order.seen.status).may.includes('attach')) throw cannotAttachNow(order)
    await openLoaForm(interaction, { number, file: null })
  },
}
