import type { Desk } from '../src/desk/desk.ts'
import { ORDER } from '../src/desk/order-kind.ts'
import type { KindName } from '../src/store/followed.ts'
import { ordersToActivate } from '../src/desk/activate-many.ts'
import { activateAllOf, activateTogether } from '../src/slack/buttons/activate-many.ts'
import { activateOrAsk } from '../src/slack/ask-approvers.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'
import type { Interaction } from '../src/slack/interaction.ts'

/** `/portin activate ORDER` on the day: at once when approved ahead, otherwise the approvers are asked. */
export const activate: Command = {
  name: 'activate',
  usage: 'activate <order> [more orders]',
  summary: 'request activation now, on the FOC date',
  example: 'activate 1042',
  group: 'approve',
  needs: 'coordinator',

  async run(interaction) {
    const several = interaction.text.split(/[\s,]+/).filter((word) => word !== '')
    if (several.length > 1 && several.every((word) => /^#?\d{4,6}$/.test(word))) {
      return activateSeveral(interaction, several)
    }
    const { kind, number } = await orderToChange(interaction, 'activate', interaction.text)
    await ACTIVATE[kind](interaction, number)
  },
}

const ACTIVATE: Record<KindName, (interaction: Interaction, number: number) => Promise<void>> = {
  async order(interaction, number) {
    await ORDER.seen(interaction.desk, number)
    await activateOrAsk(interaction, number)
  },
  bulk: activateAllOf,
}

const ORDERS_OF: Record<KindName, (desk: Desk, number: number) => Promise<readonly number[]>> = {
  order: (_, number) => Promise.resolve([number]),
  bulk: ordersToActivate,
}

/** Each is found as if it were typed alone; a bulk order means all of its orders. */
async function activateSeveral(interaction: Interaction, typed: readonly string[]): Promise<void> {
  const numbers = new Set<number>()
  for (const word of typed) {
    const { kind, number } = await orderToChange(interaction, 'activate', word)
    for (const order of await ORDERS_OF[kind](interaction.desk, number)) numbers.add(order)
  }
  await activateTogether(interaction, { numbers: [...numbers], bulkNumber: null })
}
