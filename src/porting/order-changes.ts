import { isRemark } from './causes.ts'
import { answerTo, type ChangeAnswer, type StoodBefore } from './change-requests.ts'
import type { FixField } from './fix.ts'
import { isSameFocDate } from './foc.ts'
import type { FocDate, OrderError, PortOrder } from './order.ts'
import { isTollFreeOrder } from './port-kind.ts'
import {
  isDraft,
  isTerminal,
  knownStatus,
  ruleFor,
  type KnownStatus,
  type PortStatus,
} from './status.ts'

/** A change that is worth announcing. */
export type OrderChange =
  | { readonly kind: 'validated' }
  | { readonly kind: 'invalid'; readonly errors: readonly OrderError[] }
  | { readonly kind: 'submitted' }
  | { readonly kind: 'documents-wanted' }
  | { readonly kind: 'foc'; readonly focDate: FocDate; readonly requested: FocDate | null }
  | { readonly kind: 'foc-moved'; readonly from: FocDate; readonly to: FocDate }
  | {
      readonly kind: 'rejected'
      readonly errors: readonly OrderError[]
      /** Absent: it is the first time. */
      readonly again?: RejectedAgain
    }
  /** A notice while the order proceeds. */
  | { readonly kind: 'remark'; readonly errors: readonly OrderError[] }
  | { readonly kind: 'completed' }
  | { readonly kind: 'cancel-requested' }
  | { readonly kind: 'cancelled'; readonly errors: readonly OrderError[] }
  /** Bandwidth deleted the draft. Announced by the refresh that finds this: nothing to compare. */
  | { readonly kind: 'swept' }
  | { readonly kind: 'supplement-requested' }
  | ChangeAnswer
  | { readonly kind: 'surprise'; readonly from: PortStatus; readonly to: PortStatus }

interface RejectedAgain {
  readonly times: number
  /** Refused for the same as the last time. */
  readonly still: readonly FixField[]
}

/**
 * The changes of an order between two refreshes, in the order in which to announce them.
 *
 * @param stood the order before a pending change was requested.
 */
export function changesBetween(
  before: PortOrder,
  after: PortOrder,
  stood: StoodBefore | null = null,
): readonly OrderChange[] {
  return [...newsBetween(before, after, stood), ...remarks(before, after)]
}

function newsBetween(
  before: PortOrder,
  after: PortOrder,
  stood: StoodBefore | null,
): readonly OrderChange[] {
  const answer = answerTo(before, after, stood)
  if (answer !== null) return [answer, ...dateChange(before, after)]
  if (before.status === after.status) return changesWithin(before, after)

  const from = knownStatus(before.status)
  const to = knownStatus(after.status)
  if (from === undefined || to === undefined || UNDESCRIBED.has(to) || !leadsTo(from, to)) {
    return [{ kind: 'surprise', from: before.status, to: after.status }, ...arrival(before, after)]
  }
  const left: readonly OrderChange[] =
    isDraft(from) && !isDraft(to) && !SAYS_ENOUGH.has(to) ? [{ kind: 'submitted' }] : []
  return [...left, ...arrival(before, after)]
}

function changesWithin(before: PortOrder, after: PortOrder): readonly OrderChange[] {
  if (after.status === 'FOC') return dateChange(before, after)
  const isStopped = STOPPED_BY_ERRORS.has(after.status)
  return isStopped && !sameErrors(errorsOf(before), errorsOf(after)) ? arrival(before, after) : []
}

/** The errors of a rejection are announced with it. */
function remarks(before: PortOrder, after: PortOrder): readonly OrderChange[] {
  if (STOPPED_BY_ERRORS.has(after.status) || isTerminal(after.status)) return []
  const known = new Set(before.errors.map(({ code }) => code))
  const errors = after.errors.filter((error) => isRemark(error) && !known.has(error.code))
  return errors.length === 0 ? [] : [{ kind: 'remark', errors }]
}

const STOPPED_BY_ERRORS: ReadonlySet<PortStatus> = new Set<PortStatus>([
  'EXCEPTION',
  'INVALID_DRAFT_TFNS',
  'INVALID_TFNS',
])

