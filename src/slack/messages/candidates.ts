import type { Instant } from '../../porting/calendar.ts'
import type { ListedOrder } from '../../porting/order-summary.ts'
import { context, message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { chooseOrder } from '../controls/list-controls.ts'
import { MOST_CANDIDATES, type RequestedCommand, type WhichOrder } from '../order-meant.ts'
import { listedState, listedTitle, numbersFrom } from '../words/listed-order.ts'
import { countOf } from '../../porting/counts.ts'
import { dotted } from '../words/order-words.ts'

/** Several orders that one name can mean, most recently active first, each with its button. */
export function candidates(which: WhichOrder, now: Instant): Message {
  const { areAll, requested } = which
  const all = which.candidates
  const shown = all.slice(0, MOST_CANDIDATES)
  const says = headline(which)
  const isReading = requested.command === 'status'
  const asks = isReading
    ? nothing
    : mrkdwn`\`${requested.command}\` takes an order number, like \`/portin ${requested.command} ${shown[0]?.number ?? 1042}\`.`
  const left = all.length - shown.length
  return message(lines(says, ...shown.map((order) => line(order, now))), [
    section(says),
    ...(isReading ? [] : [section(asks)]),
    ...shown.map((order) => section(line(order, now), chooseOrder.draw(order, requested))),
    context(
      left === 0
        ? nothing
        : plain(`And ${counted(left, 'more order', areAll)}. Type more of the name.`),
    ),
  ])
}

function headline({ typed, areNear, areAll, candidates: { length: count } }: WhichOrder): Mrkdwn {
  if (areNear)
    return mrkdwn`*I don’t know "${typed}".* Did you mean ${count === 1 ? 'this order' : 'one of these'}?`
  return count === 1
    ? mrkdwn`*"${typed}" is one order.*`
    : mrkdwn`*"${typed}" is in ${counted(count, 'order', areAll)}.* Choose one.`
}

/** There may be more matches than were searched. */
function counted(count: number, thing: string, areAll: boolean): string {
  return `${areAll ? '' : 'at least '}${countOf(count, thing)}`
}

function line(order: ListedOrder, now: Instant): Mrkdwn {
  return dotted(mrkdwn`*${listedTitle(order)}*`, listedState(order, now), numbersFrom(order))
}

/** Shown beside the order whose number was typed: numbers may end in the same four digits. */
export function besideIt(
  typed: string,
  { beside, areAll }: { readonly beside: readonly ListedOrder[]; readonly areAll: boolean },
  now: Instant,
): Message {
  const shown = beside.slice(0, MOST_CANDIDATES)
  const says = mrkdwn`*Phone numbers that end in ${typed}* are in ${counted(beside.length, 'other order', areAll)}.`
  const requested: RequestedCommand = { command: 'status', rest: '' }
  return message(lines(says, ...shown.map((order) => line(order, now))), [
    section(says),
    ...shown.map((order) => section(line(order, now), chooseOrder.draw(order, requested))),
  ])
}
