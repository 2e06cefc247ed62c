import { countOf } from '../../porting/counts.ts'
import { endingWords } from './ending-words.ts'
import type { BulkView, ChildView } from '../../desk/bulk/view-bulk.ts'
import type { AnyOrder } from '../../desk/order-kind.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { CANCEL_RISKS, latenessOfCancel } from '../../porting/cancel-risk.ts'
import { dayOf, daysBetween, type Instant } from '../../porting/calendar.ts'
import { isSameFocDate } from '../../porting/foc.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import { localPortKind, isTollFreeOrder } from '../../porting/port-kind.ts'
import {
  areTollFree,
  isTollFree,
  showNumber,
  showNumbers,
  showRanges,
  type TelephoneNumber,
} from '../../porting/telephone-number.ts'
import { oneLine } from '../../porting/plain-text.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import { isSeen, type TrackedOrder } from '../../store/orders.ts'
import { day, focDay } from '../moments.ts'
import { clipText, join, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { carrierName, countNumbers, dotted, losingCarrier, shortTitle } from './order-words.ts'
import { agreedMeanwhile } from './agreed-words.ts'
import { hasEndedAs, isAlive, standingOf, statusText } from '../../porting/standing.ts'

/** `#1042 · Acme Corp (bulk)` */
export function bulkTitle(bulk: TrackedBulk): Mrkdwn {
  return mrkdwn`#${bulk.number} · ${bulkName(bulk)}`
}

/** `Acme Corp (bulk)` */
export function bulkName({ shared }: Pick<TrackedBulk, 'shared'>): string {
  const { businessName, firstName, lastName } = shared.subscriber
  const person = [firstName, lastName].filter((part) => part !== null).join(' ')
  const name = oneLine(businessName ?? '') || oneLine(person)
  return `${name || 'no customer yet'} (bulk)`
}

const LONGEST_NAME = 40

/** Which bulk order a dialog is about, in so few signs that what follows is not cut. */
export function shortBulkTitle(bulk: TrackedBulk): string {
  return `#${bulk.number} · ${clipText(bulkName(bulk), LONGEST_NAME)}`
}

/** The same for an order of either kind. */
export function titleOfEither(order: AnyOrder): string {
  return 'shared' in order ? shortBulkTitle(order) : shortTitle(order)
}

/** Its status, to be read after its name. */
export function bulkStatusText(bulk: TrackedBulk): Mrkdwn {
  const standing = standingOf(bulk)
  if (standing.is === 'ended') return endingWords(standing.how)
  if (standing.is !== 'seen') return plain('not at Bandwidth yet')
  return plain(bulkRuleFor(standing.seen.status).words)
}

/** `312 numbers (22 toll-free) in 7 orders` */
export function numbersInOrders({ counts, children }: BulkView): string {
  const { all, local, tollFree } = counts
  const kinds = tollFree > 0 && local > 0 ? ` (${tollFree} toll-free)` : ''
  const orders = children.length === 0 ? '' : ` in ${countOf(children.length, 'order')}`
  return `${countNumbers(all)}${kinds}${orders}`
}

/**
 * The carrier or RespOrg that an order's numbers leave, as far as it is known. In a list: a RespOrg that
 * Bandwidth doesn't show is identified by its numbers.
 */
export function leaving(tracked: TrackedOrder): string {
  const name = carrierName(tracked)
  if (name !== null) return name
  const [first] = tracked.content.numbers
  if (first !== undefined && areTollFree(tracked.content.numbers))
    return `the RespOrg of ${showNumber(first)}`
  return tracked.seen === null ? 'carrier unknown so far' : losingCarrier(tracked)
}

/** The same next to the numbers that identify it: `toll-free` for a RespOrg that Bandwidth doesn't show. */
export function leavingBeside(tracked: TrackedOrder): string {
  return carrierName(tracked) === null && areTollFree(tracked.content.numbers)
    ? 'toll-free'
    : oneLine(leaving(tracked))
}

/** `Frontier, 919-555-0100 to 0109 (10 numbers)`: one of several in a list to choose from. */
export function inChoice(tracked: TrackedOrder): string {
  return `${leavingBeside(tracked)}, ${firstRange(tracked)}`
}

/** `919-555-0100 to 0109 (10 numbers)`, `919-555-0100 to 0109 and 5 more (15 numbers)` */
export function firstRange({ content }: Pick<TrackedOrder, 'content'>): string {
  return showNumbers(content.numbers, 1)
}

export function numbersIn(orders: readonly Pick<ChildView, 'tracked'>[]): number {
  return orders.reduce((all, { tracked }) => all + tracked.content.numbers.length, 0)
}

/** The oldest read among those that a count of its orders is based on; null: none of them can change. */
export function oldestCheck({ children }: Pick<BulkView, 'children'>): Instant | null {
  const times = children.flatMap(({ tracked }) =>
    isAlive(tracked) && tracked.seenAt !== null ? [tracked.seenAt] : [],
  )
  return times.length === 0 ? null : Math.min(...times)
}

/** `#1004 was rejected`; without a number while the order itself has not been read. */
export function rejectedWords({ children }: BulkView): string {
  const rejected = children
    .filter(({ tracked }) => tracked.seen?.status === 'EXCEPTION')
    .map(({ tracked }) => tracked.number)
  if (rejected.length === 0) return 'an order was rejected'
  return `${someOrders(rejected, 5)} ${rejected.length === 1 ? 'was' : 'were'} rejected`
}

/** One line of the breakdown: number, from, how many, kind, date, what is missing. */
export function childLine(
  { tracked, missing, warnings, errors, resentAs }: ChildView,
  now: number,
): Mrkdwn {
  const { number, content, seen, ending } = tracked
  const [from, kind] = [leavingBeside(tracked), kindWords(tracked)]
  const problems = [
    ...errors.map(({ description, code }) => `${description} (${code})`),
    ...missing,
    ...warnings,
  ]
  return join(
    [
      dotted(
        mrkdwn`*#${number}*`,
        from,
        numbersWords(content.numbers),
        from === kind ? null : kind,
        isAlive(tracked) || hasEndedAs('completed', tracked) ? dateWords(tracked, now) : null,
        hasEndedAs('canceled', tracked) ? cancelledWords(resentAs) : null,
        ending === null || hasEndedAs('canceled', tracked) ? null : endingWords(ending),
        seen === null || seen.status === 'FOC' || !isAlive(tracked) ? null : statusText(seen),
      ),
      problems.length === 0 ? null : mrkdwn`:warning: ${oneLine(problems.join(' '))}`,
    ],
    '\n',
  )
}

/** `10 numbers: 919-555-0100 to 0109` */
function numbersWords(numbers: readonly TelephoneNumber[]): string {
  const count = countNumbers(numbers.length)
  return numbers.length === 0 ? count : `${count}: ${showRanges(numbers)}`
}

const MOST_OF_ALL = 2

/** `2 orders have warnings: #1002, #1004`, and in words what holds for all of them; null where none has any. */
export function warningWords({ children }: Pick<BulkView, 'children'>): string | null {
  const ofAll = new Set(warningsOfAll(children))
  const warned = children
    .filter(({ warnings }) => warnings.some((says) => !ofAll.has(says)))
    .map(({ tracked }) => tracked.number)
  const verb = warned.length === 1 ? 'has a warning' : 'have warnings'
  const says = [
    ofAll.size === 0 ? null : `All ${children.length} orders: ${[...ofAll].join(' ')}`,
    warned.length === 0
      ? null
      : `${countOf(warned.length, 'order')} ${verb}: ${someOrders(warned, 5)}.`,
  ].filter((one) => one !== null)
  return says.length === 0 ? null : says.join(' ')
}

/** Warnings about the details that all orders share, so that they need not be repeated for each. */
function warningsOfAll([first, ...others]: BulkView['children']): readonly string[] {
  if (first === undefined || others.length === 0) return []
  const isOfAll = (says: string) => others.every(({ warnings }) => warnings.includes(says))
  return first.warnings.filter(isOfAll).slice(0, MOST_OF_ALL)
}

function cancelledWords(resentAs: number | null): string {
  return resentAs === null ? 'canceled' : `canceled, resubmitted on its own as #${resentAs}`
}

function kindWords({ seen, content }: TrackedOrder): string {
  if (seen === null) return content.numbers.some(isTollFree) ? 'toll-free' : 'local'
  if (isTollFreeOrder(seen)) return 'toll-free'
  const words: Record<ReturnType<typeof localPortKind>, string> = {
    'on-net-wireline': 'on-net',
    'on-net-wireless': 'wireless',
    'off-net': 'off-net',
    internal: 'at Bandwidth already',
    manual: 'manual port',
    'toll-free': 'toll-free',
    unknown: 'local',
  }
  return words[localPortKind(seen)]
}

function dateWords({ seen }: TrackedOrder, now: number): Mrkdwn | null {
  if (seen === null) return null
  const meanwhile = agreedMeanwhile(seen, now)
  if (meanwhile !== null) return meanwhile
  if (seen.actualFocDate !== null) return mrkdwn`FOC ${focDay(seen.actualFocDate, now)}`
  return seen.earliestEstimate === null
    ? null
    : mrkdwn`earliest ${day(seen.earliestEstimate.day, now)}`
}

/** Whether the orders that hold the common date still prevent an earlier one for the others. */
export function earlierDate({
  bulk,
  dates,
  now,
}: Pick<BulkView, 'bulk' | 'dates' | 'now'>): Mrkdwn | null {
  const { common, heldBy, withoutDate, withoutHolders: then } = dates
  if (common === null || then === null) return null
  const isRequested = isSameFocDate(common, bulk.seen?.requestedFocDate ?? null)
  if (heldBy.length === 0 && (isRequested || then === 'not-known')) return null
  const others = withoutDate.length === 0 ? 'the others' : 'the others with an FOC date'
  const those = someOrders(heldBy, 3)
  if (then === 'not-known')
    return plain(`I don’t know what date ${others} could have without ${those}.`)
  const days = daysBetween(then.day, common.day)
  if (days <= 0 || then.day <= dayOf(now)) return null
  const earlier = mrkdwn`*${focDay(then, now)}*, ${countOf(days, 'day')} earlier`
  return heldBy.length > 0
    ? mrkdwn`Without ${those}, ${others} could port ${earlier}.`
    : mrkdwn`Every order with an FOC date could port ${earlier}. Open a ticket with Bandwidth support for it.`
}

/** What an order of a bulk order still needs after a change of its own, and where that change is announced. */
export function afterChildEdit(
  { bulk, children }: BulkView,
  number: number,
  { hasThread }: { readonly hasThread: boolean },
): readonly Mrkdwn[] {
  const child = children.find(({ tracked }) => tracked.number === number)
  const text = hasThread
    ? 'It’s in the order’s thread, too.'
    : `It has no thread yet. Open one to see changes. The card of #${bulk.number} will update.`
  if (child === undefined) return [plain(text)]
  const { missing } = child
  return [
    missing.length === 0
      ? plain('Nothing is missing now.')
      : mrkdwn`:warning: It still needs: ${oneLine(missing.join(' '))}`,
    plain(text),
  ]
}

/** What becomes of an order that is detached, to be read after a question. */
export const ON_ITS_OWN =
  'continues on its own, with its own approval and FOC date. Only a draft can be added back.'

/** What is to be known of a cancel of all its orders; null where none of them ports soon. */
export function bulkCancelRisk(
  view: Pick<BulkView, 'children' | 'now' | 'calendar'>,
): string | null {
  const late = view.children
    .map(({ tracked }) => tracked)
    .filter(isSeen)
    .map(({ seen }) => latenessOfCancel(seen, view))
  const locked = late.filter((one) => one === 'locked').length
  if (locked > 0) return `${countOf(locked, 'order')}: ${CANCEL_RISKS.locked}`
  const some = late.filter((one) => one === 'late').length
  return some > 0 ? `${countOf(some, 'order')}: ${CANCEL_RISKS.late}` : null
}
