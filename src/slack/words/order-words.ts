import type { OrderView } from '../../desk/view-order.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import { causeOf, shownErrors } from '../../porting/causes.ts'
import type { OrderContent, OrderError, PortOrder, Subscriber } from '../../porting/order.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { isTollFreeOrder, localPortKind, type PortKind } from '../../porting/port-kind.ts'
import { listStateOf } from '../../porting/list-state.ts'
import { carrierOf } from '../../porting/order-summary.ts'
import { ruleFor, type PortStatus, type Stage } from '../../porting/status.ts'
import { hasEndedAs, isAlive, listedStatus } from '../../porting/standing.ts'
import { showNumbers } from '../../porting/telephone-number.ts'
import type { ApprovalOperation } from '../../porting/approval.ts'
import type { KindName } from '../../store/followed.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import {
  calling,
  clipText,
  type Inserted,
  isEmpty,
  join,
  lines,
  link,
  mention,
  type Mrkdwn,
  mrkdwn,
  nothing,
  plain,
  spaced,
} from '../mrkdwn.ts'

/** `, @dana` behind "Your move". */
export function comma(owner: string): Mrkdwn {
  const who = calling(owner)
  return isEmpty(who) ? nothing : mrkdwn`, ${who}`
}

/** `#1042 · Acme Dental` */
export function orderTitle({ number, content }: TrackedOrder): Mrkdwn {
  return mrkdwn`#${number} · ${subscriberName(content)}`
}

/** Of names in a dialog, which takes 300 characters in all. */
const LONGEST_NAME = 40

/** Which order a dialog is about, in so few signs that what follows is not cut. */
export function shortTitle({ number, content }: TrackedOrder): string {
  return `#${number} · ${clipText(subscriberName(content), LONGEST_NAME)}`
}

/** How a message refers to the thread that contains it. */
export const THIS_THREAD = 'this order’s thread'

/** Whom the numbers leave, in a dialog. */
export function shortCarrier(tracked: TrackedOrder): string {
  return clipText(losingCarrier(tracked), LONGEST_NAME)
}

/** `submitted`, `draft`; a status that nobody knows as its text. */
export function stateWords(status: string, kind: KindName = 'order'): string {
  return oneLine(listStateOf({ kind, status, ending: null }))
}

/** The same of an order, whose kind says more than its status. */
export function stateOf(order: PortOrder): string {
  return stateWords(listedStatus(order))
}

/** On one line, whatever was typed or Bandwidth shows. */
export function subscriberName({ subscriber }: OrderContent): string {
  const { businessName, firstName, middleInitial, lastName } = subscriber
  const person = [firstName, middleInitial, lastName].filter((part) => part !== null).join(' ')
  return oneLine(businessName ?? '') || oneLine(person) || 'no customer yet'
}

/** `12 Orchard Ln, Durham NC 02134`; null while no part is known. */
export function addressLine({ serviceAddress: address }: Subscriber): string | null {
  const house = [address.housePrefix, address.houseNumber, address.houseSuffix]
  const street = [address.preDirectional, address.streetName, address.streetSuffix]
  const place = [address.city, address.stateCode, address.zip]
  const parts = [[...house, ...street, address.postDirectional], [address.addressLine2], place]
    .map((words) => oneLine(words.filter((word) => word !== null).join(' ')))
    .filter((part) => part !== '')
  return parts.length === 0 ? null : parts.join(', ')
}

/** `20 numbers leave`, `1 number leaves` */
export function numbersDo(count: number, verb: 'leave' | 'stay'): string {
  return `${countNumbers(count)} ${verb}${count === 1 ? 's' : ''}`
}

/** Of numbers that may have several: `1 number leaves its carrier` */
export function theirCarriers(count: number): string {
  return count === 1 ? 'its carrier' : 'their carriers'
}

/** `20 numbers`, `1 number` */
export function countNumbers(count: number): string {
  return countOf(count, 'number')
}

/** `919-555-0100 to 0119 (20 numbers)` */
export function numbersLine({ content }: TrackedOrder): Mrkdwn {
  return plain(content.numbers.length === 0 ? 'No numbers yet' : showNumbers(content.numbers))
}

/** `Frontier, on-net`; empty while nothing is known. */
export function carrierLine(tracked: TrackedOrder): Mrkdwn {
  if (tracked.seen === null) return nothing
  return join([losingCarrier(tracked), PORT_KINDS[localPortKind(tracked.seen)]], ', ')
}

