import { lettersAreOfOrders } from '../src/desk/bulk/bulk-refusals.ts'
import { bulkNumberIn } from '../src/desk/bulk/find-bulk.ts'
import { findSeen } from '../src/desk/find-order.ts'
import { cannotAttachNow } from '../src/desk/refusals.ts'
import { ruleFor } from '../src/porting/status.ts'
import { openLoaForm } from '../src/slack/forms/loa-form.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin loa ORDER` opens a form for a document; dropping it in the order's thread does the same. */
export const loa: Command = {
  name: 'loa',
  usage: 'loa <order>',
  summary: 'attach a letter of authorization (LOA), or drop the file in the thread',
  example: 'loa 1042',
  needs: 'porter',

  async run(visit) {
    const bulk = await bulkNumberIn(visit.desk, visit.text)
    if (bulk !== undefined) throw lettersAreOfOrders(bulk)
    const order = await findSeen(visit.desk, visit.text)
    if (!ruleFor(order.seen.status).may.includes('attach')) throw cannotAttachNow(order)
    await openLoaForm(visit, { number: order.number, file: null })
  },
}
