import type { Instant } from '../porting/calendar.ts'
import type { ChildError } from '../porting/bulk-order.ts'
import type { OrderError, OrderId } from '../porting/order.ts'

/**
 * A failed call to Bandwidth. `message` is for the log: codes and operations only, because Bandwidth's
 * descriptions may contain people's numbers. Messages to people are built from the fields.
 */
export abstract class BandwidthError extends Error {
  /** What was asked for, as the `Bandwidth` interface names it: `createDraft`. */
  readonly operation: string

  constructor(operation: string, says: string, cause?: unknown) {
    super(`${operation}: ${says}`, cause === undefined ? undefined : { cause })
    this.operation = operation
    this.name = new.target.name
  }
}

export interface RefusedReply {
  readonly httpStatus: number
  /** May be empty: some refusals have no body. */
  readonly errors: readonly OrderError[]
  readonly orderId?: OrderId | undefined
  /** Of a bulk order: which of its children refuse, and why. */
  readonly children?: readonly ChildError[] | undefined
}

/** Bandwidth read the request and said no, with a 4xx or inside a 2xx. Nothing was done. */
export class BandwidthRefused extends BandwidthError {
  readonly httpStatus: number
  readonly errors: readonly OrderError[]
  readonly orderId: OrderId | undefined
  readonly children: readonly ChildError[]

  constructor(operation: string, { httpStatus, errors, orderId, children = [] }: RefusedReply) {
    super(operation, `refused with ${httpStatus}${listCodes(errors)}`)
    this.httpStatus = httpStatus
    this.errors = errors
    this.orderId = orderId
    this.children = children
  }
}

/** 403: the credentials are good, but a role, a product or a feature of the account is missing. */
export class BandwidthForbidden extends BandwidthRefused {}

/** The order, file, or validation does not exist (anymore), as for deleted and purged drafts. */
export class BandwidthNotFound extends BandwidthError {
  readonly errors: readonly OrderError[]

  constructor(operation: string, errors: readonly OrderError[] = []) {
    super(operation, `not found${listCodes(errors)}`)
    this.errors = errors
  }
}

/** The credentials were not taken, by the token endpoint or by the API. Nothing was done. */
export class BandwidthUnauthorized extends BandwidthError {
  /** They are a name and a password, which Bandwidth no longer accepts. */
  readonly passwordsEnded: boolean

  constructor(
    operation: string,
    says = 'the credentials were not accepted',
    { passwordsEnded = false } = {},
  ) {
    super(operation, passwordsEnded ? `${says}: names and passwords have ended` : says)
    this.passwordsEnded = passwordsEnded
  }
}

/** The calls of this minute are used up, and waiting would take longer than a call may wait. Nothing was done. */
export class BandwidthBusy extends BandwidthError {
  readonly until: Instant
  /** Whose limit it is: Bandwidth's (429), or our own, which prevents one. */
  readonly by: 'bandwidth' | 'us'

  constructor(operation: string, until: Instant, by: 'bandwidth' | 'us') {
    const whose = by === 'us' ? 'too many calls of ours' : 'too many calls for Bandwidth'
    super(operation, `${whose} until ${new Date(until).toISOString()}`)
    this.until = until
    this.by = by
  }
}

/** The same, by our own count before anything was sent: true of every other call of its kind, too. */
export class BudgetSpent extends BandwidthBusy {}

/** Nothing was sent, or a read failed after its retries. Trying again is safe. */
export class BandwidthDown extends BandwidthError {
  /** What was answered instead, a 2xx that can't be read included; null: nothing was. */
  readonly httpStatus: number | null

  constructor(operation: string, says: string, cause?: unknown, httpStatus: number | null = null) {
    super(operation, says, cause)
    this.httpStatus = httpStatus
  }
}

/** A write was sent and no readable answer came back, so it may have happened. Read before retrying. */
export class OutcomeUnknown extends BandwidthError {}

function listCodes(errors: readonly OrderError[]): string {
  const codes = [...new Set(errors.map(({ code }) => code).filter((code) => code !== ''))]
  return codes.length === 0 ? '' : ` (${codes.slice(0, 10).join(', ')})`
}

export function isBandwidthError(error: unknown): error is BandwidthError {
  return error instanceof BandwidthError
}

/** Null if Bandwidth does not have it (anymore). */
export async function nullIfNotFound<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof BandwidthNotFound) return null
    throw error
  }
}

/** True when the caller can be sure that nothing changed at Bandwidth. */
export function nothingHappened(error: unknown): boolean {
  return error instanceof BandwidthError && !(error instanceof OutcomeUnknown)
}
