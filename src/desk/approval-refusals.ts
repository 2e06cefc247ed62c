import type { BandwidthError } from '../bandwidth/errors.ts'
import { mayDecide, type Decision } from '../porting/approval.ts'
import { type CalendarDay, showDay, showEasternTime } from '../porting/calendar.ts'
import { about, Refusal } from '../porting/refusal.ts'
import type { Approval } from '../store/approvals.ts'
import type { OrderRef } from '../store/followed.ts'
import type { TrackedOrder } from '../store/orders.ts'
import { troubleWith } from './bandwidth-trouble.ts'

/** The requester may take the day that Bandwidth expects, or request their own anyway. */
export class EarlierThanExpected extends Refusal {
  readonly order: OrderRef
  readonly requested: CalendarDay
  readonly expected: CalendarDay

  constructor({ number, token }: OrderRef, requested: CalendarDay, expected: CalendarDay) {
    super(
      'earlier-than-expected',
      about(
        number,
        (named) =>
          `${named} requests ${showDay(requested, expected)}. The earliest Bandwidth expects is ${showDay(expected, requested)}.`,
      ),
      'No approval was requested yet.',
    )
    this.order = { number, token }
    this.requested = requested
    this.expected = expected
  }
}

export function alreadyGranted({ orderNumber, decidedBy }: Approval): Refusal {
  return new Refusal(
    'already-granted',
    about(
      orderNumber,
      (named) =>
        `The activation of ${named} is already pre-approved${decidedBy === null ? '' : `, by @${decidedBy}`}.`,
    ),
    'On the day, click Activate now.',
  )
}

export function alreadyAsked({ orderNumber, operation, askedBy, askedAt }: Approval): Refusal {
  return new Refusal(
    'already-asked',
    about(
      orderNumber,
      (named) =>
        `@${askedBy} already requested approval to ${operation} ${named} at ${showEasternTime(askedAt)}.`,
    ),
    'The request is in its thread.',
  )
}

export function wouldEndAtOnce(number: number, operation: string): Refusal {
  return new Refusal(
    'would-end-at-once',
    about(
      number,
      (named) =>
        `A request to ${operation} ${named} would expire right away: Bandwidth deletes this draft now.`,
    ),
    'Edit the draft, or keep it for 2 days, and request approval again.',
  )
}

export function noSuchApproval(): Refusal {
  return new Refusal('no-such-approval', 'This request no longer exists.', 'Request it again.')
}

export function alreadyDecided({
  orderNumber,
  operation,
  state,
  askedBy,
  decidedBy,
  outcome,
}: Approval): Refusal {
  const who = decidedBy === null ? '' : ` by @${decidedBy}`
  const says = (named: string): Record<Approval['state'], string> => ({
    open: `The request to ${operation} ${named} is open.`,
    granted: `Already pre-approved${who}. On the day, click Activate now.`,
    spent: `Already approved${who}: ${outcome ?? 'the request is on its way to Bandwidth.'}`,
    denied: `Already ${decidedBy === askedBy ? 'withdrawn' : 'denied'}${who}.`,
    void: `No longer valid: ${outcome ?? `${named} changed.`}`,
    expired: `The request to ${operation} ${named} expired.`,
  })
  const again = state === 'void' || state === 'expired' || state === 'denied'
  return new Refusal(
    'already-decided',
    about(orderNumber, (named) => says(named)[state]),
    again ? 'You can request it again.' : null,
  )
}

export function approvalEnded({ orderNumber, operation, expiresAt }: Approval): Refusal {
  return new Refusal(
    'approval-ended',
    about(
      orderNumber,
      (named) =>
        `The request to ${operation} ${named} expired at ${showEasternTime(expiresAt)}. Nothing was sent.`,
    ),
    'You can request it again.',
  )
}

export function changedAfterAsked({ orderNumber, operation }: Approval, what: string): Refusal {
  return new Refusal(
    'changed-after-asked',
    about(
      orderNumber,
      (named) => `Not done: ${named} changed after the request to ${operation} it (${what}).`,
    ),
    'Request approval again so the approver sees the current order.',
  )
}

export function approverNotKnown({ orderNumber, decidedBy, askedBy }: Approval): Refusal {
  return new Refusal(
    'approver-unknown',
    about(
      orderNumber,
      (named) =>
        `I can’t check with Slack whether @${decidedBy ?? askedBy} may still approve, so ${named} wasn’t activated.`,
    ),
    'Try again in a minute.',
  )
}

/** @throws Refusal */
export function refuseUnlessMayDecide(decision: Decision): void {
  const may = mayDecide(decision)
  if (!may.allowed) throw new Refusal('may-not-decide', may.why)
}

export function documentUnreadable({ number }: TrackedOrder, error: BandwidthError): Refusal {
  const { clause, next } = troubleWith(error)
  return new Refusal(
    'bandwidth-unreachable',
    about(
      number,
      (named) =>
        `I can’t read a document of ${named} at Bandwidth, so it can’t be approved now: ${clause}.`,
    ),
    `Nothing was sent. ${next}`,
  )
}
