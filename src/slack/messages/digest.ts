import { countOf } from '../../porting/counts.ts'
import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import { message, section, type Message } from '../blocks.ts'
import { join, lines, calling, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { codesOf, losingCarrier, orderTitle, stateWords } from './order-words.ts'

interface DigestLine {
  readonly view: OrderView
  readonly change: OrderChange
}

/** Many orders' news at once, every one of them named; the rest of each stands in its thread. */
export function digest(items: readonly DigestLine[]): Message {
  const heading = mrkdwn`*${countOf(items.length, 'update')}${inCounts(items)}*, details in the threads`
  const groups = [...Map.groupBy(items, ({ change }) => change.kind)].sort(
    ([one], [other]) => Number(isAsking(other)) - Number(isAsking(one)),
  )
  const called = new Set<string>()
  return message(heading, [
    section(heading),
    ...groups.flatMap(([kind, some]) =>
      inParts(some).map((part, at) => groupSection(kind, part, at === 0 ? some.length : 0, called)),
    ),
  ])
}

/** A line each where somebody has to do something, who is called once a message; the others in a row. */
function groupSection(
  kind: OrderChange['kind'],
  part: readonly DigestLine[],
  count: number,
  called: Set<string>,
) {
  const title = count === 0 ? nothing : mrkdwn`*${HEADINGS[kind]} (${count})*`
  const [only, ...others] = part
  if (!isAsking(kind)) return section(join([title, join(part.map(named), ' · ')], ' '))
  const each = part.map((item) => join([named(item), call(item, called)], ' '))
  return only !== undefined && others.length === 0
    ? section(join([title, ...each], ' '))
    : section(lines(title, ...each.map((one) => mrkdwn`• ${one}`)))
}

function call({ view: { tracked } }: DigestLine, called: Set<string>): Mrkdwn {
  if (called.has(tracked.owner)) return nothing
  called.add(tracked.owner)
  return calling(tracked.owner)
}

/** `: 2 need you, 6 FOC dates, 5 live` */
function inCounts(items: readonly DigestLine[]): string {
  const of = (is: (kind: OrderChange['kind']) => boolean) =>
    items.filter(({ change }) => is(change.kind)).length
  const [asking, dates, live] = [of(isAsking), of(isDate), of((kind) => kind === 'completed')]
  const parts = [
    asking === 0 ? null : `${asking} ${asking === 1 ? 'needs' : 'need'} you`,
    dates === 0 ? null : countOf(dates, 'FOC date'),
    live === 0 ? null : `${live} live`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`
}

/** Somebody has to do something about it. */
function isAsking(kind: OrderChange['kind']): boolean {
  return ASKING.has(kind)
}

const ASKING: ReadonlySet<OrderChange['kind']> = new Set([
  'rejected',
  'invalid',
  'documents-wanted',
  'change-refused',
  'surprise',
])

function isDate(kind: OrderChange['kind']): boolean {
  return kind === 'foc' || kind === 'foc-moved'
}

const HEADINGS: Record<OrderChange['kind'], string> = {
  validated: 'Passed the number check',
  invalid: 'Failed the number check',
  submitted: 'Submitted',
  'documents-wanted': 'Need an LOA',
  foc: 'FOC',
  'foc-moved': 'FOC changed',
  rejected: 'Rejected',
  completed: 'Live',
  'cancel-requested': 'Cancel requested',
  cancelled: 'Canceled',
  swept: 'Drafts deleted by Bandwidth',
  'supplement-requested': 'Change sent',
  'change-refused': 'Change refused',
  'change-accepted': 'Change accepted',
  remark: 'Comment from Bandwidth',
  surprise: 'Unexpected status',
}

/** So many lines fit a section whatever the names: none may be cut, because each names an order. */
const LINES_IN_A_SECTION = 15

function inParts(items: readonly DigestLine[]): readonly (readonly DigestLine[])[] {
  const count = Math.ceil(items.length / LINES_IN_A_SECTION)
  return Array.from({ length: count }, (_, part) =>
    items.slice(part * LINES_IN_A_SECTION, (part + 1) * LINES_IN_A_SECTION),
  )
}

function named({ view, change }: DigestLine): Mrkdwn {
  return mrkdwn`${orderTitle(view.tracked)}${detail(view, change)}`
}

function detail({ now, tracked }: OrderView, change: OrderChange): Mrkdwn {
  switch (change.kind) {
    case 'foc':
      return mrkdwn`: ${showDay(change.focDate.day, dayOf(now))}`
    case 'foc-moved':
      return mrkdwn`: ${showDay(change.to.day, dayOf(now))} (was ${showDay(change.from.day, dayOf(now))})`
    case 'rejected':
      return mrkdwn`: by ${losingCarrier(tracked)}`
    case 'change-refused':
      return mrkdwn`: ${change.what} request${codesOf(change.errors)}`
    case 'surprise':
      return mrkdwn`: ${stateWords(change.from)} to ${stateWords(change.to)}`
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
