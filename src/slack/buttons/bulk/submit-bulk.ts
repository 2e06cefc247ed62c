import { button } from '../../blocks.ts'
import type { Button } from '../../surface.ts'
import { submitOrder } from '../submit-order.ts'

const id = 'bulk.submit'

/** The same request as for a single order: who decides is shown the whole breakdown. */
export const submitBulk: Button<[number: number, isReady: boolean]> = {
  id,
  needs: 'porter',
  draw: (number, isReady) =>
    button({
      ...{ id, text: 'Submit all', value: String(number) },
      ...(isReady && { style: 'primary' }),
    }),
  click: (visit) => submitOrder.click(visit),
}
