import type { Button } from '@slack/types'
import type { OrderRef } from '../../store/followed.ts'
import type { ListedOrder } from '../../porting/order-summary.ts'
import { button } from '../blocks.ts'
import { listedTitle } from '../words/listed-order.ts'
import { countNumbers } from '../words/order-words.ts'
import { clipText, lengthOf } from '../mrkdwn.ts'
import type { RequestedCommand } from '../order-meant.ts'
import { orderValue } from '../order-ref.ts'
import { control, lettered } from './control.ts'

/** Eight buttons carry it, and all blocks of a message are 12,000 characters. */
const LONGEST_REST = 500
const LONGEST_LABEL = 75

/** One of several orders that a name can mean: named with customer and count where more is done than shown. */
export const chooseOrder = control(
  'order.choose',
  (order: ListedOrder, { command, rest }: RequestedCommand) => ({
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

/** Where a page of a list begins, or which place it ends before. */
export type PagePlace = { readonly from: number } | { readonly before: number }

/** Pages of a list are turned in place; the suffix distinguishes the two directions. */
const TURN = 'list.turn'
/** Buttons of release 0.2.0 count pages of as many orders. */
const ORDERS_ON_OLD_PAGE = 20
export const turnTo = {
  id: TURN,
  draw: (list: string, place: PagePlace): Button =>
    'before' in place
      ? button({
          id: `${TURN}A`,
          text: 'Show previous orders',
          value: `${list} before ${place.before}`,
        })
      : button({ id: `${TURN}B`, text: 'Show next orders', value: `${list} from ${place.from}` }),
  read(value: string): { readonly list: string; readonly place: PagePlace } {
    const [list = '', side = '0', at] = value.split(' ')
    if (at === undefined) return { list, place: { from: Number(side) * ORDERS_ON_OLD_PAGE } }
    return { list, place: side === 'before' ? { before: Number(at) } : { from: Number(at) } }
  },
}

export const asCsv = control('list.csv', (list: string) => ({ text: 'Download CSV', value: list }))

/** The orders of a message that has room for the first of them. */
export const showAll = control('list.show-all', (orders: readonly OrderRef[]) => ({
  text: `Show all ${orders.length}`,
  value: orders.map((order) => orderValue(order)).join(' '),
}))

/** One of several that a word after `list` can be. */
const CHOOSE = 'list.choose'
export const chooseList = {
  id: CHOOSE,
  draw: (word: string, label: string, at: number): Button =>
    button({
      id: lettered(CHOOSE, at),
      text: clipText(label, LONGEST_LABEL),
      value: word,
    }),
}

const OPENS: Readonly<Record<string, string>> = {
  today: 'Show today',
  stuck: 'Show stuck',
  waiting: 'Show waiting',
  week: 'Show week',
  check: 'Check numbers…',
  new: 'Draft order…',
  bulk: 'Draft bulk order…',
  loa: 'Add LOA…',
  note: 'Write note…',
}

/** Opens a command that was typed or suggested. A suffix distinguishes several in a row. */
const OPEN_COMMAND = 'command.open-'
export const openCommand = {
  id: OPEN_COMMAND,
  draw: (command: string, text: string): Button =>
    button({
      id: `${OPEN_COMMAND}${command.toUpperCase()}`,
      text: OPENS[command] ?? 'Open form…',
      value: `${command} ${text}`.trim(),
    }),
}
