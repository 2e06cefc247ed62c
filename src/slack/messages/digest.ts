import type { Instant } from '../../porting/calendar.ts'
import type { BulkChange } from '../../porting/bulk-changes.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import type { DigestedBulk } from '../../store/posts.ts'
import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import { inShort } from '../../porting/causes.ts'
import { countOf } from '../../porting/counts.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import type { OrderError } from '../../porting/order.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { Followed, OrderRef } from '../../store/followed.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { showAll } from '../controls/list-controls.ts'
import { calling, clipText, join, lines, link, mrkdwn, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { MOST_PHONE_LINES, phoneLines } from './on-a-phone.ts'
import { daysInShort } from './bulk-days.ts'
import { shortBulkTitle } from '../words/bulk-words.ts'
import { shortTitle, stateWords } from '../words/order-words.ts'

type DigestLine = OrderLine | BulkLine

interface OrderLine {
  readonly view: OrderView
  readonly change: OrderChange
  /** Of its card; undefined while it has none. */
  readonly url: string | undefined
}

interface BulkLine {
  readonly bulk: TrackedBulk
  readonly now: Instant
  readonly of: DigestedBulk
  readonly url: string | undefined
}

/**
 * News of many orders together: urgent ones first, as much as fits a phone screen, the rest behind a
 * button.
 */
export function digest(items: readonly DigestLine[]): Message {
  const heading = mrkdwn`*${countOf(items.length, 'update')}${inCounts(items)}*`
  const rows = rowsOf(items)
  const room = MOST_PHONE_LINES - phoneLines(heading)
  const most = MOST_IN_ROW.find((most) => linesOf(rows, most) <= room) ?? 1
  const shown = linesOf(rows, most) <= room ? rows : firstOf(rows, room - 1)
  const left = rows.slice(shown.length).flatMap(({ those }) => those)
  const isCut = left.length > 0 || shown.some(({ those }) => those.length > most)
  const called = new Set<string>()
  return message(lines(heading, ...rows.map(spoken)), [
    section(heading),
    ...shown.map((row) => section(drawn(row, most, called))),
    left.length === 0
      ? null
      : section(spaced(`And ${countOf(left.length, 'more update')}`, calls(left, called))),
    isCut ? actions([showAll.draw(ordersIn(items))]) : null,
  ])
}

/** What happened, and to which orders. */
interface Row {
  readonly says: string
  readonly those: readonly DigestLine[]
}

/** What needs somebody first, and what is of one kind together. */
function rowsOf(items: readonly DigestLine[]): readonly Row[] {
  return [...Map.groupBy(items, kindOf).values()]
    .toSorted(([one], [other]) => Number(isAsking(other)) - Number(isAsking(one)))
    .flatMap((some) => [...Map.groupBy(some, happened)])
    .map(([says, those]) => ({ says, those }))
}

/** Of each row as many orders as leave room for every other row; Slack takes no more than the first in one. */
const MOST_IN_ROW = [15, 3, 1]

/** For screen readers: every order, without links. */
function spoken({ says, those }: Row): string {
  return `${says.replace(': ', ', ')}: ${those.map(titleIn).join(', ')}.`
}

/** Who has to act is called once a message. */
function drawn({ says, those }: Row, most: number, called: Set<string>): Mrkdwn {
  const count = those.length === 1 ? '' : ` (${those.length})`
  const orders = those.slice(0, most).map((item) => spaced(named(item), calls([item], called)))
  const left = those.slice(most)
  const more = left.length === 0 ? null : spaced(`and ${left.length} more`, calls(left, called))
  return spaced(mrkdwn`*${says}${count}* ${join(orders, ', ')}`, more)
}

function linesOf(rows: readonly Row[], most: number): number {
  return phoneLines(lines(...rows.map((row) => drawn(row, most, new Set()))))
}

function firstOf(rows: readonly Row[], room: number): readonly Row[] {
  return rows.filter((_, at) => linesOf(rows.slice(0, at + 1), 1) <= room)
}

function calls(items: readonly DigestLine[], called: Set<string>): Mrkdwn {
  const owners = items.filter(isAsking).map((item) => orderOf(item).owner)
  const some = [...new Set(owners)].filter((owner) => !called.has(owner))
  for (const owner of some) called.add(owner)
  return join(some.map(calling), ' ')
}

/** Each once, though two things may have happened to it. */
function ordersIn(items: readonly DigestLine[]): readonly OrderRef[] {
  return [...new Map(items.map(orderOf).map((order) => [order.number, order])).values()]
}

/** `: 2 need you, 6 FOC dates, 5 live` */
function inCounts(items: readonly DigestLine[]): string {
  const of = (is: (item: DigestLine) => boolean) => items.filter(is).length
  const [asking, dates, live] = [
    of(isAsking),
    of(isOfDates),
    of((item) => kindOf(item) === 'completed'),
  ]
  const parts = [
    asking === 0 ? null : `${asking} ${asking === 1 ? 'needs' : 'need'} you`,
    dates === 0 ? null : countOf(dates, 'FOC date'),
    live === 0 ? null : `${live} live`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`
}

/** Somebody has to do something about it. */
function isAsking(item: DigestLine | undefined): boolean {
  return item !== undefined && ASKING.has(kindOf(item))
}

/** An order, or a bulk order with its days. */
function orderOf(item: DigestLine): Followed {
  return 'bulk' in item ? item.bulk : item.view.tracked
}

function titleIn(item: DigestLine): string {
  return 'bulk' in item ? shortBulkTitle(item.bulk) : shortTitle(item.view.tracked)
}

type DigestedKind = OrderChange['kind'] | BulkChange['kind'] | 'bulk-days'

function kindOf(item: DigestLine): DigestedKind {
  if (!('bulk' in item)) return item.change.kind
  return item.of.kind === 'bulk-days' ? 'bulk-days' : item.of.change.kind
}

function isOfDates(item: DigestLine): boolean {
  return ['foc', 'foc-moved', 'bulk-days'].includes(kindOf(item))
}

const ASKING: ReadonlySet<DigestedKind> = new Set([
  'numbers-invalid',
  'validation-failed',
  'rejected',
  'invalid',
  'documents-wanted',
  'change-refused',
  'surprise',
])

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

function named(item: DigestLine): Mrkdwn | string {
  const { url } = item
  const title = titleIn(item)
  return url === undefined ? title : link(url, title)
}

/** Orders with the same news share a row. */
function happened(item: DigestLine): string {
  if ('bulk' in item) return bulkHappened(item)
  const {
    view: { now },
    change,
  } = item
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

function bulkHappened({ of, now }: BulkLine): string {
  return of.kind === 'bulk-days' ? daysInShort(of.items, now) : BULK_HEADINGS[of.change.kind]
}

const BULK_HEADINGS: Record<BulkChange['kind'], string> = {
  'numbers-valid': 'Split into orders',
  'numbers-invalid': 'Numbers that can’t port',
  'validation-failed': 'Failed the number check',
  submitted: 'Submitted',
  'needs-attention': 'With rejected orders',
  'under-way-again': 'No rejected orders anymore',
  completed: 'Live',
  partial: 'Partly complete',
  cancelled: 'Canceled',
  'draft-again': 'Without orders again',
  swept: 'Deleted by Bandwidth',
  surprise: 'Unexpected status',
}

/** `: address` */
function whyOf([first]: readonly OrderError[]): string {
  return first === undefined ? '' : `: ${clipText(oneLine(inShort(first)), LONGEST_REASON)}`
}

const LONGEST_REASON = 80
