import { openHandOverForm } from '../src/slack/forms/hand-over-form.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin give ORDER` opens a form in which its new owner is picked. */
export const give: Command = {
  name: 'give',
  usage: 'give <order>',
  summary: 'hand an order, or all of yours, over to a colleague',
  example: 'give 1042',
  group: 'work',
  needs: 'coordinator',

  async run(interaction) {
    const { number } = await orderToChange(interaction, 'give', interaction.text)
    await openHandOverForm(interaction, number)
  },
}
