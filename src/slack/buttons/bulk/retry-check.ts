import { RETRY_BULK_VALIDATION } from '../../../desk/bulk/retry-bulk-validation.ts'
import { changeProven } from '../../../desk/proven-change.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.retry-check'

export const retryCheck: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Try again', value: orderValue(order), style: 'primary' }),
  click: ofOrder(async ({ desk, member, reply, number }) => {
    await changeProven(desk, RETRY_BULK_VALIDATION, { number, by: member.id })
    await reply(said(`The numbers of #${number} are checked again; its card shows how far it is.`))
  }),
}
