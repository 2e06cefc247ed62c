import type { BulkAccount } from './bulk-account.ts'
import type { BulkStatus } from './bulk-status.ts'
import { showDay, type CalendarDay } from './calendar.ts'
import { countOf } from './counts.ts'
import { activationMomentOf, impossibleDay, isSameFocDate, onDay, requestableDays } from './foc.ts'
import type { FocDate, OrderDocument, PortOrder } from './order.ts'
import { isTollFreeOrder } from './port-kind.ts'
import { readiness, type ReadinessAt, type ReadinessItem } from './readiness.ts'
import { sameNumbers, showNumber, type TelephoneNumber } from './telephone-number.ts'

export interface ReadyChild {
  readonly number: number
  readonly order: PortOrder
  readonly documents: readonly OrderDocument[]
}

interface ChildReadiness {
  readonly number: number
  /** Prevents the submission of the whole bulk order. */
  readonly missing: readonly string[]
  readonly advice: readonly string[]
}

export interface BulkReadiness {
  readonly ready: boolean
  readonly bulk: readonly ReadinessItem[]
  /** Every child, in the order in which they were given. */
  readonly children: readonly ChildReadiness[]
  /** The first that all of them can have, where the requested one is past or too soon; else `null`. */
  readonly firstDay: CalendarDay | null
}

interface BulkInput extends ReadinessAt {
  readonly numbers: BulkAccount
  readonly status: BulkStatus
  /** As of their last refresh. */
  readonly children: readonly ReadyChild[]
  readonly requestedFocDate: FocDate | null
}

/** What a bulk order and each of its children still need: Bandwidth sends all of them or none. */
export function bulkReadiness(input: BulkInput): BulkReadiness {
  const bulk = [numbersOf(input), splitOf(input), ...dateOf(input)]
  const billing = billingNumbersOf(input.children)
  const children = input.children.map((child) => childReadiness(child, input, billing))
  const ready =
    bulk.every(({ state }) => state !== 'missing') &&
    children.every(({ missing }) => missing.length === 0)
  return { ready, bulk, children, firstDay: firstDayInstead(input) }
}

const itemNamed =
  (name: string) =>
  (
    state: ReadinessItem['state'],
    says: string,
    fix: ReadinessItem['fix'] = null,
  ): ReadinessItem => ({ name, state, says, fix })

function numbersOf({ numbers }: BulkInput): ReadinessItem {
  const { children, portable, refused, checking } = numbers
  const inChildren = children.reduce((sum, child) => sum + child.numbers.length, 0)
  const item = itemNamed('numbers')
  if (inChildren + portable.length + refused.length + checking.length === 0) {
    return item('missing', 'There are no numbers yet.', 'edit')
  }
  if (refused.length > 0) {
    const them = refused.length === 1 ? 'it' : 'them'
    const says = `${countOf(refused.length, 'number')} can’t port. Remove ${them} and I’ll recheck the rest.`
    return item('missing', says, 'edit')
  }
  if (checking.length > 0) {
    return item('missing', `Bandwidth is still checking ${countOf(checking.length, 'number')}.`)
  }
  if (portable.length > 0) {
    const says = `${countOf(portable.length, 'number')} can port but ${be(portable.length)}n’t in an order yet.`
    return item('missing', says)
  }
  return item('fine', `${countOf(inChildren, 'number')} in ${countOf(children.length, 'order')}.`)
}

/** Only a bulk order that is split can be sent, and every part must be known. */
function splitOf({ status, numbers, children }: BulkInput): ReadinessItem {
  const item = itemNamed('orders')
  if (status === 'INVALID_DRAFT_TNS') {
    return item('missing', 'The number check failed.', 'validation')
  }
  if (status !== 'VALID_DRAFT_TNS') {
    return item('missing', 'Bandwidth hasn’t split the numbers into orders yet.')
  }
  const known = new Set(children.map(({ order }) => order.id))
  const unseen = numbers.children.filter(({ id }) => !known.has(id)).length
  if (children.length === 0 || unseen > 0) {
    const says = `${unseen === 0 ? 'Its orders' : countOf(unseen, 'order')} ${unseen === 1 ? 'has' : 'have'} not been checked yet.`
    return item('missing', says)
  }
  return item('fine', 'Numbers are split into orders.')
}

/** A day that can no longer be requested is reported once, not for each order that shares it. */
function dateOf({
  requestedFocDate,
  now,
  calendar,
}: Pick<BulkInput, 'requestedFocDate' | 'now' | 'calendar'>): readonly ReadinessItem[] {
  const says = requestedFocDate && impossibleDay(requestedFocDate, { now, calendar })
  return says === null ? [] : [{ name: 'requested FOC', state: 'missing', says, fix: 'edit' }]
}

