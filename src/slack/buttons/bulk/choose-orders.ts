import { button } from '../../blocks.ts'
import { openChooseOrders } from '../../forms/choose-orders-form.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.choose-orders'

/** For files whose name does not tell which order they are for. */
export const chooseOrders: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Choose orders…', value: orderValue(order) }),
  click: ofOrder((visit) => openChooseOrders(visit, visit.number)),
}
