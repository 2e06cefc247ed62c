import { showHistory } from '../src/slack/buttons/history.ts'
import { orderToRead } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin history ORDER`: who asked, who approved, what was sent, and what Bandwidth and the carrier did. */
export const history: Command = {
  name: 'history',
  takes: 'an-order',
  usage: 'history <order>',
  summary: 'what happened to an order, newest first',
  example: 'history 1042',
  group: 'work',
  needs: 'coordinator',
  onlyReads: true,

  async run(interaction) {
    const { number } = await orderToRead(interaction, 'history', interaction.text)
    await showHistory(interaction, number, 0)
  },
}
