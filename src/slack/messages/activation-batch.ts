import type { BatchedOrder, BatchView } from '../../desk/view-batch.ts'
import type { AskedTogether } from '../../desk/activate-many.ts'
import type { ActivationRun } from '../../store/activations.ts'
import type { ActivationBatch, BatchOrder } from '../../store/activation-batches.ts'
import {
  APPROVER_LEFT,
  DECIDED_SINCE_BACKUP,
  MAY_BE_USED,
  NO_APPROVER_LEFT,
} from '../../porting/approval.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import { inParts } from '../../porting/in-parts.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { approveMany, stopMany } from '../controls/approval-controls.ts'
import { ago, hoursOf, moment } from '../moments.ts'
import {
  clipText,
  join,
  lines,
  mention,
  mrkdwn,
  nothing,
  plain,
  type Mrkdwn,
  withNames,
} from '../mrkdwn.ts'
import type { Instant } from '../../porting/calendar.ts'
import type { Progress } from '../../porting/progress.ts'
import {
  bulkTitle,
  firstRange,
  leavingBeside,
  numbersIn,
  shortBulkTitle,
} from '../words/bulk-words.ts'
import {
  countNumbers,
  dotted,
  shortTitle,
  numbersDo,
  sentence,
  subscriberName,
  theirCarriers,
} from '../words/order-words.ts'
import { progressBlock } from './progress.ts'

/** Several orders that are activated together: asked for, on the way, and what became of each, in place. */
export function activationBatch(view: BatchView, approvers: Mrkdwn): Message {
  const { batch } = view
  const says = headline(view, approvers)
  return message(says, [
    section(says),
    progressBlock(begun(view)),
    ...inParts(shownOrders(view), LINES_IN_SECTION).map((some) => section(lines(...some))),
    actions(buttons(view)),
    batch.state === 'ahead' ? null : context(people(view)),
    note(view),
  ])
}

function note(view: BatchView): ReturnType<typeof context> {
  const { batch } = view
  if (batch.state === 'open' && waiting(view).length > 0) {
    const until = untilOfAll(view)
    return context(
      join(
        [
          until === null
            ? null
            : mrkdwn`All of them can be activated until ${moment(until, view.now)}.`,
          'An order that changes meanwhile is left out. You can’t undo an activation.',
        ],
        ' ',
      ),
    )
  }
  return batch.state === 'ahead' && those(view, 'ahead').length > 0
    ? context(
        plain(
          `During these hours any coordinator can ${howToBegin(batch)}. Any change to an order voids it.`,
        ),
      )
    : null
}

/** The orders of a batch, for the person who pressed: `#1001`, or `#1002, #1003 and 4 more` */
export function ordersOfBatch({ bulkNumber, orders }: ActivationBatch): string {
  if (bulkNumber !== null) return `#${bulkNumber}`
  const named = orders.slice(0, MOST_NAMED).map(({ number }) => `#${number}`)
  const more = orders.length - named.length
  if (more > 0) return `${named.join(', ')} and ${showCount(more)} more`
  return named.length > 1
    ? `${named.slice(0, -1).join(', ')} and ${named.at(-1) ?? ''}`
    : named.join('')
}

const MOST_NAMED = 3

type OrderState = 'waits' | 'ahead' | 'live' | 'asked' | 'failed' | 'left-out'

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

