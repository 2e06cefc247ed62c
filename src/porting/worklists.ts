import {
  addDays,
  dayOf,
  momentOf,
  type CalendarDay,
  type Instant,
  type PortingCalendar,
} from './calendar.ts'
import type { ApprovalOperation } from './approval.ts'
import { listedRule } from './listed-rule.ts'
import type { ListedOrder } from './order-summary.ts'
import { SHOWN_LIVE_AFTER_MS } from './reminder-ladders.ts'
import type { UnknownOperation } from './reminders.ts'

/** Why an order is in a list of work. */
export type WhyListed =
  | {
      readonly kind: 'decide'
      readonly operation: ApprovalOperation
      readonly approval: string
      readonly endsAt: Instant
    }
  | { readonly kind: 'activate'; readonly portsAt: Instant }
  | { readonly kind: 'ports'; readonly portsAt: Instant }
  | { readonly kind: 'not-live'; readonly portsAt: Instant }
  | { readonly kind: 'draft-ends'; readonly endsAt: Instant }
  | { readonly kind: 'your-move'; readonly reason: string | null; readonly since: Instant }
  | { readonly kind: 'no-answer'; readonly since: Instant }
  | { readonly kind: 'outcome-unknown'; readonly what: UnknownOperation; readonly since: Instant }

export interface WorkItem {
  readonly number: number
  readonly why: WhyListed
  /** By what the list is sorted. */
  readonly at: Instant
  /** For a bulk order, how many of its orders this stands for; null: it is one order. */
  readonly orders: number | null
}

export interface WaitingApproval {
  readonly id: string
  readonly orderNumber: number
  readonly operation: ApprovalOperation
  readonly askedBy: string
  readonly expiresAt: Instant
}

export interface WaitingOutcome {
  readonly orderNumber: number
  readonly what: UnknownOperation
  readonly since: Instant
}

const MINUTE = 60_000
/** A reply that is so late is lost. */
const LOST_AFTER_MS = 10 * MINUTE
/** The hour at which the desk is at work again: what Bandwidth deletes before is deleted tonight. */
const MORNING_HOUR = 9

/** The end of the day in New York, and of the night that follows it. */
export function endOfToday(now: Instant): Instant {
  return momentOf(addDays(dayOf(now), 1), 0, 0)
}

export function endOfTonight(now: Instant): Instant {
  return momentOf(addDays(dayOf(now), 1), MORNING_HOUR, 0)
}

/** What goes live or may be activated today, and what has to be decided or edited today, by the hour. */
export function workOfToday(
  orders: readonly ListedOrder[],
  approvals: readonly WaitingApproval[],
  now: Instant,
): readonly WorkItem[] {
  const until = endOfToday(now)
  const live = orders.flatMap((order): WorkItem[] => {
    const why = portingToday(order, now)
    return why === null ? [] : [itemOf(order, why, why.portsAt)]
  })
  const ending = orders.flatMap((order): WorkItem[] => {
    const { draftEndsAt: endsAt } = order
    return endsAt === null || endsAt >= endOfTonight(now) || order.bulkNumber !== null
      ? []
      : [itemOf(order, { kind: 'draft-ends', endsAt }, endsAt)]
  })
  const decided = approvals.filter(({ expiresAt }) => expiresAt < until).map(decisionOf)
  return sorted([...foldedLive(orders, live), ...ending, ...decided])
}

function portingToday(
  order: ListedOrder,
  now: Instant,
): Extract<WhyListed, { readonly portsAt: Instant }> | null {
  const { portsAt, isOnDemand } = order
  if (portsAt === null || !isInFoc(order) || portsAt >= endOfToday(now)) return null
  if (portsAt + SHOWN_LIVE_AFTER_MS < now) return { kind: 'not-live', portsAt }
  return { kind: isOnDemand ? 'activate' : 'ports', portsAt }
}

/** Requests that this person may decide, and whatever of their own orders is their move. */
export function workFor(
  me: { readonly id: string; readonly mayDecide: (approval: WaitingApproval) => boolean },
  orders: readonly ListedOrder[],
  approvals: readonly WaitingApproval[],
  now: Instant,
): readonly WorkItem[] {
  const asked = new Set(approvals.map(({ orderNumber }) => orderNumber))
  const moves = orders
    .filter(({ owner, number }) => owner === me.id && !asked.has(number))
    .flatMap((order): WorkItem[] => {
      const why = portingToday(order, now)
      if (why !== null && why.kind !== 'ports') return [itemOf(order, why, why.portsAt)]
      if (!isCoordinatorsMove(order)) return []
      const { reason, statusSince: since, dueAt } = order
      return [itemOf(order, { kind: 'your-move', reason, since }, dueAt)]
    })
  return sorted([...approvals.filter(me.mayDecide).map(decisionOf), ...moves])
}

