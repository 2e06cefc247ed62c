import { KINDS } from '../src/desk/order-kind.ts'
import { askApprovers } from '../src/slack/ask-approvers.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin submit ORDER` asks the approvers; nothing is sent before one of them says yes. */
export const submit: Command = {
  name: 'submit',
  usage: 'submit <order>',
  summary: 'ask the approvers to submit a draft',
  example: 'submit 1042',
  needs: 'porter',

  async run(visit) {
    const { kind, number } = await orderToChange(visit, 'submit', visit.text)
    await KINDS[kind].seen(visit.desk, number)
    await askApprovers(visit, { number, deed: 'submit' })
  },
}
