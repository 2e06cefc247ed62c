import { activatedOneByOne } from '../src/desk/bulk/bulk-refusals.ts'
import { bulkNumberIn } from '../src/desk/bulk/find-bulk.ts'
import { findSeen } from '../src/desk/find-order.ts'
import { activateNow } from '../src/slack/buttons/activate-now.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin activate ORDER` on the day: at once when approved ahead, else the approvers are asked. */
export const activate: Command = {
  name: 'activate',
  usage: 'activate <order>',
  summary: 'make the numbers live now, on the agreed day (FOC)',
  example: 'activate 1042',
  needs: 'porter',

  async run(visit) {
    const bulk = await bulkNumberIn(visit.desk, visit.text)
    if (bulk !== undefined) throw activatedOneByOne(bulk)
    const { number } = await findSeen(visit.desk, visit.text)
    await activateNow.click({ ...visit, value: String(number) })
  },
}
