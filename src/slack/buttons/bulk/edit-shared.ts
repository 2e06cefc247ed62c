import { seenBulk } from '../../../desk/bulk/find-bulk.ts'
import { button } from '../../blocks.ts'
import { openSharedForm } from '../../forms/open-order-form.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.edit-shared'

export const editShared: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'Shared facts', value: orderValue(order) }),
  click: ofOrder(async (visit) => openSharedForm(visit, await seenBulk(visit.desk, visit.number))),
}
