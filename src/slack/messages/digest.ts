import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import { inShort } from '../../porting/causes.ts'
import { countOf } from '../../porting/counts.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import type { OrderError } from '../../porting/order.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { OrderRef } from '../../store/followed.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { showAll } from '../controls/list-controls.ts'
import { calling, clipText, join, lines, link, mrkdwn, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { MOST_PHONE_LINES, phoneLines } from './on-a-phone.ts'
import { shortTitle, stateWords } from '../words/order-words.ts'

interface DigestLine {
  readonly view: OrderView
  readonly change: OrderChange
  /** Of its card; undefined while it has none. */
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
  return [...Map.groupBy(items, ({ change }) => change.kind).values()]
    .toSorted(([one], [other]) => Number(isAsking(other)) - Number(isAsking(one)))
    .flatMap((some) => [...Map.groupBy(some, happened)])
    .map(([says, those]) => ({ says, those }))
}

/** Of each row as many orders as leave room for every other row; Slack takes no more than the first in one. */
const MOST_IN_ROW = [15, 3, 1]

/** For screen readers: every order, without links. */
function spoken({ says, those }: Row): string {
  return `${says.replace(': ', ', ')}: ${those.map(({ view }) => shortTitle(view.tracked)).join(', ')}.`
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
  const owners = items.filter(isAsking).map(({ view }) => view.tracked.owner)
  const some = [...new Set(owners)].filter((owner) => !called.has(owner))
  for (const owner of some) called.add(owner)
  return join(some.map(calling), ' ')
}

/** Each once, though two things may have happened to it. */
function ordersIn(items: readonly DigestLine[]): readonly OrderRef[] {
  return [...new Map(items.map(({ view: { tracked } }) => [tracked.number, tracked])).values()]
}

/** `: 2 need you, 6 FOC dates, 5 live` */
function inCounts(items: readonly DigestLine[]): string {
  const of = (is: (item: DigestLine) => boolean) => items.filter(is).length
  const [asking, dates, live] = [
    of(isAsking),
    of(({ change }) => change.kind === 'foc' || change.kind === 'foc-moved'),
    of(({ change }) => change.kind === 'completed'),
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
  return item !== undefined && ASKING.has(item.change.kind)
}

const ASKING: ReadonlySet<OrderChange['kind']> = new Set([
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

function named({ view, url }: DigestLine): Mrkdwn | string {
  const title = shortTitle(view.tracked)
  return url === undefined ? title : link(url, title)
}

/** Orders with the same news share a row. */
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
