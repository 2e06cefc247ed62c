import { button } from '../../blocks.ts'
import { openDetachOrders } from '../../forms/detach-orders-form.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.detach-orders'

/** For the orders that stand against keeping the rest. */
export const detachOrders: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Detach orders…', value: orderValue(order) }),
  click: ofOrder((visit) => openDetachOrders(visit, visit.number)),
}
