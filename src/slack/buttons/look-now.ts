import { syncOrder } from '../../desk/look-at-order.ts'
import { redraw } from '../../store/posts.ts'
import { cardKey } from '../../desk/post-keys.ts'
import { button } from '../blocks.ts'
import { statusAnswer } from '../messages/status.ts'
import type { Button } from '../surface.ts'
import { viewOf } from '../visit.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderOf, orderValue } from '../order-ref.ts'

const id = 'order.look-now'

export const lookNow: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Look now', value: orderValue(order) }),
  click: ofOrder(async (visit) => {
    const { desk, reply, number } = visit
    await syncOrder(desk, number)
    await redraw(desk.db, cardKey(number))
    desk.nudge()
    await reply(statusAnswer(await viewOf(visit, await orderOf(visit, number))))
  }),
}
