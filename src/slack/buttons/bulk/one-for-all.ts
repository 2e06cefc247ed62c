import { button } from '../../blocks.ts'
import { openShareLetter } from '../../forms/share-letter-form.ts'
import { countOf } from '../../messages/order-words.ts'
import type { Button } from '../../surface.ts'
import type { OrderRef } from '../../../store/followed.ts'
import { ofOrder, orderValue } from '../../order-ref.ts'

const id = 'bulk.one-for-all'

/** One letter for every order, or for every order of one person; the form says what that means. */
export const oneForAll: Button<[order: OrderRef, orders: number | null]> = {
  id,
  needs: 'porter',
  draw: (order, orders) =>
    button({
      id,
      text:
        orders === null ? 'For all orders of a person…' : `For all ${countOf(orders, 'order')}…`,
      value: orderValue(order),
    }),
  click: ofOrder((visit) => openShareLetter(visit, visit.number)),
}