function childReadiness(
  { number, order, documents }: ReadyChild,
  { numbers, requestedFocDate, now, calendar, billingCarriers }: BulkInput,
  billing: BillingNumbers,
): ChildReadiness {
  const tooSoon = dateProblem(order, requestedFocDate)
  const isSaidOfAll =
    isSameFocDate(order.requestedFocDate, requestedFocDate) &&
    dateOf({ requestedFocDate, now, calendar }).length > 0
  const items = readiness(order, {
    documents,
    now,
    calendar,
    ...(billingCarriers !== undefined && { billingCarriers }),
  }).filter(
    ({ name }) =>
      !(name === 'requested FOC' && (tooSoon !== null || isSaidOfAll)) &&
      // The bulk order's own check was theirs; that they go through one as well is nowhere promised.
      !(name === 'validation' && order.status === 'DRAFT'),
  )
  const own = (state: ReadinessItem['state']): readonly string[] =>
    items.filter((item) => item.state === state).map(({ says }) => says)
  return {
    number,
    missing: [...own('missing'), tooSoon, otherNumbers(order, numbers)].filter(
      (says) => says !== null,
    ),
    advice: [...ownAdvice(items), billingProblem(number, order, billing)].filter(
      (says) => says !== null,
    ),
  }
}

/** A missing date is reported for the bulk order, not for its children. */
function ownAdvice(items: readonly ReadinessItem[]): readonly string[] {
  return items
    .filter(({ state, name }) => state === 'advice' && name !== 'requested FOC')
    .map(({ says }) => says)
}

function firstDayInstead(input: BulkInput): CalendarDay | null {
  const { requestedFocDate: requested, children, now, calendar } = input
  if (requested === null) return null
  const isMet = (date: FocDate) => children.every(({ order }) => dateProblem(order, date) === null)
  if (dateOf(input).length === 0 && isMet(requested)) return null
  const days = requestableDays({ now, calendar, earliest: null, minimumIntervalDays: null })
  return days.find((day) => isMet(onDay(day, requested))) ?? null
}

/** Bandwidth's rule (7715): the bulk order's date has to be later than any child's earliest. */
function dateProblem(
  { earliestEstimate: earliest }: PortOrder,
  requested: FocDate | null,
): string | null {
  if (earliest === null || requested === null) return null
  if (activationMomentOf(earliest) < activationMomentOf(requested)) return null
  const [first, day] = [showDay(earliest.day, requested.day), showDay(requested.day, earliest.day)]
  return `Needs a later date: the earliest here is ${first}, and the bulk order requests ${day}. Change the date or detach this order.`
}

/** Order and list are read separately: one with other numbers than requested must not go out. */
function otherNumbers({ id, numbers }: PortOrder, account: BulkAccount): string | null {
  const asked = account.children.find((child) => child.id === id)
  if (asked === undefined) return null
  return sameNumbers(numbers, asked.numbers)
    ? null
    : 'Its numbers don’t match the bulk order’s list. Refresh it.'
}

interface BillingNumbers {
  readonly usedBy: ReadonlyMap<TelephoneNumber, readonly number[]>
  /** Of these alone, the order whose numbers have it. */
  readonly movesWith: ReadonlyMap<TelephoneNumber, number>
}

function billingNumbersOf(children: readonly ReadyChild[]): BillingNumbers {
  const usedBy = new Map<TelephoneNumber, number[]>()
  const movesWith = new Map<TelephoneNumber, number>()
  for (const { number, order } of children) {
    const billing = order.billingTelephoneNumber
    if (billing !== null) usedBy.set(billing, [...(usedBy.get(billing) ?? []), number])
  }
  for (const { number, order } of children) {
    for (const tn of order.numbers) if (usedBy.has(tn)) movesWith.set(tn, number)
  }
  return { usedBy, movesWith }
}

/** Parts of one account may share it, so Bandwidth decides; where two carriers are mixed up it refuses. */
function billingProblem(
  number: number,
  order: PortOrder,
  { usedBy, movesWith }: BillingNumbers,
): string | null {
  const billing = order.billingTelephoneNumber
  if (billing === null || isTollFreeOrder(order)) return null
  const owner = movesWith.get(billing)
  const others = (usedBy.get(billing) ?? []).filter((other) => other !== number)
  const other = owner === undefined || owner === number ? others[0] : owner
  if (other === undefined) return null
  const relation = other === owner ? 'one of the numbers of' : 'also that of'
  return `BTN ${showNumber(billing)} is ${relation} #${other}. Each order usually has its own.`
}

function be(count: number): string {
  return count === 1 ? 'is' : 'are'
}
