import { button } from '../blocks.ts'
import { openEditForm } from '../forms/open-order-form.ts'
import type { Button } from '../surface.ts'
import { seenOrderOf } from './order-value.ts'

const id = 'order.edit'

export const editOrder: Button<[number: number, label?: string]> = {
  id,
  needs: 'porter',
  draw: (number, label = 'Edit') => button({ id, text: label, value: String(number) }),
  click: async (visit) => openEditForm(visit, await seenOrderOf(visit, visit.value)),
}