/** Who lets the numbers go, as one would say it. */
export function losingCarrier(tracked: TrackedOrder): string {
  const name = carrierName(tracked)
  if (name !== null) return name
  const { seen } = tracked
  return seen !== null && isTollFreeOrder(seen) ? 'the controlling RespOrg' : 'the losing carrier'
}

/** Null while Bandwidth doesn't show it, and where it isn't ours to know. */
export function carrierName({ seen, listed }: TrackedOrder): string | null {
  const shown = seen === null ? null : carrierOf(seen)
  // A list may name one that the order itself doesn't show.
  return (shown ?? oneLine(listed?.from ?? '')) || null
}

const PORT_KINDS: Record<PortKind, string | null> = {
  'on-net-wireline': 'on-net',
  'on-net-wireless': 'wireless, on-net',
  'off-net': 'off-net',
  internal: 'already at Bandwidth',
  manual: 'manual (Bandwidth staff)',
  'toll-free': 'toll-free',
  unknown: null,
}

const STEPS = 5
const REACHED: Record<Stage, number> = {
  draft: 1,
  submitted: 2,
  foc: 3,
  activation: 4,
  live: 5,
  stopped: 0,
}

/** `Step 2 of 5`: of draft, submitted, FOC, activation and live; null for one not seen or going nowhere. */
export function stepWords(view: OrderView): string | null {
  const stage = stageOf(view)
  const reached = stage === null ? 0 : REACHED[stage]
  return reached === 0 ? null : `Step ${reached} of ${STEPS}`
}

function stageOf({ tracked, runs }: OrderView): Stage | null {
  const { seen } = tracked
  if (!isAlive(tracked) && !hasEndedAs('completed', tracked)) return 'stopped'
  if (seen === null) return null
  const { stage } = ruleFor(seen.status)
  return stage === 'foc' && runs.length > 0 ? 'activation' : stage
}

export const OPERATION_WORDS: Record<
  ApprovalOperation,
  { ask: string; done: string; noun: string }
> = {
  submit: { ask: 'submit', done: 'submitted', noun: 'submission' },
  activate: { ask: 'activate', done: 'activated', noun: 'activation' },
  change: { ask: 'change', done: 'changed', noun: 'change' },
  cancel: { ask: 'cancel', done: 'canceled', noun: 'cancel' },
}

const MOST_ERRORS = 2
/** The placeholder in causes; replaced by the carrier's name if that is known. */
const THE_CARRIER = 'the losing carrier'

/** `waiting on Frontier`, to be read after its name. */
export function statusWords(status: PortStatus, carrier: string): string {
  return ruleFor(status).words.replaceAll(THE_CARRIER, carrier)
}

/** ` (7300, 7433)`, appended to what they explain; empty without codes. */
export function codesOf(errors: readonly OrderError[]): string {
  const codes = [...new Set(errors.map(({ code }) => code))]
  return codes.length === 0 ? '' : ` (${codes.map(oneLine).join(', ')})`
}

/** The cause with its code, as a clause. */
export function causeTitle(error: OrderError, carrier: string): string {
  return causeOf(error).short.replaceAll(THE_CARRIER, carrier)
}

/** What to do about it. */
export function nextStep(error: OrderError, carrier: string): string {
  return causeOf(error).next.replaceAll(THE_CARRIER, carrier)
}

/**
 * The cause, its code in parentheses, and what to do about it.
 *
 * @param quoting false: Bandwidth's own words are shown elsewhere.
 * @param saysNext false: what to do is said elsewhere.
 * @param isAgreed true: Bandwidth has the customer's agreement to lose a feature.
 */
export function errorWords(
  given: readonly OrderError[],
  {
    carrier = THE_CARRIER,
    quoting = true,
    saysNext = true,
    isAgreed = false,
  }: {
    readonly carrier?: string
    readonly quoting?: boolean
    readonly saysNext?: boolean
    readonly isAgreed?: boolean
  } = {},
): Mrkdwn {
  const errors = shownErrors(given)
  if (errors.length === 0) return plain('Bandwidth gave no reason.')
  const shown = errors.slice(0, MOST_ERRORS).map((error, index) => {
    const { clause, short, next, fix } = causeOf(error)
    // For several fields the form says what to do.
    const isInForm = errors.length > 1 && fix.kind === 'fields'
    const step = isAgreed && fix.kind === 'consent' ? 'The customer agreed.' : next
    const todo = isInForm || !saysNext ? '' : ` ${step}`
    const words = `${quoting ? clause : short}.${todo}`.replaceAll(THE_CARRIER, carrier)
    return index === 0 ? plain(words) : capitalized(plain(words))
  })
  const more = errors.length > MOST_ERRORS ? `And ${errors.length - MOST_ERRORS} more.` : null
  return spaced(...shown, more)
}

