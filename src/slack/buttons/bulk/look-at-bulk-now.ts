import { lookAtWholeBulk } from '../../../desk/bulk/look-at-whole-bulk.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.look-now'

export const lookAtBulkNow: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Look now', value: orderValue(order) }),
  click: ofOrder(async ({ desk, reply, number }) => {
    await lookAtWholeBulk(desk, number)
    await reply(said(`Looked at #${number} and its orders; the card shows what Bandwidth has.`))
  }),
}
