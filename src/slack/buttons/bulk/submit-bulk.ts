import { button } from '../../blocks.ts'
import type { Button } from '../../surface.ts'
import { submitOrder } from '../submit-order.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { orderValue } from '../../order-ref.ts'

const id = 'bulk.submit'

/** The same request as for a single order: who decides is shown the whole breakdown. */
export const submitBulk: Button<[order: OrderRef, isReady: boolean]> = {
  id,
  needs: 'porter',
  draw: (order, isReady) =>
    button({
      ...{ id, text: 'Submit all', value: orderValue(order) },
      ...(isReady && { style: 'primary' }),
    }),
  click: (visit) => submitOrder.click(visit),
}
