import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import { inShort } from '../../porting/causes.ts'
import { countOf } from '../../porting/counts.ts'
import { inParts } from '../../porting/in-parts.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import type { OrderError } from '../../porting/order.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { message, section, type Message } from '../blocks.ts'
import { calling, clipText, join, lines, link, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import { shortTitle, stateWords } from './order-words.ts'

interface DigestLine {
  readonly view: OrderView
  readonly change: OrderChange
  /** Of its card; undefined while it has none. */
  readonly url: string | undefined
}

/** Many orders' news at once, every one of them named; the rest of each stands in its thread. */
export function digest(items: readonly DigestLine[]): Message {
  const heading = mrkdwn`*${countOf(items.length, 'update')}${inCounts(items)}*`
  const groups = [...Map.groupBy(items, ({ change }) => change.kind)].sort(
    ([one], [other]) => Number(isAsking(other)) - Number(isAsking(one)),
  )
  const called = new Set<string>()
  return message(lines(heading, ...groups.map(([, some]) => spoken(some))), [
    section(heading),
    ...groups.flatMap(([, some]) =>
      inParts(some, ORDERS_IN_SECTION).map((part) => section(rows(part, called))),
    ),
  ])
}

/** For ears: the same rows without links. */
function spoken(some: readonly DigestLine[]): Mrkdwn {
  return lines(
    ...[...Map.groupBy(some, happened)].map(
      ([says, those]) =>
        mrkdwn`${says}: ${those.map(({ view }) => shortTitle(view.tracked)).join(', ')}.`,
    ),
  )
}

/** A row for each thing that happened; who has to act is called once a message. */
function rows(part: readonly DigestLine[], called: Set<string>): Mrkdwn {
  return lines(
    ...[...Map.groupBy(part, happened)].map(([says, some]) => {
      const count = some.length === 1 ? '' : ` (${some.length})`
      const orders = some.map((item) => join([named(item), call(item, called)], ' '))
      return mrkdwn`*${says}${count}* ${join(orders, ', ')}`
    }),
  )
}

function call({ view: { tracked }, change }: DigestLine, called: Set<string>): Mrkdwn | null {
  if (!isAsking(change.kind) || called.has(tracked.owner)) return null
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
  'documents-wanted': 'LOA needed',
  foc: 'FOC',
  'foc-moved': 'FOC changed',
  rejected: 'Rejected',
  completed: 'Live',
  'cancel-requested': 'Cancel requested',
  cancelled: 'Canceled',
  swept: 'Deleted by Bandwidth',
  'supplement-requested': 'Change requested',
  'change-refused': 'Change refused',
  'change-accepted': 'Change accepted',
  remark: 'Comment from Bandwidth',
  surprise: 'Unexpected status',
}

/** So many orders fit a section whatever the names: none may be cut, because each names an order. */
const ORDERS_IN_SECTION = 10

function named({ view, url }: DigestLine): Mrkdwn | string {
  const title = shortTitle(view.tracked)
  return url === undefined ? title : link(url, title)
}

/** Orders of which the same is to be said stand in one row. */
function happened({ view: { now }, change }: DigestLine): string {
  const says = HEADINGS[change.kind]
  switch (change.kind) {
    case 'foc':
      return `${says} ${showDay(change.focDate.day, dayOf(now))}`
    case 'foc-moved':
      return `${says} to ${showDay(change.to.day, dayOf(now))} (was ${showDay(change.from.day, dayOf(now))})`
    case 'invalid':
    case 'rejected':
      return `${says}${whyOf(change.errors)}`
    case 'change-refused':
      return `${change.what === 'cancel' ? 'Cancel' : 'Change'} request refused${whyOf(change.errors)}`
    case 'surprise':
      return `${says}: ${stateWords(change.from)} to ${stateWords(change.to)}`
    case 'validated':
    case 'submitted':
    case 'documents-wanted':
    case 'completed':
    case 'cancel-requested':
    case 'cancelled':
    case 'swept':
    case 'supplement-requested':
    case 'change-accepted':
    case 'remark':
      return says
  }
}

/** `: address` */
function whyOf([first]: readonly OrderError[]): string {
  return first === undefined ? '' : `: ${clipText(oneLine(inShort(first)), LONGEST_REASON)}`
}

const LONGEST_REASON = 80
