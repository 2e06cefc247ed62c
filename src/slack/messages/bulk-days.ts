import { isAlive } from '../../porting/standing.ts'
import type { BulkView, ChildView } from '../../desk/bulk/view-bulk.ts'
import {
  daysOfOrders,
  movedOrders,
  ordersNeeding,
  type DaysOfOrders,
  type DayOrder,
  type MovedOrder,
  type OrderWithoutDay,
  type WhyWithoutDay,
  type ChildNews,
} from '../../porting/bulk-days.ts'
import { dayOf, showDay, type CalendarDay } from '../../porting/calendar.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import { agreedDate } from '../../porting/foc.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import type { FocDate } from '../../porting/order.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import { isTollFree } from '../../porting/telephone-number.ts'
import type { BulkDays } from '../../store/bulk-posts.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { breakdown } from '../controls/bulk-controls.ts'
import { ago, day, focDay } from '../moments.ts'
import { join, lines, calling, mrkdwn, nothing, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { bulkTitle, leaving, numbersIn, oldestCheck } from '../words/bulk-words.ts'
import { firstThatFit, MOST_PHONE_LINES, phoneLines } from './on-a-phone.ts'
import { countNumbers } from '../words/order-words.ts'

/** When the numbers of a bulk order port, in one message for all of its orders. */
export function bulkDays(view: BulkView, { items, isOver = false }: BulkDays): Message {
  const { bulk } = view
  const days = daysOfOrders(dayOrders(view))
  const moved = movedOrders(items)
  const news = isOver ? happened(view, { moved, items }) : headline(view, { days, moved, items })
  const callsOwner = moved.length > 0 || canceledIn(items).length > 0
  const says = mrkdwn`:calendar: *${bulkTitle(bulk)}: ${news}*${wasWords(view, moved)}${callsOwner ? mrkdwn` ${calling(bulk.owner)}` : nothing}`
  // What it says of now would not stay true.
  if (isOver) return message(says, [section(says)])
  const known = [...whoMoved(view, moved), ...dayLines(view, days)]
  const room = MOST_PHONE_LINES - phoneLines(lines(says, ...known))
  const detail = lines(...known, ...withoutLines(view, days, room))
  return message(spaced(says, detail), [
    section(lines(says, detail)),
    actions(isAlive(bulk) ? [breakdown.draw(bulk)] : []),
    context(checkedText(view)),
  ])
}

function dayOrders({ children }: Pick<BulkView, 'children'>): readonly DayOrder[] {
  return children.map(({ tracked: { number, content, seen, carrierFocDate } }) => ({
    number,
    count: content.numbers.length,
    seen,
    carrierFocDate,
  }))
}

interface Happened {
  readonly moved: readonly MovedOrder[]
  readonly items: readonly ChildNews[]
}

function headline(
  view: BulkView,
  { days, ...news }: Happened & { readonly days: DaysOfOrders },
): Mrkdwn {
  const { moved, items } = news
  if (moved.length > 0 || canceledIn(items).length > 0) return happened(view, news)
  if (items.some(({ change }) => change.kind === 'completed')) {
    return plain(`${ofAll(days.live.numbers, days.numbers)} live`)
  }
  const dated = days.days.reduce((all, { numbers }) => all + numbers, 0)
  const [only, ...more] = days.days
  return only !== undefined && more.length === 0
    ? mrkdwn`${ofAll(dated, days.numbers)} FOC ${day(only.day, view.now)}`
    : plain(`${ofAll(dated, days.numbers)} with an FOC date`)
}

/** What came in this message, whatever came after it. */
function happened(view: BulkView, { moved, items }: Happened): Mrkdwn {
  if (moved.length > 0) return movedWords(view, moved)
  const canceled = canceledIn(items)
  if (canceled.length > 0) {
    return plain(`${countNumbers(countIn(view, canceled))} canceled (${someOrders(canceled, 3)})`)
  }
  const parts = [...Map.groupBy(items, ({ change }) => dayWords(view, change))]
  return join(
    parts.map(([words, some]) => {
      const orders = [...new Set(some.map(({ child }) => child))].toSorted((a, b) => a - b)
      return `${words} for ${countNumbers(countIn(view, orders))} (${someOrders(orders, 3)})`
    }),
    ', ',
  )
}

/** The same as a heading over several bulk orders of which it is true. */
export function daysInShort(items: readonly ChildNews[], now: number): string {
  const today = dayOf(now)
  const moved = movedOrders(items)
  if (moved.length > 0) {
    const to = onlyDay(moved.map((one) => one.to.day))
    return to === null ? 'FOC changed' : `FOC changed to ${showDay(to, today)}`
  }
  if (canceledIn(items).length > 0) return 'Numbers canceled'
  if (items.some(({ change }) => change.kind === 'completed')) return 'Numbers live'
  const day = onlyDay(
    items.flatMap(({ change }) => (change.kind === 'foc' ? [change.focDate.day] : [])),
  )
  return day === null ? 'FOC dates' : `FOC ${showDay(day, today)}`
}

/** Null where they are several, or none. */
function onlyDay(days: readonly CalendarDay[]): CalendarDay | null {
  const [day, ...others] = new Set(days)
  return day === undefined || others.length > 0 ? null : day
}

function dayWords({ now }: BulkView, change: OrderChange): string {
  return change.kind === 'foc' ? `FOC ${showDay(change.focDate.day, dayOf(now))}` : 'live'
}

function movedWords(view: BulkView, moved: readonly MovedOrder[]): Mrkdwn {
  const numbers = countNumbers(
    countIn(
      view,
      moved.map(({ number }) => number),
    ),
  )
  const [first] = moved
  const isOneDay = moved.every(({ to }) => to.day === first?.to.day)
  return isOneDay && first !== undefined
    ? mrkdwn`FOC changed for ${numbers} to ${movedDay(first.to, first.from, view.now)}`
    : plain(`FOC changed for ${numbers}`)
}

/** ` (was Fri, Dec 11)`, where that is one day for all. */
function wasWords({ now }: BulkView, moved: readonly MovedOrder[]): Mrkdwn {
  const [first] = moved
  const isOneDay = moved.every(({ from }) => from.day === first?.from.day)
  return isOneDay && first !== undefined
    ? mrkdwn` (was ${movedDay(first.from, first.to, now)})`
    : nothing
}

/** With its hour only if nothing else moved. */
function movedDay(date: FocDate, other: FocDate, now: number): Mrkdwn {
  return date.day === other.day ? focDay(date, now) : day(date.day, now)
}

/** Orders whose carrier requires the new day, and those that only follow. */
function whoMoved(view: BulkView, moved: readonly MovedOrder[]): readonly Mrkdwn[] {
  const { now, children } = view
  const groups = [...Map.groupBy(moved, ({ to }) => to.day).values()]
  return groups.flatMap((some) => {
    const [first] = some
    if (first === undefined) return []
    const needing = ordersNeeding(first.to, dayOrders(view))
    const follow = some
      .map(({ number }) => number)
      .filter((number) => !needing.includes(number))
      .toSorted((one, other) => one - other)
    const named = needing
      .slice(0, 3)
      .map((number) => `#${number}${fromWords(children, number)}`)
      .join(', ')
    const who =
      named === '' ? nothing : mrkdwn`${named} ${needing.length === 1 ? 'needs' : 'need'} that day.`
    const followers =
      follow.length === 0
        ? null
        : named === ''
          ? `Changed: ${someOrders(follow)}.`
          : `${someOrders(follow)} ${follow.length === 1 ? 'follows' : 'follow'}.`
    const were = wereDays(some, now)
    // Of one day the headline says which it was.
    const isSaid = groups.length === 1 && were.length === 1
    const day = mrkdwn`${movedDay(first.to, first.from, now)}, was ${join(were, ', ')}: `
    return [mrkdwn`${isSaid ? nothing : day}${spaced(who, followers)}`]
  })
}

function wereDays(moved: readonly MovedOrder[], now: number): readonly Mrkdwn[] {
  return [...new Map(moved.map(({ from, to }) => [from.day, movedDay(from, to, now)])).values()]
}

function fromWords(children: readonly ChildView[], number: number): string {
  const child = children.find(({ tracked }) => tracked.number === number)
  return child === undefined ? '' : ` (${leaving(child.tracked)})`
}

function dayLines(
  { now }: BulkView,
  { days, live, canceled, numbers }: DaysOfOrders,
): readonly Mrkdwn[] {
  return [
    ...days.map(
      ({ day: date, orders, numbers: some }) =>
        mrkdwn`*${day(date, now)}:* ${ofAll(some, numbers)} (${someOrders(orders)})`,
    ),
    ...(live.orders.length === 0
      ? []
      : [mrkdwn`*Live:* ${countNumbers(live.numbers)} (${someOrders(live.orders)})`]),
    ...(canceled.orders.length === 0
      ? []
      : [mrkdwn`*Canceled:* ${countNumbers(canceled.numbers)} (${someOrders(canceled.orders)})`]),
  ]
}

/** Each of these is named with its reason; of more as many as a phone shows. */
const FEW_WITHOUT = 8

/** Its heading and the count of the others take a line each. */
function withoutLines(view: BulkView, { without }: DaysOfOrders, room: number): readonly Mrkdwn[] {
  if (without.length === 0) return []
  const named = without.slice(0, FEW_WITHOUT).map((one) => plain(`• ${withoutWords(view, one)}`))
  const shown = without.length > FEW_WITHOUT ? firstThatFit(named, room - 2) : named
  const more = without.length - shown.length
  return [
    plain('*No date:*'),
    ...shown,
    ...(more > 0 ? [plain(`and ${countOf(more, 'more order')}: _View orders_ shows all`)] : []),
  ]
}

/** `#1055, 10 toll-free numbers: no LOA` */
function withoutWords(
  { children, now }: BulkView,
  { number, count, why }: OrderWithoutDay,
): string {
  const child = children.find(({ tracked }) => tracked.number === number)
  const numbers = child?.tracked.content.numbers ?? []
  const kind = numbers.length > 0 && numbers.every(isTollFree) ? 'toll-free number' : 'number'
  const carrier = child === undefined ? 'the carrier' : leaving(child.tracked)
  return `#${number}, ${countOf(count, kind)}: ${WHY_WORDS[why](carrier)}${mayPort(child, now)}`
}

/** What is not answered yet does not hold the numbers back. */
function mayPort(child: ChildView | undefined, now: number): string {
  const seen = child?.tracked.seen ?? null
  const agreed = seen && agreedDate(seen)
  return agreed === null || agreed.day < dayOf(now)
    ? ''
    : `, may still port ${showDay(agreed.day, dayOf(now))}`
}

const WHY_WORDS: Record<WhyWithoutDay, (carrier: string) => string> = {
  'not-seen': () => 'not checked yet',
  draft: () => 'draft',
  loa: () => 'no LOA',
  rejected: () => 'rejected',
  'check-failed': () => 'failed the number check',
  'change-requested': (carrier) => `change requested, waiting on ${carrier}`,
  'cancel-requested': (carrier) => `cancel requested, waiting on ${carrier}`,
  carrier: (carrier) => `waiting on ${carrier}`,
  bandwidth: () => 'waiting on Bandwidth',
}

function canceledIn(items: readonly ChildNews[]): readonly number[] {
  const canceled = items.filter(({ change }) => change.kind === 'cancelled')
  return [...new Set(canceled.map(({ child }) => child))]
}

function countIn({ children }: BulkView, orders: readonly number[]): number {
  return numbersIn(children.filter(({ tracked }) => orders.includes(tracked.number)))
}

function ofAll(some: number, all: number): string {
  return some === all ? `all ${countNumbers(all)}` : `${showCount(some)} of ${countNumbers(all)}`
}

function checkedText(view: BulkView): Mrkdwn {
  const oldest = oldestCheck(view)
  return oldest === null ? nothing : mrkdwn`Each order checked ${ago(oldest, view.now)} or later`
}
