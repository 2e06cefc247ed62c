import { button } from '../blocks.ts'
import { openLoaForm } from '../forms/loa-form.ts'
import type { Button } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderValue } from '../order-ref.ts'

const id = 'order.add-loa'

export const addLoa: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Add LOA', value: orderValue(order) }),
  click: ofOrder((visit) => openLoaForm(visit, { number: visit.number, file: null })),
}
