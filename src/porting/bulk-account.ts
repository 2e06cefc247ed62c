import type { BulkChild, BulkNumbers } from './bulk-order.ts'
import type { OrderError, OrderId } from './order.ts'
import type { TelephoneNumber } from './telephone-number.ts'

interface RefusedNumber {
  readonly tn: TelephoneNumber
  readonly error: OrderError
}

/** Where each number of a bulk order is: every one that was asked for, in exactly one place. */
export interface BulkAccount {
  /** With those of their numbers that were asked for; a child without any is still there. */
  readonly children: readonly BulkChild[]
  /** Can move, and are in no child yet. */
  readonly portable: readonly TelephoneNumber[]
  readonly refused: readonly RefusedNumber[]
  /** Bandwidth has no word on them yet, or could not find out. */
  readonly checking: readonly TelephoneNumber[]
}

/** The check did not come to an end, whatever the numbers are like: nothing but trying again helps. */
const VENDOR_FAILURES: ReadonlySet<string> = new Set([
  '7617',
  '7618',
  '7619',
  '7623',
  '7626',
  '7628',
  '7646',
])

export function isVendorFailure({ code }: Pick<OrderError, 'code'>): boolean {
  return VENDOR_FAILURES.has(code)
}

/** Whether the check stopped because a vendor of Bandwidth's could not be asked. Some numbers may be bad too. */
export function vendorFailed({ status, errors }: BulkNumbers): boolean {
  return status === 'INVALID_DRAFT_TNS' && errors.some(isVendorFailure)
}

/**
 * How many of the numbers Bandwidth has checked so far; `null` if it does not say: usually it lists all
 * of them as not validated until the end.
 */
export function numbersDone({ notValidated }: BulkNumbers, asked: number): number | null {
  const left = notValidated.length
  return left > 0 && left < asked ? asked - left : null
}

/** The numbers that cannot go, each with the first reason given; one that is in a child does go. */
export function refusedNumbers({
  children,
  errors,
}: BulkNumbers): ReadonlyMap<TelephoneNumber, OrderError> {
  const refused = new Map<TelephoneNumber, OrderError>()
  for (const error of errors) {
    if (isVendorFailure(error)) continue
    for (const tn of error.numbers) if (!refused.has(tn)) refused.set(tn, error)
  }
  for (const { numbers } of children) for (const tn of numbers) refused.delete(tn)
  return refused
}

/**
 * Accounts for every number that was asked for, once, in the order in which they were asked for. Where
 * Bandwidth's reply has a number in several places the child counts first, then the reason, then that it
 * can move; numbers that nobody asked for are left out.
 */
export function accountFor(
  desired: readonly TelephoneNumber[],
  numbers: BulkNumbers | null,
): BulkAccount {
  const open = new Set(desired)
  if (numbers === null || numbers.status === 'VALIDATE_DRAFT_TNS') {
    return { children: [], portable: [], refused: [], checking: [...open] }
  }

  // Most of twenty thousand numbers are in a child: only the rest is examined further.
  const children = takeIntoChildren(open, numbers.children)
  if (open.size === 0) return { children, portable: [], refused: [], checking: [] }

  const refusals = refusedNumbers(numbers)
  const canMove = new Set(numbers.portable)
  const portable: TelephoneNumber[] = []
  const refused: RefusedNumber[] = []
  const checking: TelephoneNumber[] = []
  for (const tn of open) {
    const error = refusals.get(tn)
    if (error !== undefined) refused.push({ tn, error })
    else if (canMove.has(tn)) portable.push(tn)
    else checking.push(tn)
  }
  return { children, portable, refused, checking }
}

/** Each child once, each number in the first child that has it; what they hold is open no more. */
function takeIntoChildren(
  open: Set<TelephoneNumber>,
  children: readonly BulkChild[],
): readonly BulkChild[] {
  const byId = new Map<OrderId, TelephoneNumber[]>()
  for (const { id, numbers } of children) {
    const own = byId.get(id) ?? []
    byId.set(id, own)
    for (const tn of numbers) if (open.delete(tn)) own.push(tn)
  }
  return [...byId].map(([id, numbers]) => ({ id, numbers }))
}
