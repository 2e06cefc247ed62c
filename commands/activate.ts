import { activatedOneByOne } from '../src/desk/bulk/bulk-refusals.ts'
import { ORDER } from '../src/desk/order-kind.ts'
import type { KindName } from '../src/store/followed.ts'
import { activateOrAsk } from '../src/slack/ask-approvers.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/surface.ts'
import type { Visit } from '../src/slack/visit.ts'

/** `/portin activate ORDER` on the day: at once when approved ahead, else the approvers are asked. */
export const activate: Command = {
  name: 'activate',
  usage: 'activate <order>',
  summary: 'make the numbers live now, on the FOC date',
  example: 'activate 1042',
  needs: 'porter',

  async run(visit) {
    const { kind, number } = await orderToChange(visit, 'activate', visit.text)
    await ACTIVATE[kind](visit, number)
  },
}

const ACTIVATE: Record<KindName, (visit: Visit, number: number) => Promise<void>> = {
  async order(visit, number) {
    await ORDER.seen(visit.desk, number)
    await activateOrAsk(visit, number)
  },
  bulk: (_, number) => Promise.reject(activatedOneByOne(number)),
}
