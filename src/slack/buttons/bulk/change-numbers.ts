import { button } from '../../blocks.ts'
import { openNumbersForm } from '../../forms/bulk-numbers-form.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.change-numbers'

export const changeNumbers: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Change numbers', value: String(number) }),
  click: (visit) => openNumbersForm(visit, Number(visit.value)),
}
