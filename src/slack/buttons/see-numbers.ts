import { rangesOf, showNumber } from '../../porting/telephone-number.ts'
import { button } from '../blocks.ts'
import { numbersAnswer } from '../messages/numbers.ts'
import type { Button } from '../surface.ts'
import type { OrderRef } from '../../store/followed.ts'
import { ofOrder, orderOf, orderValue } from '../order-ref.ts'

const id = 'order.see-numbers'

export const seeNumbers: Button<[order: OrderRef]> = {
  id,
  needs: 'porter',
  draw: (order) => button({ id, text: 'See all numbers', value: orderValue(order) }),
  click: ofOrder(async (visit) => {
    const { number, content } = await orderOf(visit, visit.number)
    await visit.reply(
      numbersAnswer(
        number,
        rangesOf(content.numbers).map(({ first, last, count }) =>
          count === 1
            ? showNumber(first)
            : `${showNumber(first)} to ${showNumber(last)} (${count})`,
        ),
        content.numbers.length,
      ),
    )
  }),
}
