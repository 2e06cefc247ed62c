import { button } from '../blocks.ts'
import { openEditForm } from '../forms/open-order-form.ts'
import type { Button } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderValue, seenOrderOf } from '../order-ref.ts'

const id = 'order.edit'

export const editOrder: Button<[order: OrderRef, label?: string]> = {
  id,
  needs: 'porter',
  draw: (order, label = 'Edit') => button({ id, text: label, value: orderValue(order) }),
  click: ofOrder(async (visit) => openEditForm(visit, await seenOrderOf(visit, visit.number))),
}
