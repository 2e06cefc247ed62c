import { button } from '../blocks.ts'
import { openLoaForm } from '../forms/loa-form.ts'
import type { Button } from '../surface.ts'

const id = 'order.add-loa'

export const addLoa: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Add LOA', value: String(number) }),
  click: (visit) => openLoaForm(visit, { number: Number(visit.value), file: null }),
}
