import { syncOrder } from '../../desk/look-at-order.ts'
import { redraw } from '../../store/posts.ts'
import { cardKey } from '../../desk/post-keys.ts'
import { button } from '../blocks.ts'
import { statusAnswer } from '../messages/status.ts'
import type { Button } from '../surface.ts'
import { viewOf } from '../visit.ts'
import { orderOf } from './order-value.ts'

const id = 'order.look-now'

export const lookNow: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Look now', value: String(number) }),
  async click(visit) {
    const { desk, reply, value } = visit
    const number = Number(value)
    await syncOrder(desk, number)
    await redraw(desk.db, cardKey(number))
    desk.nudge()
    await reply(statusAnswer(await viewOf(visit, await orderOf(visit, value))))
  },
}
