import { KINDS } from '../src/desk/order-kind.ts'
import { askApprovers } from '../src/slack/ask-approvers.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin submit ORDER` asks the approvers; nothing is sent before one of them says yes. */
export const submit: Command = {
  name: 'submit',
  usage: 'submit <order>',
  summary: 'request approval to submit a draft',
  example: 'submit 1042',
  group: 'approve',
  needs: 'coordinator',

  async run(interaction) {
    const { kind, number } = await orderToChange(interaction, 'submit', interaction.text)
    await KINDS[kind].seen(interaction.desk, number)
    await askApprovers(interaction, { number, operation: 'submit' })
  },
}
