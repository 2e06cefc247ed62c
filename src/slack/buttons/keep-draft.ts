import { KEEP_ORDER, keepDraft as keep } from '../../desk/keep-draft.ts'
import { showEasternMoment } from '../../porting/calendar.ts'
import { button } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderValue } from '../order-ref.ts'

const id = 'order.keep'

export const keepDraft: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Keep it two more days', value: orderValue(order) }),
  click: ofOrder(async ({ desk, member, reply, number }) => {
    const sweptAt = await keep(desk, KEEP_ORDER, { number, by: member.id })
    const until = showEasternMoment(sweptAt, desk.clock())
    await reply(said(`Draft #${number} is kept until ${until}.`))
  }),
}
