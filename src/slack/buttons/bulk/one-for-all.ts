import { button } from '../../blocks.ts'
import { openShareLetter } from '../../forms/share-letter-form.ts'
import { countOf } from '../../messages/order-words.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.one-for-all'

/** One letter for every order, or for every order of one person; the form says what that means. */
export const oneForAll: Button<[number: number, orders: number | null]> = {
  id,
  needs: 'porter',
  draw: (number, orders) =>
    button({
      id,
      text:
        orders === null ? 'For all orders of a person…' : `For all ${countOf(orders, 'order')}…`,
      value: String(number),
    }),
  click: (visit) => openShareLetter(visit, Number(visit.value)),
}
