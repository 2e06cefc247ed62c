import type { BatchedOrder, BatchView } from '../../desk/view-batch.ts'
import {
  APPROVER_LEFT,
  DECIDED_SINCE_BACKUP,
  MAY_BE_USED,
  NO_APPROVER_LEFT,
} from '../../porting/approval.ts'
import type { Instant } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { ActivationRun } from '../../store/activations.ts'
import { hoursOf, moment } from '../moments.ts'
import { clipText, mrkdwn, nothing, plain, withNames, type Mrkdwn } from '../mrkdwn.ts'
import { firstRange, leavingBeside, numbersIn } from '../words/bulk-words.ts'
import { countNumbers, dotted, sentence } from '../words/order-words.ts'

export function shownOrders(view: BatchView): readonly Mrkdwn[] {
  const { orders } = view
  const urgency = (one: BatchedOrder): number => SHOWN_FIRST[stateOf(one)]
  const sorted =
    orders.length > MOST_SHOWN ? orders.toSorted((a, b) => urgency(a) - urgency(b)) : orders
  const alike = Map.groupBy(sorted.slice(0, MOST_SHOWN), (one) => alikeBy(view, one))
  const shown = [...alike.values()].map((some) => lineOf(view, some))
  const more = orders.length - MOST_SHOWN
  return more > 0 ? [...shown, plain(`and ${countOf(more, 'more order')}`)] : shown
}

const MOST_SHOWN = 40
/** Orders that may need action come first, if not all can be shown. */
const SHOWN_FIRST: Record<OrderState, number> = {
  failed: 0,
  'left-out': 1,
  waits: 2,
  ahead: 3,
  asked: 4,
  live: 5,
}

/** More than these would be a wall on a phone: then those of one carrier share a line. */
const FEW = 4

/** An order that waits or failed has a line of its own, with its carrier and numbers. */
function alikeBy(view: BatchView, one: BatchedOrder): string | BatchedOrder {
  const state = stateOf(one)
  const isOneOfMany = waiting(view).length > FEW && untilOfAll(view) !== null
  if (state === 'waits' && isOneOfMany && one.order.why === null) {
    return leavingBeside(one.view.tracked)
  }
  return state === 'live' || state === 'left-out' ? (stateText(one)?.markup ?? state) : one
}

function lineOf(view: BatchView, some: readonly BatchedOrder[]): Mrkdwn {
  const [first, ...others] = some
  if (first === undefined) return nothing
  if (others.length === 0) return orderLine(view, first)
  const named = some.map(({ view: { tracked } }) => `#${tracked.number}`).join(', ')
  return stateOf(first) === 'waits'
    ? mrkdwn`• ${dotted(leavingBeside(first.view.tracked), countNumbers(sum(some)), named)}`
    : mrkdwn`• ${dotted(named, stateText(first))}`
}

