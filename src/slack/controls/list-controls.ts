import type { ListedOrder } from '../../store/order-index.ts'
import { listedTitle } from '../messages/listed-order.ts'
import { countNumbers } from '../messages/order-words.ts'
import { clipText, lengthOf } from '../mrkdwn.ts'
import type { Wanted } from '../order-meant.ts'
import { orderValue } from '../order-ref.ts'
import { control } from './control.ts'

/** Eight buttons carry it, and all blocks of a message are 12,000 characters. */
const LONGEST_REST = 500
const LONGEST_LABEL = 75

/** One of several orders that a name can mean: named with customer and count where more is done than shown. */
export const chooseOrder = control(
  'order.choose',
  (order: ListedOrder, { command, rest }: Wanted) => ({
    text:
      command === 'status'
        ? 'Open'
        : clipText(`${listedTitle(order)}: ${countNumbers(order.numbers)}`, LONGEST_LABEL),
    value: orderValue(order, command, ...carried(rest)),
  }),
)

/** What could be a secret is typed again, to be held against the order that was chosen. */
function carried(rest: string): readonly string[] {
  const mayBeSecret = /\p{N}|pin|pass|acc(?:oun)?t|code/iu.test(rest)
  return rest === '' || mayBeSecret || lengthOf(rest) > LONGEST_REST ? [] : [rest]
}
