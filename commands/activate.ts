import { activatedOneByOne } from '../src/desk/bulk/bulk-refusals.ts'
import { ORDER } from '../src/desk/order-kind.ts'
import type { KindName } from '../src/store/followed.ts'
import { activateOrAsk } from '../src/slack/ask-approvers.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'
import type { Interaction } from '../src/slack/interaction.ts'

/** `/portin activate ORDER` on the day: at once when approved ahead, else the approvers are asked. */
export const activate: Command = {
  name: 'activate',
  usage: 'activate <order>',
  summary: 'make the numbers live now, on the FOC date',
  example: 'activate 1042',
  needs: 'coordinator',

  async run(interaction) {
    const { kind, number } = await orderToChange(interaction, 'activate', interaction.text)
    await ACTIVATE[kind](interaction, number)
  },
}

const ACTIVATE: Record<KindName, (interaction: Interaction, number: number) => Promise<void>> = {
  async order(interaction, number) {
    await ORDER.seen(interaction.desk, number)
    await activateOrAsk(interaction, number)
  },
  bulk: (_, number) => Promise.reject(activatedOneByOne(number)),
}