function orderLine(view: BatchView, one: BatchedOrder): Mrkdwn {
  const { batch, now } = view
  const { tracked } = one.view
  const until = untilOfAll(view) === null ? closesAt(one) : null
  const ahead = one.approval?.facts.ahead
  return mrkdwn`• ${dotted(
    `#${tracked.number}`,
    leavingBeside(tracked),
    // Only an approver needs the ranges.
    batch.state === 'open' || batch.state === 'ahead'
      ? firstRange(tracked)
      : countNumbers(tracked.content.numbers.length),
    stateOf(one) === 'waits' && until !== null ? mrkdwn`until ${moment(until, now)}` : null,
    stateOf(one) === 'ahead' && ahead !== undefined ? hoursOf(ahead, now) : null,
    stateText(one),
  )}`
}

function stateText(one: BatchedOrder): Mrkdwn | null {
  const { order, approval, run } = one
  switch (stateOf(one)) {
    case 'waits':
    case 'ahead':
      return order.why === null ? null : reason(order.why)
    case 'live':
      return plain('live')
    case 'asked':
      return run?.state === 'unknown'
        ? plain('no answer yet, and I won’t send it again')
        : mrkdwn`accepted, not live yet${warned(approval)}`
    case 'failed':
      return run?.state === 'not-seen'
        ? notSeen(run, approval)
        : mrkdwn`not activated: ${reason(order.why ?? run?.reply ?? approval?.outcome ?? null)}`
    case 'left-out':
      return mrkdwn`left out: ${reason(whyLeftOut(one))}`
  }
}

/** A request that was taken may have been skipped without an error; one without an answer may never have arrived. */
function notSeen({ reply }: ActivationRun, approval: BatchedOrder['approval']): Mrkdwn {
  return reply === null
    ? plain('no answer from Bandwidth, and not live')
    : mrkdwn`accepted, but not live: probably skipped${warned(approval)}`
}

function warned(approval: BatchedOrder['approval']): Mrkdwn {
  const warning = approval?.facts.warning
  return warning === undefined ? nothing : mrkdwn`. Bandwidth warns: ${reason(warning)}`
}

/** What was said when an approver pressed is not the last word where none is left. */
function whyLeftOut(one: BatchedOrder): string {
  return hasNoApprover(one) ? whyOver(one) : (one.order.why ?? whyOver(one))
}

function whyOver({ approval }: BatchedOrder): string {
  switch (approval?.state) {
    case 'expired':
      return approval.facts.ahead === undefined ? 'the request expired' : 'expired unused'
    case 'denied':
      return 'denied'
    case 'void':
      return whyVoid(approval.outcome)
    case 'open':
    case 'granted':
    case 'spent':
    case undefined:
      return 'not asked for'
  }
}

function whyVoid(outcome: string | null): string {
  if (outcome === null) return 'it changed'
  return NO_CHANGE.has(outcome) || outcome.startsWith(NO_APPROVER_LEFT)
    ? outcome
    : `it changed (${outcome})`
}

/** Nobody was left who may decide on it while it waited. */
export function hasNoApprover({ approval }: BatchedOrder): boolean {
  return approval?.state === 'void' && approval.outcome?.startsWith(NO_APPROVER_LEFT) === true
}

const NO_CHANGE: ReadonlySet<string> = new Set([
  APPROVER_LEFT,
  DECIDED_SINCE_BACKUP,
  MAY_BE_USED,
  'stopped',
  'withdrawn',
  'asked again',
  'interrupted',
])

/** In so few signs that the other orders stay in sight. */
function reason(why: string | null): Mrkdwn {
  const words = oneLine(why ?? '').replace(NAMED_AGAIN, '')
  return withNames(words === '' ? 'no reason given.' : clipText(sentence(words), LONGEST_WHY))
}

/** Its line begins with the order. */
const NAMED_AGAIN = /^#\d+ can’t be activated (?:now: |yet\. )|(?<=^No approver is left) for #\d+/
/** The order's own card has it whole. */
const LONGEST_WHY = 200

export type OrderState = 'waits' | 'ahead' | 'live' | 'asked' | 'failed' | 'left-out'

/** How far one of them is, as it was seen last. */
export function stateOf({ approval, run, order, view }: BatchedOrder): OrderState {
  if (view.tracked.seen?.status === 'COMPLETE') return 'live'
  switch (run?.state) {
    case 'live':
      return 'live'
    case 'asked':
    case 'unknown':
      return 'asked'
    case 'refused':
    case 'not-seen':
      return 'failed'
    case undefined:
      break
  }
  if (approval?.state === 'open') return 'waits'
  if (approval?.state === 'granted') return 'ahead'
  return order.approvalId === null || approval?.state !== 'spent' ? 'left-out' : 'failed'
}

export function those({ orders }: BatchView, state: OrderState): readonly BatchedOrder[] {
  return orders.filter((one) => stateOf(one) === state)
}

export function waiting(view: BatchView): readonly BatchedOrder[] {
  return those(view, 'waits')
}

/** The end of the hours in which those that wait can be activated, where all have the same. */
export function untilOfAll(view: BatchView): Instant | null {
  const [until, ...others] = new Set(waiting(view).map((one) => closesAt(one)))
  return until === undefined || others.length > 0 || waiting(view).length < 2 ? null : until
}

function closesAt({ view }: BatchedOrder): Instant | null {
  return view.activation?.window?.closesAt ?? null
}

export function sum(orders: readonly BatchedOrder[]): number {
  return numbersIn(orders.map(({ view }) => view))
}
