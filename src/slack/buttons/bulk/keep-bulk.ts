import { KEEP_BULK } from '../../../desk/bulk/keep-bulk.ts'
import { keepDraft as keep } from '../../../desk/keep-draft.ts'
import { showEasternMoment } from '../../../porting/calendar.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.keep'

export const keepBulk: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Keep it two more days', value: orderValue(order) }),
  click: ofOrder(async ({ desk, member, reply, number }) => {
    const sweptAt = await keep(desk, KEEP_BULK, { number, by: member.id })
    const until = showEasternMoment(sweptAt, desk.clock())
    await reply(said(`Bulk draft #${number} is kept until ${until}.`))
  }),
}
