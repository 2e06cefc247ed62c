import { isVendorFailure, refusedNumbers } from './bulk-account.ts'
import type { BulkNumbers, BulkOrder } from './bulk-order.ts'
import {
  bulkRuleFor,
  isBulkDraft,
  isBulkTerminal,
  knownBulkStatus,
  type BulkStatus,
  type KnownBulkStatus,
} from './bulk-status.ts'
import type { OrderError } from './order.ts'

/** A change of a bulk order that is worth announcing. */
export type BulkChange =
  /** All can move, and are split into this many orders. */
  | {
      readonly kind: 'numbers-valid'
      readonly children: number
      /** How many of them have no details that were typed before; absent: all. */
      readonly added?: number
    }
  | { readonly kind: 'numbers-invalid'; readonly refused: number }
  /** No number is to blame: it can be tried again. */
  | { readonly kind: 'validation-failed'; readonly errors: readonly OrderError[] }
  | { readonly kind: 'submitted' }
  | { readonly kind: 'needs-attention' }
  | { readonly kind: 'under-way-again' }
  | { readonly kind: 'completed' }
  | { readonly kind: 'partial' }
  | { readonly kind: 'cancelled' }
  /** It no longer has any orders, so it will be purged. */
  | { readonly kind: 'draft-again' }
  /** Bandwidth deleted it. Announced by the refresh that finds this: nothing to compare. */
  | { readonly kind: 'swept' }
  | { readonly kind: 'surprise'; readonly from: BulkStatus; readonly to: BulkStatus }

/** A bulk order at one refresh: its numbers are read apart, so the two may be of different moments. */
export interface SeenBulk {
  readonly order: BulkOrder
  readonly numbers: BulkNumbers | null
}

/** The changes of a bulk order between two refreshes, in the order in which to announce them. */
export function bulkChangesBetween(before: SeenBulk, after: SeenBulk): readonly BulkChange[] {
  return [
    ...moveBetween(before.order.status, after.order.status),
    ...(isAnnouncedAlready(before, after) ? [] : verdictOn(after)),
  ]
}

function moveBetween(from: BulkStatus, to: BulkStatus): readonly BulkChange[] {
  if (from === to) return []
  const [known, reached] = [knownBulkStatus(from), knownBulkStatus(to)]
  const isUsual = known !== undefined && reached !== undefined && leadsTo(known, reached)
  if (!isUsual) return [{ kind: 'surprise', from, to }, ...arrivalAt(to, from)]

  const isSent = isBulkDraft(from) && !isBulkDraft(to) && !isBulkTerminal(to)
  return [...(isSent ? [{ kind: 'submitted' } as const] : []), ...arrivalAt(to, from)]
}

/** What the new status means; the verdict on its numbers is announced separately. */
function arrivalAt(to: BulkStatus, from: BulkStatus): readonly BulkChange[] {
  const reached = knownBulkStatus(to)
  switch (reached) {
    case 'DRAFT':
      return [{ kind: 'draft-again' }]
    case 'NEEDS_ATTENTION':
      return [{ kind: 'needs-attention' }]
    case 'IN_PROGRESS':
      return from === 'NEEDS_ATTENTION' ? [{ kind: 'under-way-again' }] : []
    case 'COMPLETED':
      return [{ kind: 'completed' }]
    case 'PARTIAL':
      return [{ kind: 'partial' }]
    case 'CANCELLED':
      return [{ kind: 'cancelled' }]
    case 'VALIDATE_DRAFT_TNS':
    case 'VALID_DRAFT_TNS':
    case 'INVALID_DRAFT_TNS':
    case undefined:
      return []
  }
}

/** Nothing while order and numbers are not of the same moment: the next refresh announces it. */
function verdictOn({ order, numbers }: SeenBulk): readonly BulkChange[] {
  if (numbers === null || numbers.status !== order.status) return []
  if (order.status === 'VALID_DRAFT_TNS') {
    return [{ kind: 'numbers-valid', children: numbers.children.length }]
  }
  if (order.status !== 'INVALID_DRAFT_TNS') return []

  const refused = refusedNumbers(numbers).size
  const failures = numbers.errors.filter(isVendorFailure)
  const errors = refused === 0 && failures.length === 0 ? numbers.errors : failures
  return [
    ...(refused > 0 ? [{ kind: 'numbers-invalid', refused } as const] : []),
    ...(refused === 0 || failures.length > 0
      ? [{ kind: 'validation-failed', errors } as const]
      : []),
  ]
}

function isAnnouncedAlready(before: SeenBulk, after: SeenBulk): boolean {
  if (before.order.status !== after.order.status || verdictOn(before).length === 0) return false
  return after.order.status === 'VALID_DRAFT_TNS'
    ? !isSplitAgain(before.numbers, after.numbers)
    : JSON.stringify(before.numbers?.errors) === JSON.stringify(after.numbers?.errors)
}

/** A change of the numbers replaces every child; one that joins or leaves does not. */
function isSplitAgain(before: BulkNumbers | null, after: BulkNumbers | null): boolean {
  const earlier = new Set(before?.children.map(({ id }) => id))
  const children = after?.children ?? []
  return earlier.size > 0 && children.length > 0 && children.every(({ id }) => !earlier.has(id))
}

/** What a bulk order passes through so quickly that two refreshes may miss it. */
const PASSED_THROUGH: ReadonlySet<KnownBulkStatus> = new Set([
  'VALIDATE_DRAFT_TNS',
  'VALID_DRAFT_TNS',
  'IN_PROGRESS',
  'NEEDS_ATTENTION',
])

/** Whether one status normally leads to the other, directly or through missed ones. */
function leadsTo(from: KnownBulkStatus, to: KnownBulkStatus): boolean {
  const open = new Set<KnownBulkStatus>([from])
  for (const status of open) {
    const { next } = bulkRuleFor(status)
    if (next.includes(to)) return true
    for (const step of next) if (PASSED_THROUGH.has(step)) open.add(step)
  }
  return false
}
