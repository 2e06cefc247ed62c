import { detachChild as detachIt } from '../../../desk/bulk/attach-child.ts'
import { button, confirmDialog } from '../../blocks.ts'
import { ON_ITS_OWN } from '../../messages/bulk-words.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { TrackedOrder } from '../../../store/orders.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'
import { shortTitle } from '../../messages/order-words.ts'

const id = 'bulk.detach-child'

export const detachChild: Button<[order: TrackedOrder, bulk: number]> = {
  id,
  needs: 'porter',
  draw: (order, bulk) =>
    button({
      id,
      text: `Detach from #${bulk}`,
      value: orderValue(order),
      confirm: confirmDialog({
        title: `Detach #${order.number} from #${bulk}?`,
        text: `${shortTitle(order)} ${ON_ITS_OWN}`,
        confirm: 'Detach',
        deny: 'Leave it',
      }),
    }),
  click: ofOrder(async ({ desk, member, reply, number }) => {
    const bulk = await detachIt(desk, { child: number, by: member.id })
    await reply(said(`#${number} is no longer part of #${bulk}; its card is in the channel.`))
  }),
}
