import { button } from '../../blocks.ts'
import { openBreakdown } from '../../forms/breakdown.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.breakdown'

/** Every order of a bulk order, page by page, shown only to who asks. */
export const breakdown: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Breakdown', value: orderValue(order) }),
  click: ofOrder((visit) => openBreakdown(visit, visit.number)),
}
