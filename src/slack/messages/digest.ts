import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import { message, section, type Message } from '../blocks.ts'
import { lines, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { codesOf, losingCarrier, orderTitle } from './order-words.ts'

interface DigestLine {
  readonly view: OrderView
  readonly change: OrderChange
}

/** Many orders' news at once, every one of them named; the rest of each stands in its thread. */
export function digest(items: readonly DigestLine[]): Message {
  const heading = mrkdwn`:newspaper: *News of ${items.length} orders*, each told in its thread`
  const groups = [...Map.groupBy(items, ({ change }) => change.kind)]
  return message(heading, [
    section(heading),
    ...groups.flatMap(([kind, some]) => [
      section(mrkdwn`*${HEADINGS[kind]}* (${some.length})`),
      ...inParts(some).map((part) => section(lines(...part.map(line)))),
    ]),
  ])
}

const HEADINGS: Record<OrderChange['kind'], string> = {
  validated: 'Numbers can move together',
  invalid: 'Numbers did not pass',
  submitted: 'Submitted',
  'documents-wanted': 'Wait for their LOA',
  foc: 'Date agreed (FOC)',
  'foc-moved': 'Date moved',
  rejected: 'Rejected',
  completed: 'Live',
  'cancel-requested': 'Cancel requested',
  cancelled: 'Canceled',
  swept: 'Removed by Bandwidth',
  'supplement-requested': 'Change sent',
  'change-refused': 'Refused by the carrier',
  'change-accepted': 'Change accepted',
  remark: 'Remark, goes on',
  surprise: 'Moved unexpectedly',
}

/** So many lines fit a section whatever the names: none may be cut, because each names an order. */
const LINES_IN_A_SECTION = 15

function inParts(items: readonly DigestLine[]): readonly (readonly DigestLine[])[] {
  const count = Math.ceil(items.length / LINES_IN_A_SECTION)
  return Array.from({ length: count }, (_, part) =>
    items.slice(part * LINES_IN_A_SECTION, (part + 1) * LINES_IN_A_SECTION),
  )
}

function line({ view, change }: DigestLine): Mrkdwn {
  const { tracked } = view
  return mrkdwn`• ${orderTitle(tracked)}${detail(view, change)} ${mention(tracked.owner)}`
}

function detail({ now, tracked }: OrderView, change: OrderChange): Mrkdwn {
  switch (change.kind) {
    case 'foc':
      return mrkdwn`: ${showDay(change.focDate.day, dayOf(now))}`
    case 'foc-moved':
      return mrkdwn`: ${showDay(change.from.day, dayOf(now))} → ${showDay(change.to.day, dayOf(now))}`
    case 'rejected':
      return mrkdwn`: by ${losingCarrier(tracked)}`
    case 'change-refused':
      return mrkdwn`: ${change.what} request${codesOf(change.errors)}`
    case 'surprise':
      return mrkdwn`: ${change.from} → ${change.to}`
    case 'validated':
    case 'invalid':
    case 'submitted':
    case 'documents-wanted':
    case 'completed':
    case 'cancel-requested':
    case 'cancelled':
    case 'swept':
    case 'supplement-requested':
    case 'change-accepted':
    case 'remark':
      return plain('')
  }
}
