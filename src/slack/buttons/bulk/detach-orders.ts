import { button } from '../../blocks.ts'
import { openDetachOrders } from '../../forms/detach-orders-form.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.detach-orders'

/** For the orders that stand against keeping the rest. */
export const detachOrders: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Detach orders…', value: String(number) }),
  click: (visit) => openDetachOrders(visit, Number(visit.value)),
}