/** Stuck orders: rejected, unanswered for longer than configured, or with a lost outcome. */
export function stuckWork(
  orders: readonly ListedOrder[],
  outcomes: readonly WaitingOutcome[],
  { now, carrierSince }: { readonly now: Instant; readonly carrierSince: Instant },
): readonly WorkItem[] {
  const lost = outcomes
    .filter(({ since }) => since + LOST_AFTER_MS <= now)
    .map(({ orderNumber, what, since }): WorkItem => ({
      number: orderNumber,
      at: since,
      orders: null,
      why: { kind: 'outcome-unknown', what, since },
    }))
  const stands = orders.flatMap((order): WorkItem[] => {
    const { statusSince: since, reason, portsAt } = order
    const rule = listedRule(order)
    if (rule.stage !== 'draft' && rule.waitsFor === 'coordinator') {
      return [itemOf(order, { kind: 'your-move', reason, since }, since)]
    }
    if (rule.waitsFor === 'losing-carrier' && since <= carrierSince) {
      return [itemOf(order, { kind: 'no-answer', since }, since)]
    }
    return isInFoc(order) && portsAt !== null && portsAt + SHOWN_LIVE_AFTER_MS < now
      ? [itemOf(order, { kind: 'not-live', portsAt }, portsAt)]
      : []
  })
  return sorted([...lost, ...stands])
}

/** FOC dates of the seven days that begin today. */
export function workOfWeek(orders: readonly ListedOrder[], now: Instant): readonly WorkItem[] {
  return workBetween(orders, dayOf(now), addDays(dayOf(now), 7))
}

/** FOC dates of tomorrow. */
export function tomorrowsWork(orders: readonly ListedOrder[], now: Instant): readonly WorkItem[] {
  return workBetween(orders, addDays(dayOf(now), 1), addDays(dayOf(now), 2))
}

function workBetween(
  orders: readonly ListedOrder[],
  from: CalendarDay,
  until: CalendarDay,
): readonly WorkItem[] {
  const live = orders.flatMap((order): WorkItem[] => {
    const { focDay, portsAt, isOnDemand } = order
    if (focDay === null || portsAt === null || focDay < from || focDay >= until) return []
    return [itemOf(order, { kind: isOnDemand ? 'activate' : 'ports', portsAt }, portsAt)]
  })
  return sorted(foldedLive(orders, live))
}

/** The latest start of a wait for the carrier that has lasted this many business days. */
export function businessDaysAgo(now: Instant, days: number, calendar: PortingCalendar): Instant {
  let day: CalendarDay = dayOf(now)
  for (let left = days; left > 0;) {
    day = addDays(day, -1)
    if (calendar.isBusinessDay(day)) left -= 1
  }
  return now - (momentOf(dayOf(now), 0, 0) - momentOf(day, 0, 0))
}

function decisionOf({ id, orderNumber, operation, expiresAt }: WaitingApproval): WorkItem {
  const why = { kind: 'decide', operation, approval: id, endsAt: expiresAt } as const
  return { number: orderNumber, why, at: expiresAt, orders: null }
}

function itemOf({ number }: ListedOrder, why: WhyListed, at: Instant): WorkItem {
  return { number, why, at, orders: null }
}

/** Orders of one bulk order that port at one moment in one way are one line. */
function foldedLive(
  orders: readonly ListedOrder[],
  items: readonly WorkItem[],
): readonly WorkItem[] {
  const bulkOf = new Map(orders.map(({ number, bulkNumber }) => [number, bulkNumber]))
  const folded = new Map<string, WorkItem>()
  for (const item of items) {
    const bulk = bulkOf.get(item.number) ?? null
    const key = bulk === null ? `#${item.number}` : `${bulk} ${item.why.kind} ${item.at}`
    const before = folded.get(key)
    folded.set(
      key,
      bulk === null ? item : { ...item, number: bulk, orders: (before?.orders ?? 0) + 1 },
    )
  }
  return [...folded.values()]
}

function isInFoc(order: ListedOrder): boolean {
  return listedRule(order).stage === 'foc'
}

function isCoordinatorsMove(order: ListedOrder): boolean {
  const { stage, waitsFor } = listedRule(order)
  // A draft of a bulk order is submitted with it, so the bulk order needs the action.
  return waitsFor === 'coordinator' && (stage !== 'draft' || order.bulkNumber === null)
}

function sorted(items: readonly WorkItem[]): readonly WorkItem[] {
  return items.toSorted((one, other) => one.at - other.at || one.number - other.number)
}