/** The part of these errors that only Bandwidth's own words say, for the small print; null: nothing. */
export function bandwidthsWords(errors: readonly OrderError[]): Mrkdwn | null {
  const quotes = shownErrors(errors)
    .slice(0, MOST_ERRORS)
    .flatMap((error) => {
      const { ownWords } = causeOf(error)
      return ownWords === null ? [] : [mrkdwn`${error.code}: “${ownWords}”`]
    })
  return quotes.length === 0 ? null : mrkdwn`Bandwidth says ${join(quotes, ' · ')}`
}

/** As a sentence of its own begins. */
export function capitalized({ markup }: Mrkdwn): Mrkdwn {
  return { markup: markup.charAt(0).toUpperCase() + markup.slice(1) }
}

/** One line that ends like a sentence. */
export function sentence(text: string): string {
  const line = oneLine(text)
  return /[.!?…]$/.test(line) ? line : `${line}.`
}

/** `12 added, 8 taken out`, without what did not happen. */
export function addedAndRemoved({
  added,
  removed,
}: {
  readonly added: number
  readonly removed: number
}): string {
  const parts = [
    added > 0 && `${showCount(added)} added`,
    removed > 0 && `${showCount(removed)} removed`,
  ]
  return parts.filter((part) => part !== false).join(', ') || 'the same numbers again'
}

/** What became of a bulk order's numbers, for who changed them. */
export function numbersChanged(
  named: string,
  changed: Parameters<typeof addedAndRemoved>[0],
): string {
  return `${named}: ${addedAndRemoved(changed)}. Bandwidth is rechecking them.`
}

/** As a sentence ends before a middle dot. */
export function withoutPeriod({ markup }: Mrkdwn): Mrkdwn {
  return { markup: markup.replace(/\.(\*?)$/, '$1') }
}

/** The parts with middle dots between; empty ones are left out. */
export function dotted(...parts: readonly (Inserted | null)[]): Mrkdwn {
  return join(parts, ' · ')
}

/** Who asked for something and who approved it, each once. */
export function people({
  asker,
  approver,
}: {
  readonly asker: string | null
  readonly approver: string | null
}): Mrkdwn {
  const names = new Set([asker, approver].filter((one) => one !== null))
  return join([...names].map(mention), ' ')
}

const MOST_DIFFERENCES = 10
const LONGEST_DIFFERENCE = 200

/** One line each, the first few. */
export function differencesShown(differences: readonly string[]): readonly Mrkdwn[] {
  const more = differences.length - MOST_DIFFERENCES
  return [
    ...differences
      .slice(0, MOST_DIFFERENCES)
      .map((one) => mrkdwn`• ${clipText(oneLine(one), LONGEST_DIFFERENCE)}`),
    ...(more > 0 ? [plain(`and ${more} more`)] : []),
  ]
}

/** Of many orders those that something did not come about for, a line each. */
export function failures(
  failed: readonly { readonly child: number; readonly why: string }[],
): Mrkdwn {
  if (failed.length === 0) return nothing
  return lines(
    ...failed.slice(0, 10).map(({ child, why }) => {
      const isNamed = why.includes(`#${child}`)
      return mrkdwn`• ${isNamed ? '' : `#${child}: `}${oneLine(why)}`
    }),
    failed.length > 10 ? `and ${failed.length - 10} more` : null,
  )
}

/** The way back to the message that an order was started from. */
export function startedFromWords({ startedFrom }: { readonly startedFrom: string | null }): Mrkdwn {
  return startedFrom === null ? nothing : link(startedFrom, 'Started from a message')
}

export function bandwidthLink({ atBandwidth }: { readonly atBandwidth: string | null }): Mrkdwn {
  return atBandwidth === null ? nothing : link(atBandwidth, 'Open at Bandwidth')
}
