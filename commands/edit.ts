import { cannotDoWithBulkNow } from '../src/desk/bulk/bulk-refusals.ts'
import { bulkNumberIn, seenBulk } from '../src/desk/bulk/find-bulk.ts'
import { findSeen } from '../src/desk/find-order.ts'
import { cannotEditNow } from '../src/desk/refusals.ts'
import { bulkRuleFor } from '../src/porting/bulk-status.ts'
import { ruleFor } from '../src/porting/status.ts'
import { openEditForm, openSharedForm } from '../src/slack/forms/open-order-form.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin edit ORDER` opens the form of a draft; of a bulk order, what all of its orders share. */
export const edit: Command = {
  name: 'edit',
  usage: 'edit <order>',
  summary: 'change a draft',
  example: 'edit 1042',
  needs: 'porter',

  async run(visit) {
    const bulk = await bulkNumberIn(visit.desk, visit.text)
    if (bulk !== undefined) {
      const seen = await seenBulk(visit.desk, bulk)
      if (!bulkRuleFor(seen.seen.status).may.includes('edit-shared')) {
        throw cannotDoWithBulkNow(seen, 'shared facts')
      }
      return openSharedForm(visit, seen)
    }
    const order = await findSeen(visit.desk, visit.text)
    if (!ruleFor(order.seen.status).may.includes('edit')) throw cannotEditNow(order)
    await openEditForm(visit, order)
  },
}
