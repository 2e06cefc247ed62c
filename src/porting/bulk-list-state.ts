import type { BulkNumbers } from './bulk-order.ts'
import { vendorFailed } from './bulk-account.ts'
import type { Instant } from './calendar.ts'
import type { OrderError } from './order.ts'

/** How far Bandwidth has processed the list of requested numbers. */
export type ListState =
  /** Still to be given, and then checked. */
  | { readonly is: 'unsent' }
  /** Bandwidth does not take it as it is. */
  | { readonly is: 'not-taken'; readonly errors: readonly OrderError[] }
  | ListInCheck
  /** Bandwidth's result is known. */
  | { readonly is: 'checked'; readonly givenAt: Instant }

/** Until Bandwidth has reported the result for the list; a check that failed at the vendor is restarted. */
interface ListInCheck {
  readonly is: 'in-check'
  readonly since: Instant
  /** How many numbers are checked; null if Bandwidth does not say. */
  readonly done: number | null
}

export function inCheckSince(since: Instant): ListInCheck {
  return { is: 'in-check', since, done: null }
}

/** Null while nothing is checked. */
export function checkedSince(list: ListState): Instant | null {
  return list.is === 'in-check' ? list.since : null
}

/** Bandwidth's answer to the list has been had, be it that it does not take it. */
export function isAnswered({ is }: ListState): boolean {
  return is !== 'unsent'
}

/** Bandwidth has exactly the requested numbers. */
export function isGiven({ is }: ListState): boolean {
  return is === 'in-check' || is === 'checked'
}

/** The state of the list after a refresh. */
export function listAfterRefresh(
  list: ListState,
  shown: {
    readonly isChecking: boolean
    readonly split: BulkNumbers | null
    readonly done: number | null
  },
): ListState {
  if (list.is !== 'in-check') return list
  // Of a check that failed it stays known how long it went on.
  const goesOn = shown.isChecking || (shown.split !== null && vendorFailed(shown.split))
  return goesOn ? { ...list, done: shown.done } : { is: 'checked', givenAt: list.since }
}