function shownOrders(view: BatchView): readonly Mrkdwn[] {
  const { orders } = view
  const urgency = (one: BatchedOrder): number => SHOWN_FIRST[stateOf(one)]
  const sorted =
    orders.length > MOST_SHOWN ? orders.toSorted((a, b) => urgency(a) - urgency(b)) : orders
  const alike = Map.groupBy(sorted.slice(0, MOST_SHOWN), (one) => alikeBy(view, one))
  const shown = [...alike.values()].map((some) => lineOf(view, some))
  const more = orders.length - MOST_SHOWN
  return more > 0 ? [...shown, plain(`and ${countOf(more, 'more order')}`)] : shown
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

/** For the asker: how many activations began, and how many share one request. */
export function requestedOf(batch: AskedTogether): string {
  const { orders, ahead } = batch
  const isAhead = ({ number }: BatchOrder): boolean => ahead.includes(number)
  const asked = orders.filter((one) => one.approvalId !== null && !isAhead(one)).length
  const begun = orders.filter((one) => isAhead(one) && one.why === null).length
  // Somebody else pressed at the same time.
  if (asked + begun === 0) {
    return `Nothing was started with ${ordersOfBatch(batch)}. The request shows why for each order.`
  }
  const did =
    begun === 0
      ? `Requested approval to activate ${ordersOfBatch(batch)}: ${ordersAmong(asked, orders.length)}.`
      : asked === 0
        ? `Started activating ${ordersOfBatch(batch)}: ${ordersAmong(begun, orders.length)}.`
        : `Started activating ${ordersOfBatch(batch)}: ${countOf(begun, 'order')}, and requested approval for ${showCount(asked)}.`
  return `${did} The request shows each order’s result.`
}

/** For the approver: how many are pre-approved. */
export function preApprovedOf(batch: ActivationBatch): string {
  const { orders } = batch
  const approved = orders.filter(({ approvalId }) => approvalId !== null).length
  const count = ordersAmong(approved, orders.length)
  return `Pre-approved for ${ordersOfBatch(batch)}: ${count}. On the day, a coordinator can ${howToBegin(batch)}.`
}

function howToBegin({ bulkNumber }: ActivationBatch): string {
  return bulkNumber === null ? 'type `/portin activate` and their numbers' : 'click "Activate all"'
}

/** `7 orders`, `3 of 7 orders` */
function ordersAmong(count: number, all: number): string {
  const orders = countOf(all, 'order')
  return count === all ? orders : `${showCount(count)} of ${orders}`
}

/** How far one of them is, as it was seen last. */
function stateOf({ approval, run, order, view }: BatchedOrder): OrderState {
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

export function waiting(view: BatchView): readonly BatchedOrder[] {
  return those(view, 'waits')
}

function those({ orders }: BatchView, state: OrderState): readonly BatchedOrder[] {
  return orders.filter((one) => stateOf(one) === state)
}

function headline(view: BatchView, approvers: Mrkdwn): Mrkdwn {
  const { batch, orders } = view
  const waits = waiting(view)
  const count = (state: OrderState) => those(view, state).length
  if (batch.state === 'open' && waits.length > 0) {
    const numbers = sum(waits)
    return mrkdwn`*Activate ${countOf(waits.length, 'order')} of ${whose(view)}?* ${numbersDo(numbers, 'leave')} ${theirCarriers(numbers)} now. ${approvers}`
  }
  const ahead = those(view, 'ahead')
  if (batch.state === 'ahead' && ahead.length > 0) {
    const count = ordersAmong(ahead.length, orders.length)
    return mrkdwn`*Pre-approved: activate ${count} of ${whose(view)}* by ${mention(batch.askedBy)}. ${countNumbers(sum(ahead))}.${called(view, approvers)}`
  }
  const toBegin = waits.length + ahead.length
  const begun = orders.length - toBegin - count('left-out')
  if (batch.state === 'running') {
    return mrkdwn`*Activating ${whose(view)}: ${showCount(begun)} of ${countOf(begun + toBegin, 'order')} started*, ${showCount(count('live'))} live.`
  }
  const parts = [
    `${showCount(count('live'))} of ${countOf(orders.length, 'order')} live`,
    count('asked') > 0 && `${showCount(count('asked'))} not live yet`,
    ahead.length > 0 && `${showCount(ahead.length)} pre-approved, not started`,
    count('failed') > 0 && `${showCount(count('failed'))} not activated`,
    count('left-out') > 0 && `${showCount(count('left-out'))} left out`,
  ].filter((part) => part !== false)
  return mrkdwn`*${stoppedWords(view)}${whose(view)}: ${parts.join(', ')}*${called(view, approvers)}`
}

/** Whose move it is by now: what was approved ahead and is void, an approver can approve again. */
function called(view: BatchView, approvers: Mrkdwn): Mrkdwn {
  const { batch } = view
  if (batch.state !== 'ahead') {
    const isTheirMove = those(view, 'failed').length > 0 || view.orders.some(hasNoApprover)
    return isTheirMove ? mrkdwn` ${mention(batch.askedBy)}` : nothing
  }
  const [first, ...more] = those(view, 'left-out').filter(
    ({ approval }) => approval?.state === 'void',
  )
  if (first === undefined) return nothing
  const owner = mention(first.view.tracked.owner)
  return [first, ...more].some(({ approval }) => approval?.outcome === APPROVER_LEFT)
    ? mrkdwn` Another approver can pre-approve them. ${approvers} ${owner}`
    : mrkdwn` ${owner}`
}

/** Begun at Bandwidth; whether they are live is in the words. */
function begun(view: BatchView): Progress | null {
  const { batch, orders } = view
  if (batch.state !== 'running') return null
  const all = orders.filter((one) => stateOf(one) !== 'left-out').length
  return {
    done: all - waiting(view).length - those(view, 'ahead').length,
    all,
    thing: 'order',
    elapsedMs: null,
  }
}

export function whose({ bulk, orders }: BatchView): Mrkdwn {
  if (bulk !== null) return bulkTitle(bulk)
  const names = new Set(orders.map(({ view }) => subscriberName(view.tracked.content)))
  const [first = ''] = names
  return mrkdwn`${names.size > 1 ? `${first} and others` : first}`
}

/** The end of the hours in which those that wait can be activated, where all have the same. */
function untilOfAll(view: BatchView): Instant | null {
  const [until, ...others] = new Set(waiting(view).map((one) => closesAt(one)))
  return until === undefined || others.length > 0 || waiting(view).length < 2 ? null : until
}

function closesAt({ view }: BatchedOrder): Instant | null {
  return view.activation?.window?.closesAt ?? null
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
function hasNoApprover({ approval }: BatchedOrder): boolean {
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

/** Its line begins with the order. */
const NAMED_AGAIN = /^#\d+ can’t be activated (?:now: |yet\. )|(?<=^No approver is left) for #\d+/

/** In so few signs that the other orders stay in sight. */
function reason(why: string | null): Mrkdwn {
  const words = oneLine(why ?? '').replace(NAMED_AGAIN, '')
  return withNames(words === '' ? 'no reason given.' : clipText(sentence(words), LONGEST_WHY))
}

function stoppedWords({ batch, orders }: BatchView): string {
  if (batch.state !== 'stopped') return ''
  return orders.some(({ approval }) => approval?.outcome === 'withdrawn')
    ? 'Withdrawn. '
    : 'Stopped. '
}

export function buttons(view: BatchView): Parameters<typeof actions>[0] {
  const { batch } = view
  const waits = waiting(view)
  const ahead = those(view, 'ahead')
  if (waits.length + ahead.length === 0) return []
  switch (batch.state) {
    case 'open':
      if (waits.length === 0) return []
      return [
        approveMany.draw(batch.id, {
          orders: waits.length,
          numbers: sum(waits),
          title: titleOf(view, waits),
        }),
        stopMany.draw(batch.id, 'Withdraw request'),
      ]
    case 'running':
      return [stopMany.draw(batch.id, 'Stop')]
    case 'stopped':
    case 'over':
    case 'ahead':
      return []
  }
}

/** Which orders the dialog is about: the bulk order, or the first of them by name. */
function titleOf({ bulk }: BatchView, waits: readonly BatchedOrder[]): string {
  const orders = countOf(waits.length, 'order')
  if (bulk !== null) return `${shortBulkTitle(bulk)}, ${orders}`
  const more = waits.length - MOST_TITLES
  const titles = waits.slice(0, MOST_TITLES).map(({ view }) => shortTitle(view.tracked))
  return `${titles.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

const MOST_TITLES = 3

function people({ batch, now }: BatchView): Mrkdwn {
  const by = batch.decidedBy
  return join(
    [
      mrkdwn`${mention(batch.askedBy)} asked ${ago(batch.askedAt, now)}`,
      by === null ? null : mrkdwn`${mention(by)} approved`,
    ],
    ', ',
  )
}

function sum(orders: readonly BatchedOrder[]): number {
  return numbersIn(orders.map(({ view }) => view))
}

/** The order's own card has it whole. */
const LONGEST_WHY = 200
const LINES_IN_SECTION = 10
