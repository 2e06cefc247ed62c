import { cannotDoWithBulkNow } from '../src/desk/bulk/bulk-refusals.ts'
import { BULK, ORDER } from '../src/desk/order-kind.ts'
import type { KindName } from '../src/store/followed.ts'
import { bulkRuleFor } from '../src/porting/bulk-status.ts'
import { openFormOf } from '../src/slack/forms/open-change-form.ts'
import { openSharedForm } from '../src/slack/forms/open-order-form.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'
import type { Interaction } from '../src/slack/interaction.ts'

/**
 * `/portin edit ORDER` opens the form of a draft, or of what can be changed in a submitted order; for a
 * bulk order, of the shared details.
 */
export const edit: Command = {
  name: 'edit',
  usage: 'edit <order>',
  summary: 'edit a draft, or change a submitted order',
  example: 'edit 1042',
  group: 'work',
  needs: 'coordinator',

  async run(interaction) {
    const { kind, number } = await orderToChange(interaction, 'edit', interaction.text)
    await OPEN[kind](interaction, number)
  },
}

const OPEN: Record<KindName, (interaction: Interaction, number: number) => Promise<void>> = {
  async order(interaction, number) {
    const order = await ORDER.seen(interaction.desk, number)
    await openFormOf(interaction, order)
  },
  async bulk(interaction, number) {
    const bulk = await BULK.seen(interaction.desk, number)
    const { may } = bulkRuleFor(bulk.seen.status)
    if (!may.includes('edit-shared')) throw cannotDoWithBulkNow(bulk, 'shared details')
    await openSharedForm(interaction, bulk)
  },
}
