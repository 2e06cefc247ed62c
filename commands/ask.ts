import { showQuestions } from '../src/slack/buttons/ask.ts'
import { orderToRead } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin ask ORDER` offers the usual questions to Bandwidth; each can be edited before it is sent. */
export const ask: Command = {
  name: 'ask',
  usage: 'ask <order>',
  summary: 'the usual questions to Bandwidth, written for you',
  example: 'ask 1042',
  group: 'work',
  needs: 'coordinator',
  onlyReads: true,

  async run(interaction) {
    const { number } = await orderToRead(interaction, 'ask', interaction.text)
    await showQuestions(interaction, number)
  },
}
