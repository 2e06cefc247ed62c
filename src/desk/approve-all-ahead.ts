import { randomUUID } from 'node:crypto'
import { hoursAhead } from '../porting/activation.ts'
import { dayOf, type CalendarDay } from '../porting/calendar.ts'
import type { ActivationBatch, BatchOrder } from '../store/activation-batches.ts'
import { showBatch, whyNotApproved } from './activate-many.ts'
import { cannotPreApproveAny, ordersOfDayChanged } from './activation-refusals.ts'
import { approveAhead } from './approve-ahead.ts'
import { viewBulk, type ChildView } from './bulk/view-bulk.ts'
import type { Decider } from './decide.ts'
import { patient, type Desk } from './desk.ts'
import { bulkNumbered } from './numbered.ts'
import { digestOf } from './post-keys.ts'

/** The orders of a bulk order that may be approved for the same day. */
export interface AheadTogether {
  readonly day: CalendarDay
  readonly children: readonly ChildView[]
  /** Tells these orders and this day from all others. */
  readonly digest: string
}

/** Those of the next day for which some can be approved ahead; null: there are none. */
export function aheadTogether(children: readonly ChildView[]): AheadTogether | null {
  const byDay = Map.groupBy(children, dayToApprove)
  byDay.delete(null)
  const [next] = [...byDay].toSorted(([one], [other]) => (one ?? '').localeCompare(other ?? ''))
  if (next === undefined || next[0] === null) return null
  const [day, some] = next
  const numbers = some.map(({ tracked }) => tracked.number)
  return { day, children: some, digest: digestOf({ day, numbers }) }
}

function dayToApprove(child: ChildView): CalendarDay | null {
  const { activation, isActivationAsked, isPreApproved } = child
  if (activation === null || activation.allowed || isActivationAsked || isPreApproved) return null
  const hours = hoursAhead(activation)
  return hours && dayOf(hours.opensAt)
}

/**
 * An approver allows all orders of a bulk order that port on one day, each for its own hours and content;
 * what can't be approved stops none of the others.
 *
 * @param shown the digest of the orders that were shown with the day.
 * @throws Refusal when these are not the orders of that day anymore, or none could be approved.
 */
export async function approveAllAhead(
  hurried: Desk,
  { number, shown, by, isApprover }: Decider & { readonly number: number; readonly shown: string },
): Promise<ActivationBatch> {
  const desk = patient(hurried)
  const bulk = await bulkNumbered(desk.db, number)
  const { children } = await viewBulk(desk.db, bulk, desk.settings, desk.clock())
  const together = aheadTogether(children)
  if (together?.digest !== shown) throw ordersOfDayChanged(number)
  const id = randomUUID()
  const orders: BatchOrder[] = []
  for (const { tracked } of together.children) {
    const wanted = { number: tracked.number, day: together.day, by, isApprover, shownIn: id }
    orders.push(await allow(desk, wanted))
  }
  if (orders.every(({ approvalId }) => approvalId === null)) throw cannotPreApproveAny(orders)
  const now = desk.clock()
  return showBatch(
    desk,
    { id, bulkNumber: number, orders, askedBy: by, askedAt: now, decidedBy: by, state: 'ahead' },
    bulk.channel,
  )
}

async function allow(desk: Desk, wanted: Parameters<typeof approveAhead>[1]): Promise<BatchOrder> {
  const { number } = wanted
  try {
    const { id } = await approveAhead(desk, wanted)
    return { number, approvalId: id, why: null }
  } catch (error) {
    return { number, approvalId: null, why: whyNotApproved(desk, number, wanted, error) }
  }
}
