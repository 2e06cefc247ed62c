import type { Elsewhere } from '../../desk/numbers-elsewhere.ts'
import { dayOf, showDay, type Instant } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import { showNumber, showNumbers } from '../../porting/telephone-number.ts'
import type { RemovedNumber } from '../../store/removed-numbers.ts'
import { message, section, type Message } from '../blocks.ts'
import { lines, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { listedTitle } from '../words/listed-order.ts'
import { countNumbers, errorWords } from '../words/order-words.ts'

const MOST_ORDERS = 5

/** Named before numbers are taken in: Bandwidth would say so only when the second order is submitted. */
export function elsewhereWords(elsewhere: readonly Elsewhere[]): Mrkdwn {
  const [first, ...others] = headAndLines(elsewhere)
  return lines(mrkdwn`*${first ?? ''}*`, ...others.map(plain))
}

/** The same beside a field of a form, which takes no markup. */
export function elsewhereText(elsewhere: readonly Elsewhere[]): string {
  return headAndLines(elsewhere).join(' ')
}

function headAndLines(elsewhere: readonly Elsewhere[]): readonly string[] {
  const all = new Set(elsewhere.flatMap(({ numbers }) => numbers)).size
  const more = elsewhere.length - MOST_ORDERS
  const are = all === 1 ? 'is' : 'are'
  const where = elsewhere.length === 1 ? 'another order' : 'other orders'
  return [
    `${countNumbers(all)} ${are} in ${where}. Bandwidth ports a number in one order at a time.`,
    ...elsewhere
      .slice(0, MOST_ORDERS)
      .map(({ order, numbers }) => `${showNumbers(numbers)}: ${listedTitle(order)}.`),
    ...(more > 0 ? [`And ${countOf(more, 'more order')}.`] : []),
  ]
}

/** Shown beside what a number is found in today: where it was taken out, by whom, when and why. */
export function removedFromOrders(removals: readonly RemovedNumber[], now: Instant): Message {
  const says = lines(
    ...removals.slice(-MOST_ORDERS).map(({ tn, orderNumber, by, at, error }) => {
      const why = error === null ? plain('') : mrkdwn` ${errorWords([error])}`
      return mrkdwn`*${showNumber(tn)} was removed from #${orderNumber}* by ${mention(by)} on ${showDay(dayOf(at), dayOf(now))}.${why}`
    }),
  )
  return message(says, [section(says)])
}
