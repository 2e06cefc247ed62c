import { lettersAreOfOrders } from '../src/desk/bulk/bulk-refusals.ts'
import { ORDER } from '../src/desk/order-kind.ts'
import type { KindName } from '../src/store/followed.ts'
import { cannotAttachNow } from '../src/desk/document-refusals.ts'
import { ruleFor } from '../src/porting/status.ts'
import { openLoaForm } from '../src/slack/forms/loa-form.ts'
import { orderToChange } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/surface.ts'
import type { Visit } from '../src/slack/visit.ts'

/** `/portin loa ORDER` opens a form for a document; dropping it in the order's thread does the same. */
export const loa: Command = {
  name: 'loa',
  usage: 'loa <order>',
  summary: 'attach a letter of authorization (LOA), or drop the file in the thread',
  example: 'loa 1042',
  needs: 'porter',

  async run(visit) {
    const { kind, number } = await orderToChange(visit, 'loa', visit.text)
    await OPEN[kind](visit, number)
  },
}

const OPEN: Record<KindName, (visit: Visit, number: number) => Promise<void>> = {
  async order(visit, number) {
    const order = await ORDER.seen(visit.desk, number)
    if (!ruleFor(order.seen.status).may.includes('attach')) throw cannotAttachNow(order)
    await openLoaForm(visit, { number, file: null })
  },
  bulk: (_, number) => Promise.reject(lettersAreOfOrders(number)),
}
