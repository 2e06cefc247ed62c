import { rangesOf, showNumber } from '../../porting/telephone-number.ts'
import { button } from '../blocks.ts'
import { numbersAnswer } from '../messages/numbers.ts'
import type { Button } from '../surface.ts'
import { orderOf } from './order-value.ts'

const id = 'order.see-numbers'

export const seeNumbers: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'See all numbers', value: String(number) }),
  async click(visit) {
    const { number, content } = await orderOf(visit, visit.value)
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
  },
}
