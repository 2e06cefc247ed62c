import { countOf } from '../../porting/counts.ts'
import { dayOf, showDay, type Instant } from '../../porting/calendar.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { ruleFor } from '../../porting/status.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { context, message, section, type Message } from '../blocks.ts'
import { lines, mention, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { agreedMeanwhile } from './agreed-words.ts'
import { bulkTitle } from './bulk-words.ts'
import { countNumbers, dotted, losingCarrier, orderTitle } from './order-words.ts'
import { standingOf } from '../../porting/standing.ts'

const MOST_ORDERS = 40
const ORDERS_IN_SECTION = 10

/**
 * One line an order, in the order given, bulk orders first and without the orders that they hold. `title`
 * reads like `Your orders`.
 */
export function orderList(
  title: string,
  {
    orders,
    bulks,
    counts,
  }: {
    readonly orders: readonly TrackedOrder[]
    readonly bulks: readonly TrackedBulk[]
    /** How many numbers each bulk order has. */
    readonly counts: ReadonlyMap<number, number>
  },
  now: Instant,
): Message {
  const count = orders.length + bulks.length
  if (count === 0) {
    const says = mrkdwn`*${title}:* there are none.`
    return message(says, [section(says)])
  }
  const says = mrkdwn`*${title}:* ${countOf(count, 'order')}`
  const shown = [
    ...bulks.map((bulk) => bulkLine(bulk, counts.get(bulk.number) ?? 0)),
    ...orders.map((order) => orderLine(order, now)),
  ].slice(0, MOST_ORDERS)
  const pages = Array.from({ length: Math.ceil(shown.length / ORDERS_IN_SECTION) }, (_, page) =>
    shown.slice(page * ORDERS_IN_SECTION, (page + 1) * ORDERS_IN_SECTION),
  )
  const more = count - shown.length
  return message(says, [
    section(says),
    ...pages.map((page) => section(lines(...page))),
    context(
      more > 0
        ? plain(`… and ${countOf(more, 'more order')}. Name one of them to see it.`)
        : nothing,
    ),
  ])
}

function orderLine(order: TrackedOrder, now: Instant): Mrkdwn {
  return dotted(
    mrkdwn`*${orderTitle(order)}*`,
    standing(order, now),
    countNumbers(order.content.numbers.length),
    order.seen === null ? null : mrkdwn`from ${losingCarrier(order)}`,
    mention(order.owner),
  )
}

function bulkLine(bulk: TrackedBulk, count: number): Mrkdwn {
  return dotted(
    mrkdwn`*${bulkTitle(bulk)}*`,
    bulkStanding(bulk),
    countNumbers(count),
    mention(bulk.owner),
  )
}

function bulkStanding(bulk: TrackedBulk): string {
  const standing = standingOf(bulk)
  if (standing.is === 'ended') return standing.how
  return standing.is === 'seen' ? bulkRuleFor(standing.seen.status).words : 'not seen yet'
}

function standing({ seen, ending }: TrackedOrder, now: Instant): Mrkdwn | string {
  if (ending === 'swept' || ending === 'deleted') return 'draft, removed'
  if (ending === 'never-made') return 'never made'
  if (seen === null) return 'not seen yet'
  if (seen.status === 'FOC' && seen.actualFocDate !== null) {
    return `agreed for ${showDay(seen.actualFocDate.day, dayOf(now))}`
  }
  const meanwhile = agreedMeanwhile(seen, now)
  if (meanwhile !== null) return meanwhile
  return ruleFor(seen.status).stage === 'draft' ? 'draft' : oneLine(seen.status)
}
