import { changeProven } from '../../desk/proven-change.ts'
import { RETRY_VALIDATION } from '../../desk/retry-validation.ts'
import { button } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderValue } from '../order-ref.ts'

const id = 'order.retry-validation'

export const retryValidation: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Try again', value: orderValue(order) }),
  click: ofOrder(async ({ desk, member, reply, number }) => {
    await changeProven(desk, RETRY_VALIDATION, { number, by: member.id })
    await reply(
      said(`Bandwidth checks the numbers of #${number} again; the thread tells the result.`),
    )
  }),
}
