import { seenBulk } from '../../../desk/bulk/find-bulk.ts'
import { button } from '../../blocks.ts'
import { openSharedForm } from '../../forms/open-order-form.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.edit-shared'

export const editShared: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Shared facts', value: String(number) }),
  click: async (visit) => openSharedForm(visit, await seenBulk(visit.desk, Number(visit.value))),
}
