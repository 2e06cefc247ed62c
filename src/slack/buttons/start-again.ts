import { button } from '../blocks.ts'
import { openNewForm } from '../forms/open-order-form.ts'
import type { Button } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderOf, orderValue } from '../order-ref.ts'

const id = 'order.start-again'

/** The form again, with everything that was in an order that is gone. */
export const startAgain: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Start again with this', value: orderValue(order) }),
  click: ofOrder(async (visit) => {
    const { number, content, bulkNumber, ending } = await orderOf(visit, visit.number)
    const isChild = bulkNumber !== null && ending === 'cancelled'
    await openNewForm(visit, {
      ...{ content, from: `#${number}` },
      ...(isChild && { inPlaceOf: number }),
    })
  }),
}
