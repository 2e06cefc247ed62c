import { cannotDoWithBulkNow } from '../src/desk/bulk/bulk-refusals.ts'
import { BULK, ORDER } from '../src/desk/order-kind.ts'
import type { KindName } from '../src/store/followed.ts'
import { bulkRuleFor } from '../src/porting/bulk-status.ts'
import { openFormOf } from '../src/slack/forms/open-change-form.ts'
import { openSharedForm } from '../src/slack/forms/open-order-form.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/surface.ts'
import type { Visit } from '../src/slack/visit.ts'

/** `/portin edit ORDER` opens the form of a draft, or of what can be changed of a submitted order; of a bulk order, what all of its orders share. */
export const edit: Command = {
  name: 'edit',
  usage: 'edit <order>',
  summary: 'change a draft, or what can be changed of a submitted order',
  example: 'edit 1042',
  needs: 'porter',

  async run(visit) {
    const { kind, number } = await orderToChange(visit, 'edit', visit.text)
    await OPEN[kind](visit, number)
  },
}

const OPEN: Record<KindName, (visit: Visit, number: number) => Promise<void>> = {
  async order(visit, number) {
    const order = await ORDER.seen(visit.desk, number)
    await openFormOf(visit, order)
  },
  async bulk(visit, number) {
    const bulk = await BULK.seen(visit.desk, number)
    const { may } = bulkRuleFor(bulk.seen.status)
    if (!may.includes('edit-shared')) throw cannotDoWithBulkNow(bulk, 'shared facts')
    await openSharedForm(visit, bulk)
  },
}
