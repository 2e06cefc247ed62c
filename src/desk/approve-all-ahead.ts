import { randomUUID } from 'node:crypto'
import { activationOf, hoursAhead } from '../porting/activation.ts'
import { dayOf, type CalendarDay } from '../porting/calendar.ts'
import { isAlive } from '../porting/standing.ts'
import type { ActivationBatch, BatchOrder } from '../store/activation-batches.ts'
import { activationsAmong } from '../store/approvals.ts'
import { findOrders, isSeen, type TrackedOrder } from '../store/orders.ts'
import { channelOf, showBatch, whyNotApproved } from './activate-many.ts'
import { cannotPreApproveAny, ordersOfDayChanged } from './activation-refusals.ts'
import { preApprove } from './approve-ahead.ts'
import { viewBulk, type ChildView } from './bulk/view-bulk.ts'
import type { Decider } from './decide.ts'
import { patient, type Desk } from './desk.ts'
import { bulkNumbered } from './numbered.ts'
import { digestOf } from './post-keys.ts'

/** The orders of a bulk order that may be approved for the same day. */
export interface AheadTogether {
  readonly day: CalendarDay
  readonly children: readonly ChildView[]
  /** Identifies these orders and this day. */
  readonly digest: string
}

/** The orders for the next day on which some can be approved ahead; null: there are none. */
export function aheadTogether(children: readonly ChildView[]): AheadTogether | null {
  const byDay = Map.groupBy(children, dayToApprove)
  byDay.delete(null)
  const [next] = [...byDay].toSorted(([one], [other]) => (one ?? '').localeCompare(other ?? ''))
  if (next === undefined || next[0] === null) return null
  const [day, some] = next
  const numbers = some.map(({ tracked }) => tracked.number)
  return { day, children: some, digest: digestOf({ day, numbers }) }
}

function dayToApprove({
  activation,
  isActivationAsked,
  isPreApproved,
}: Pick<ChildView, 'activation' | 'isActivationAsked' | 'isPreApproved'>): CalendarDay | null {
  if (activation === null || activation.allowed || isActivationAsked || isPreApproved) return null
  const hours = hoursAhead(activation)
  return hours && dayOf(hours.opensAt)
}

/**
 * An approver allows all orders of a bulk order that port on one day, each for its own hours and content;
 * one that can't be approved stops none of the others.
 *
 * @param shown the digest of the orders that were shown with the day.
 * @throws Refusal when these are no longer the orders of that day, or none could be approved.
 */
export async function approveAllAhead(
  desk: Desk,
  { number, shown, ...decider }: Decider & { readonly number: number; readonly shown: string },
): Promise<ActivationBatch> {
  const bulk = await bulkNumbered(desk.db, number)
  const { children } = await viewBulk(desk, bulk)
  const together = aheadTogether(children)
  if (together?.digest !== shown) throw ordersOfDayChanged(number)
  const { day } = together
  const orders = together.children.map(({ tracked }) => ({ number: tracked.number, day }))
  return approveTogether(desk, { bulkNumber: number, orders, ...decider })
}

/** An order that may be approved for its day. */
export interface PossibleAhead {
  readonly tracked: TrackedOrder
  readonly day: CalendarDay
}

/** Which of these orders, on whatever days, may be approved; soonest first. */
export async function possibleAhead(
  { db, settings, clock }: Desk,
  numbers: readonly number[],
): Promise<readonly PossibleAhead[]> {
  const now = clock()
  const { open, granted } = await activationsAmong(db, numbers, now)
  const { calendar, activation: more } = settings
  const found = new Map((await findOrders(db, numbers)).map((order) => [order.number, order]))
  const possible: PossibleAhead[] = []
  for (const number of numbers) {
    const tracked = found.get(number)
    if (tracked === undefined || !isSeen(tracked) || !isAlive(tracked)) continue
    const activation =
      tracked.seen.status === 'FOC' ? activationOf(tracked.seen, { now, calendar, ...more }) : null
    const asked = { isActivationAsked: open.has(number), isPreApproved: granted.has(number) }
    const day = dayToApprove({ activation, ...asked })
    if (day !== null) possible.push({ tracked, day })
  }
  return possible.toSorted((one, other) => one.day.localeCompare(other.day))
}

/**
 * An approver allows several orders, each for the day that was shown with it, and for its own hours and
 * content; one that can't be approved stops none of the others.
 *
 * @throws Refusal when none could be approved.
 */
export async function approveTogether(
  hurried: Desk,
  {
    bulkNumber,
    orders: chosen,
    by,
    isApprover,
  }: Decider & {
    readonly bulkNumber: number | null
    readonly orders: readonly { readonly number: number; readonly day: CalendarDay }[]
  },
): Promise<ActivationBatch> {
  const desk = patient(hurried)
  const channel = await channelOf(desk, { numbers: chosen.map(({ number }) => number), bulkNumber })
  const id = randomUUID()
  const orders: BatchOrder[] = []
  for (const one of chosen) {
    orders.push(await allow(desk, { ...one, by, isApprover, shownIn: id }))
  }
  if (orders.every(({ approvalId }) => approvalId === null)) throw cannotPreApproveAny(orders)
  const now = desk.clock()
  return showBatch(
    desk,
    { id, bulkNumber, orders, askedBy: by, askedAt: now, decidedBy: by, state: 'ahead' },
    channel,
  )
}

async function allow(desk: Desk, requested: Parameters<typeof preApprove>[1]): Promise<BatchOrder> {
  const { number } = requested
  try {
    const { id } = await preApprove(desk, requested)
    return { number, approvalId: id, why: null }
  } catch (error) {
    return { number, approvalId: null, why: whyNotApproved(desk, number, requested, error) }
  }
}