/** What the new status means. */
function arrival(before: PortOrder, after: PortOrder): readonly OrderChange[] {
  const to = knownStatus(after.status)
  switch (to) {
    case 'VALID_DRAFT_TFNS':
      return [{ kind: 'validated' }]
    case 'INVALID_DRAFT_TFNS':
    case 'INVALID_TFNS':
      return [{ kind: 'invalid', errors: errorsOf(after) }]
    case 'PENDING_DOCUMENTS':
      // Local orders only pass through here; nobody has to do anything.
      return isTollFreeOrder(after) ? [{ kind: 'documents-wanted' }] : []
    case 'SUBMITTED':
      return goesOn(before) ? [{ kind: 'submitted' }] : []
    case 'FOC':
      return focChange(before, after)
    case 'EXCEPTION':
      return [{ kind: 'rejected', errors: errorsOf(after) }]
    case 'REQUESTED_SUPP':
      return [{ kind: 'supplement-requested' }]
    case 'REQUESTED_CANCEL':
      return [{ kind: 'cancel-requested' }]
    case 'CANCELLED':
      return [{ kind: 'cancelled', errors: errorsOf(after) }]
    case 'COMPLETE':
      return [{ kind: 'completed' }]
    case 'DRAFT':
    case 'VALIDATE_DRAFT_TFNS':
    case 'VALIDATE_TFNS':
    case 'MISSING_REQUIREMENTS':
    case 'PENDING_CARRIER_APPROVAL':
    case 'SNAPBACK':
    case undefined:
      return []
  }
}

/** After these it need not be announced as well that the order was submitted. */
const SAYS_ENOUGH: ReadonlySet<KnownStatus> = new Set(['EXCEPTION', 'FOC', 'COMPLETE', 'CANCELLED'])

/** Somebody had to act before it could be with the carrier: its LOA came, its fault was corrected. */
function goesOn(before: PortOrder): boolean {
  const from = knownStatus(before.status)
  return (
    from === 'INVALID_TFNS' ||
    from === 'EXCEPTION' ||
    (from === 'PENDING_DOCUMENTS' && isTollFreeOrder(before))
  )
}

function dateChange(before: PortOrder, after: PortOrder): readonly OrderChange[] {
  return isSameFocDate(before.actualFocDate, after.actualFocDate) ? [] : focChange(before, after)
}

// A date that is not there yet is announced by the refresh that finds it.
function focChange(before: PortOrder, after: PortOrder): readonly OrderChange[] {
  const from = before.actualFocDate
  const to = after.actualFocDate
  if (to === null) return []
  if (from !== null && !isSameFocDate(from, to)) return [{ kind: 'foc-moved', from, to }]
  return [{ kind: 'foc', focDate: to, requested: after.requestedFocDate }]
}

function errorsOf(order: PortOrder): readonly OrderError[] {
  return [...order.errors, ...(order.tollFree?.validationErrors ?? [])]
}

function sameErrors(some: readonly OrderError[], others: readonly OrderError[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others)
}

/** Bandwidth lists these without saying what leads to them, so a person has to check. */
const UNDESCRIBED: ReadonlySet<KnownStatus> = new Set([
  'MISSING_REQUIREMENTS',
  'PENDING_CARRIER_APPROVAL',
  'SNAPBACK',
])

/** What an order passes through on its own, so quickly that two refreshes may miss it. */
const PASSED_THROUGH: ReadonlySet<KnownStatus> = new Set([
  'VALIDATE_DRAFT_TFNS',
  'VALID_DRAFT_TFNS',
  'VALIDATE_TFNS',
  'PENDING_DOCUMENTS',
  'SUBMITTED',
  'FOC',
  'REQUESTED_CANCEL',
])

/** Whether one status normally leads to the other, directly or through missed ones. */
function leadsTo(from: KnownStatus, to: KnownStatus): boolean {
  if (isDraft(from) && isDraft(to)) return true
  const open = new Set<KnownStatus>([from])
  for (const status of open) {
    const { next } = ruleFor(status)
    if (next.includes(to)) return true
    for (const step of next) if (PASSED_THROUGH.has(step)) open.add(step)
  }
  return false
}
