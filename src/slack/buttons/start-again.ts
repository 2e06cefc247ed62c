import { button } from '../blocks.ts'
import { openNewForm } from '../forms/open-order-form.ts'
import type { Button } from '../surface.ts'
import { orderOf } from './order-value.ts'

const id = 'order.start-again'

/** The form again, with everything that was in an order that is gone. */
export const startAgain: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Start again with this', value: String(number) }),
  async click(visit) {
    const { number, content, bulkNumber, ending } = await orderOf(visit, visit.value)
    const isChild = bulkNumber !== null && ending === 'cancelled'
    await openNewForm(visit, {
      ...{ content, from: `#${number}` },
      ...(isChild && { inPlaceOf: number }),
    })
  },
}
