import { findSeen } from '../src/desk/find-order.ts'
import { cannotEditNow } from '../src/desk/refusals.ts'
import { ruleFor } from '../src/porting/status.ts'
import { openEditForm } from '../src/slack/forms/open-order-form.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin edit ORDER` opens the form of a draft. */
export const edit: Command = {
  name: 'edit',
  usage: 'edit <order>',
  summary: 'change a draft',
  example: 'edit 1042',
  needs: 'porter',

  async run(visit) {
    const order = await findSeen(visit.desk, visit.text)
    if (!ruleFor(order.seen.status).may.includes('edit')) throw cannotEditNow(order)
    await openEditForm(visit, order)
  },
}
