import { takeOn } from '../../desk/quiet-reminder.ts'
import { showEasternMoment } from '../../porting/calendar.ts'
import { button } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderValue } from '../order-ref.ts'

/** Posts of earlier releases have it too, where it was called Got it. */
const id = 'reminder.got-it'

/** Whoever presses it has the matter in hand: they are spared until the next business day. */
export const gotIt: Button<[order: OrderRef, postKey: string]> = {
  id,
  needs: 'porter',
  draw: (order, postKey) => button({ id, text: "I'm on it", value: orderValue(order, postKey) }),
  click: ofOrder(async ({ desk, member, reply, more: [key = ''] }) => {
    const { number, until } = await takeOn(desk, { key, by: member.id, name: member.name })
    const when = showEasternMoment(until, desk.clock())
    await reply(said(`You have #${number} until ${when}. I'll remind you then if nothing changes.`))
  }),
}
