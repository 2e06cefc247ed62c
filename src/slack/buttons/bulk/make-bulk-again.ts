import { makeBulkAgain as makeItAgain } from '../../../desk/bulk/make-bulk-again.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.make-again'

export const makeBulkAgain: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) =>
    button({ id, text: 'Make it again', value: orderValue(order), style: 'primary' }),
  click: ofOrder(async ({ desk, member, reply, number }) => {
    const made = await makeItAgain(desk, { number, by: member.id })
    await reply(
      said(
        made === 'made'
          ? `#${number} is made again; Bandwidth checks its numbers, and what its orders had is put back then.`
          : `No answer came from Bandwidth. I look whether #${number} was made and say so in its thread; please don't make it again.`,
      ),
    )
  }),
}
