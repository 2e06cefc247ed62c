import { button } from '../../blocks.ts'
import { openChooseOrders } from '../../forms/choose-orders-form.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.choose-orders'

/** For files whose name does not tell which order they are for. */
export const chooseOrders: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Choose orders…', value: String(number) }),
  click: (visit) => openChooseOrders(visit, Number(visit.value)),
}
