import type { CalendarDay } from './calendar.ts'
import { isSameFocDate } from './foc.ts'
import type { FocDate, PortOrder } from './order.ts'
import type { OrderChange } from './order-changes.ts'
import { isTollFreeOrder } from './port-kind.ts'
import { isDraft, knownStatus, type KnownStatus } from './status.ts'

/** As much of an order of a bulk order as its day is announced from. */
export interface DayOrder {
  readonly number: number
  /** How many numbers port with it. */
  readonly count: number
  /** Null: never read. */
  readonly seen: PortOrder | null
  /** The carrier's own date, where that was seen. */
  readonly carrierFocDate: FocDate | null
}

interface OrdersOfADay {
  readonly day: CalendarDay
  readonly orders: readonly number[]
  readonly numbers: number
}

export interface OrderWithoutDay {
  readonly number: number
  readonly count: number
  readonly why: WhyWithoutDay
}

export type WhyWithoutDay =
  | 'not-seen'
  | 'draft'
  | 'loa'
  | 'rejected'
  | 'check-failed'
  | 'change-requested'
  | 'cancel-requested'
  | 'carrier'
  | 'bandwidth'

/** All numbers of a bulk order by state: each is in exactly one. */
export interface DaysOfOrders {
  readonly numbers: number
  /** Sure to port then, unless somebody asks for something else; the earliest day first. */
  readonly days: readonly OrdersOfADay[]
  readonly without: readonly OrderWithoutDay[]
  readonly live: Omit<OrdersOfADay, 'day'>
  readonly canceled: Omit<OrdersOfADay, 'day'>
}

/** When the numbers of these orders port, as of their last refresh. */
export function daysOfOrders(orders: readonly DayOrder[]): DaysOfOrders {
  const at = (status: PortOrder['status']) => orders.filter(({ seen }) => seen?.status === status)
  const dated = at('FOC').filter(({ seen }) => seen?.actualFocDate != null)
  const byDay = Map.groupBy(dated, ({ seen }) => seen?.actualFocDate?.day as CalendarDay)
  const placed = new Set([...dated, ...at('COMPLETE'), ...at('CANCELLED')])
  return {
    numbers: sum(orders),
    days: [...byDay]
      .map(([day, some]) => ({ day, ...together(some) }))
      .toSorted((one, other) => one.day.localeCompare(other.day)),
    without: orders
      .filter((order) => !placed.has(order))
      .map(({ number, count, seen }) => ({ number, count, why: whyWithoutDay(seen) })),
    live: together(at('COMPLETE')),
    canceled: together(at('CANCELLED')),
  }
}

function together(orders: readonly DayOrder[]): Omit<OrdersOfADay, 'day'> {
  return { orders: orders.map(({ number }) => number), numbers: sum(orders) }
}

function sum(orders: readonly DayOrder[]): number {
  return orders.reduce((all, { count }) => all + count, 0)
}

function whyWithoutDay(seen: PortOrder | null): WhyWithoutDay {
  if (seen === null) return 'not-seen'
  if (isDraft(seen.status)) return 'draft'
  if (seen.status === 'PENDING_DOCUMENTS') return isTollFreeOrder(seen) ? 'loa' : 'bandwidth'
  const known = knownStatus(seen.status)
  return (known && WHY[known]) ?? 'bandwidth'
}

const WHY: Partial<Record<KnownStatus, WhyWithoutDay>> = {
  EXCEPTION: 'rejected',
  INVALID_TFNS: 'check-failed',
  REQUESTED_SUPP: 'change-requested',
  REQUESTED_CANCEL: 'cancel-requested',
  SUBMITTED: 'carrier',
  PENDING_CARRIER_APPROVAL: 'carrier',
}

/** An order whose day is another than was announced. */
export interface MovedOrder {
  readonly number: number
  readonly from: FocDate
  readonly to: FocDate
}

/** What happened to an order of a bulk order. */
export interface ChildNews {
  readonly child: number
  readonly change: OrderChange
}

/** From where to where each order's day moved in all of these; what came back where it was is left out. */
export function movedOrders(news: readonly ChildNews[]): readonly MovedOrder[] {
  const moved = new Map<number, MovedOrder>()
  for (const { child: number, change } of news) {
    if (change.kind !== 'foc-moved') continue
    const from = moved.get(number)?.from ?? change.from
    moved.set(number, { number, from, to: change.to })
  }
  return [...moved.values()].filter(({ from, to }) => !isSameFocDate(from, to))
}

/** The orders whose own carriers need this day; the others follow them. */
export function ordersNeeding(day: FocDate, orders: readonly DayOrder[]): readonly number[] {
  return orders
    .filter(
      ({ seen, carrierFocDate }) =>
        seen?.status === 'FOC' &&
        isSameFocDate(carrierFocDate, day) &&
        isSameFocDate(seen.actualFocDate, day),
    )
    .map(({ number }) => number)
}

/**
 * Whether somebody has to be called for this beside what a message says already: for a day that moves, and
 * for numbers that do not port.
 */
export function callsOwner(item: ChildNews, said: readonly ChildNews[]): boolean {
  const { change } = item
  if (change.kind === 'cancelled') return !said.some((one) => one.change.kind === 'cancelled')
  if (change.kind !== 'foc-moved') return false
  return !said.some((one) => one.change.kind === 'foc-moved' && one.change.to.day === change.to.day)
}
