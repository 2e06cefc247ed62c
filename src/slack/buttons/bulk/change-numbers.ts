import { button } from '../../blocks.ts'
import { openNumbersForm } from '../../forms/bulk-numbers-form.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.change-numbers'

export const changeNumbers: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Change numbers', value: orderValue(order) }),
  click: ofOrder((visit) => openNumbersForm(visit, visit.number)),
}
