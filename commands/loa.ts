import { loasAreOfOrders } from '../src/desk/bulk/bulk-refusals.ts'
import { ORDER } from '../src/desk/order-kind.ts'
import type { KindName } from '../src/store/followed.ts'
import { cannotAttachNow } from '../src/desk/document-refusals.ts'
import { ruleFor } from '../src/porting/status.ts'
import { openLoaForm } from '../src/slack/forms/loa-form.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'
import type { Interaction } from '../src/slack/interaction.ts'

/** `/portin loa ORDER` opens a form for a document; dropping it in the order's thread does the same. */
export const loa: Command = {
  name: 'loa',
  usage: 'loa <order>',
  summary: 'attach an LOA, or drop the file in the thread',
  example: 'loa 1042',
  needs: 'coordinator',

  async run(interaction) {
    const { kind, number } = await orderToChange(interaction, 'loa', interaction.text)
    await OPEN[kind](interaction, number)
  },
}

const OPEN: Record<KindName, (interaction: Interaction, number: number) => Promise<void>> = {
  async order(interaction, number) {
    const order = await ORDER.seen(interaction.desk, number)
    if (!ruleFor(order.seen.status).may.includes('attach')) throw cannotAttachNow(order)
    await openLoaForm(interaction, { number, file: null })
  },
  bulk: (_, number) => Promise.reject(loasAreOfOrders(number)),
}
