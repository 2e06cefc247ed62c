import { countOf, showCount } from '../../porting/counts.ts'
import { inShort } from '../../porting/causes.ts'
import { agreedDate } from '../../porting/foc.ts'
import type { BulkView, ChildView } from '../../desk/bulk/view-bulk.ts'
import { knownBulkStatus, isBulkSubmitted } from '../../porting/bulk-status.ts'
import { checkedSince } from '../../porting/bulk-list-state.ts'
import { showDuration } from '../../porting/calendar.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { knownStatus, type KnownStatus } from '../../porting/status.ts'
import { actions, context, fields, message, section, type Message } from '../blocks.ts'
import { orderAccountBlocks } from './account-words.ts'
import { bulkButtons } from './bulk-actions.ts'
import { isBulkReady, missingIn } from './bulk-missing.ts'
import { ago, datedMoment, focDay } from '../moments.ts'
import {
  clipText,
  isEmpty,
  lines,
  mention,
  mrkdwn,
  nothing,
  plain,
  type Mrkdwn,
  spaced,
} from '../mrkdwn.ts'
import {
  bulkStatusText,
  bulkTitle,
  leaving,
  numbersInOrders,
  oldestCheck,
  earlierDate,
  rejectedWords,
  warningWords,
} from '../words/bulk-words.ts'
import {
  bandwidthLink,
  capitalized,
  comma,
  countNumbers,
  dotted,
  OPERATION_WORDS,
  errorWords,
  startedFromWords,
} from '../words/order-words.ts'
import { firstThatFit, MOST_PHONE_LINES, phoneLines } from './on-a-phone.ts'
import { progressBlock } from './progress.ts'
import type { Progress } from '../../porting/progress.ts'
import type { BulkOrder } from '../../porting/bulk-order.ts'
import { someOrders, firstFew } from '../../porting/names-in-words.ts'
import { isAlive, isTransient, standingOf, statusText } from '../../porting/standing.ts'

const MOST_NEEDING = 3
/** Of a phone. */
const MOST_NEED_LINES = 4
const MOST_RESENT = 10
const LONGEST_NEED = 60
/** `the RespOrg of 800-555-0100` fits uncut. */
const LONGEST_CARRIER = 27

/** The bulk order's live message: its counts, whose move it is, and the orders that need somebody. */
export function bulkCard(view: BulkView, noApprover: Mrkdwn | null = null): Message {
  const { bulk } = view
  const move = whoseMove(view)
  const isDraft = !isBulkSubmitted(bulk.seen)
  const says = lines(dotted(mrkdwn`*${bulkTitle(bulk)}*`, bulkStatusText(bulk)), move)
  const room = MOST_PHONE_LINES - phoneLines(lines(says, noApprover, ...facts(view)))
  const needs = needsYou(view, room)
  const head = lines(says, isCalled(view) ? needs : null, noApprover)
  const spoken = needing(view)
    .slice(0, MOST_NEEDING)
    .map((child) => mrkdwn`${need(child)}.`)
  const text = mrkdwn`${bulkTitle(bulk)}: ${bulkStatusText(bulk)}. ${move}`
  return message(spaced(text, ...(isEmpty(needs) ? [] : spoken)), [
    section(head),
    fields(...facts(view)),
    progressBlock(progressIn(view)),
    ...[isCalled(view) ? nothing : needs, lines(earlierDate(view), resentAlone(view))]
      .filter((one) => !isEmpty(one))
      .map((one) => section(one)),
    ...(isDraft ? orderAccountBlocks(bulk, view.readFrom) : []),
    actions(bulkButtons(view)),
    context(proven(view), startedFromWords(view), bandwidthLink(view)),
  ])
}

/** Of what takes its time and is counted: its numbers are checked, or its orders canceled. */
function progressIn({ bulk, children, counts, now }: BulkView): Progress | null {
  const { list } = bulk
  if (list.is === 'in-check') {
    const elapsedMs = now - (checkedSince(list) ?? now)
    if (list.done === null) return null
    return { done: list.done, all: counts.all, thing: 'number', elapsedMs }
  }
  const statuses = children.map(({ tracked }) => tracked.seen?.status)
  const canceled = statuses.filter((status) => status === 'CANCELLED').length
  const isCanceled = statuses.every((one) => one === 'CANCELLED' || one === 'REQUESTED_CANCEL')
  if (!isCanceled || !statuses.includes('REQUESTED_CANCEL')) return null
  // The carriers answer when they do.
  return { done: canceled, all: children.length, thing: 'order', elapsedMs: null }
}

/** Two columns on a desk, one on a phone. */
function facts(view: BulkView): readonly Mrkdwn[] {
  return [
    mrkdwn`*Numbers* ${numbersInOrders(view)}`,
    isBulkSubmitted(view.bulk.seen) ? mrkdwn`*Orders* ${progressOf(view)}` : null,
    ...dates(view),
  ].filter((fact) => fact !== null)
}

/** The orders that need somebody, each with the first of its reasons; its button shows all. */
function needsYou(view: BulkView, room: number): Mrkdwn {
  const all = needing(view)
  if (all.length === 0 || onlyRejected(view) !== undefined) return nothing
  // Its heading and the count of the others take a line each.
  const most = Math.min(MOST_NEED_LINES, room - 2)
  const bullets = all.slice(0, MOST_NEEDING).map((child) => mrkdwn`• ${need(child)}`)
  const shown = firstThatFit(bullets, most)
  const more = all.length - shown.length
  return lines(
    isCalled(view) ? null : '*Needs you:*',
    ...shown,
    more > 0 ? `and ${countOf(more, 'more order')}: _View orders_ shows all` : null,
  )
}

function needing({ children }: BulkView): readonly ChildView[] {
  return children.filter(({ needsAttention }) => needsAttention)
}

/** The line that calls the owner says all of it. */
function onlyRejected(view: BulkView): ChildView | undefined {
  const [first, ...others] = needing(view)
  const isAlone = others.length === 0 && first?.tracked.seen?.status === 'EXCEPTION'
  return isAlone && isCalled(view) ? first : undefined
}

/** The owner is called for them in the line above. */
function isCalled({ bulk, approvals }: BulkView): boolean {
  const standing = standingOf(bulk)
  return (
    standing.is === 'seen' &&
    knownBulkStatus(standing.seen.status) === 'NEEDS_ATTENTION' &&
    approvals.every(({ state }) => state !== 'open')
  )
}

/** `#1049 Frontier · rejected: address (7402)` */
function need(child: ChildView): Mrkdwn {
  return mrkdwn`#${child.tracked.number} ${fromWords(child)} · ${reasonWords(child)}`
}

function fromWords({ tracked }: ChildView): string {
  return clipText(leaving(tracked), LONGEST_CARRIER)
}

function reasonWords({ tracked, errors, missing, warnings }: ChildView): string {
  const reasons = [
    ...errors.map((error) => `rejected: ${clipText(inShort(error), LONGEST_NEED)} (${error.code})`),
    ...[...missing, ...warnings].map((text) => clipText(firstSentence(text), LONGEST_NEED)),
  ]
  const state = tracked.seen === null ? 'not checked yet' : statusText(tracked.seen)
  const [first = state] = reasons
  const others = reasons.length > 1 ? `, and ${reasons.length - 1} more` : ''
  return `${oneLine(first)}${others}`
}

/** Of several the lines that follow say which. */
function rejectedBriefly(view: BulkView): string {
  const only = onlyRejected(view)
  if (only !== undefined)
    return `#${only.tracked.number} (${fromWords(only)}) was ${reasonWords(only)}`
  const rejected = view.children.filter(({ tracked }) => tracked.seen?.status === 'EXCEPTION')
  return rejected.length < 2
    ? rejectedWords(view)
    : `${countOf(rejected.length, 'order')} were rejected`
}

function firstSentence(text: string): string {
  return text.replace(/\.(\s.*)?$/s, '')
}

function whoseMove(view: BulkView): Mrkdwn {
  const { bulk, intents } = view
  const standing = standingOf(bulk)
  switch (standing.is) {
    case 'asked':
    case 'asked-again':
      // No other operation is possible.
      return intents.length > 0
        ? plain('Sent to Bandwidth. If no answer comes, I’ll check and post here.')
        : plain('Sent to Bandwidth…')
    case 'made':
      return plain('Created at Bandwidth. Checking its status…')
    case 'ended':
      return plain(ENDINGS[standing.how])
    case 'seen':
      return whoseMoveSeen(view, standing.seen)
  }
}

function whoseMoveSeen(view: BulkView, seen: BulkOrder): Mrkdwn {
  const { bulk, counts, account, approvals, children, now } = view
  const yours = mrkdwn`*Your move${comma(bulk.owner)}:*`
  if (bulk.list.is === 'not-taken') {
    return mrkdwn`${yours} Bandwidth rejected the number list. ${capitalized(errorWords(bulk.list.errors))}`
  }
  if (bulk.list.is === 'unsent' && counts.all > 0) {
    return plain(`Sending ${countNumbers(counts.all)} to Bandwidth…`)
  }
  const open = approvals.find(({ state }) => state === 'open')
  if (open !== undefined) {
    return mrkdwn`*Waiting on an approver:* ${OPERATION_WORDS[open.operation].ask} it? ${mention(open.askedBy)} asked ${ago(open.askedAt, now)}.`
  }
  const status = knownBulkStatus(seen.status)
  switch (status) {
    case undefined:
      return mrkdwn`Bandwidth shows a status I don’t know: *${oneLine(seen.status)}*. I’ll keep checking.`
    case 'DRAFT':
      return mrkdwn`${yours} it has no orders. Add numbers, or delete it.`
    case 'VALIDATE_DRAFT_TNS':
      return checking(view)
    case 'INVALID_DRAFT_TNS':
      return view.vendorFailed
        ? mrkdwn`${yours} the toll-free registry timed out ${triedFor(view)}. Click _Recheck numbers_.`
        : mrkdwn`${yours} ${countNumbers(account.refused.length)} can’t port. Remove them, or use _Edit numbers_. Then Bandwidth splits the rest.`
    case 'VALID_DRAFT_TNS': {
      const { unseen, incomplete, own } = missingIn(view)
      if (unseen > 0) {
        return plain(
          `Checking its orders: ${children.length - unseen} of ${children.length} so far.`,
        )
      }
      return isBulkReady(view)
        ? mrkdwn`${yours} ready to submit. ${spaced(warningWords(view), 'Request approval.')}`
        : mrkdwn`${yours} ${[...own, ...(incomplete > 0 ? [`${incomplete} of ${countOf(children.length, 'order')} ${incomplete === 1 ? 'needs' : 'need'} more details.`] : [])].join(' ')}`
    }
    case 'IN_PROGRESS':
      return waitingOn(view)
    case 'NEEDS_ATTENTION':
      return mrkdwn`${yours} ${rejectedBriefly(view)}.`
    case 'PARTIAL':
    case 'COMPLETED':
    case 'CANCELLED':
      return nothing
  }
}

const ENDINGS: Record<NonNullable<BulkView['bulk']['ending']>, string> = {
  complete: 'Nothing left to do.',
  partial: 'Some orders are live, the others canceled. _View orders_ shows which.',
  cancelled: 'All orders are canceled. Porting these numbers takes a new order.',
  swept: 'Nobody edited it for 48 hours. Its orders are deleted, too. I saved everything in them.',
  deleted: 'This draft and its orders are deleted.',
  'never-made': 'Bandwidth didn’t create this bulk order. Your entries are saved.',
}

/** Bandwidth lists all numbers as not validated until it has checked all of them, so there may be no count. */
function checking({ bulk, counts, now }: BulkView): Mrkdwn {
  const soFar = timeSoFar(Math.max(0, now - (checkedSince(bulk.list) ?? now)))
  const done = bulk.list.is === 'in-check' ? bulk.list.done : null
  const waitsFor =
    counts.tollFree === 0 ? 'This takes seconds.' : 'Toll-free takes a minute or two.'
  return plain(
    done === null
      ? `Checking ${countNumbers(counts.all)}, ${soFar} so far. ${waitsFor} I’ll post here when it’s done.`
      : `Checking numbers: ${showCount(done)} of ${showCount(counts.all)} done, ${soFar} so far. ${waitsFor} I’ll post here when it’s done.`,
  )
}

function timeSoFar(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 5) return 'a few seconds'
  return seconds < 120 ? countOf(seconds, 'second') : showDuration(ms)
}

/** How long the check took and when it ended: words that stay true in a message that is not redrawn. */
function triedFor({ bulk: { list, statusSince }, now }: BulkView): Mrkdwn {
  const until = statusSince ?? now
  const took = showDuration(Math.max(0, until - (checkedSince(list) ?? until)))
  return mrkdwn`in ${took}, until ${datedMoment(until, now)}`
}

const PROGRESS = [
  'live',
  'FOC',
  'FOC, change requested',
  'with the carrier',
  'waiting on an LOA',
  'missing details',
  'rejected',
  'cancel requested',
  'canceled',
  'draft',
  'snapback',
] as const

const PROGRESS_OF: Record<KnownStatus, (typeof PROGRESS)[number]> = {
  DRAFT: 'draft',
  VALIDATE_DRAFT_TFNS: 'draft',
  VALID_DRAFT_TFNS: 'draft',
  INVALID_DRAFT_TFNS: 'draft',
  VALIDATE_TFNS: 'with the carrier',
  INVALID_TFNS: 'rejected',
  PENDING_DOCUMENTS: 'waiting on an LOA',
  MISSING_REQUIREMENTS: 'missing details',
  SUBMITTED: 'with the carrier',
  PENDING_CARRIER_APPROVAL: 'with the carrier',
  EXCEPTION: 'rejected',
  REQUESTED_SUPP: 'with the carrier',
  FOC: 'FOC',
  REQUESTED_CANCEL: 'cancel requested',
  CANCELLED: 'canceled',
  COMPLETE: 'live',
  SNAPBACK: 'snapback',
}

function progressOf({ children }: BulkView): string {
  const all = Map.groupBy(children, progress)
  const known = PROGRESS.filter((what) => all.has(what))
  const shown = new Set<string>([...known, ...all.keys()])
  return `${children.length}: ${[...shown].map((what) => `${all.get(what)?.length} ${what}`).join(', ')}`
}

function progress({ tracked: { seen } }: ChildView): string {
  if (seen === null) return 'not checked yet'
  const { status } = seen
  if (status === 'REQUESTED_SUPP' && agreedDate(seen) !== null) return 'FOC, change requested'
  // Of a local order the status says nothing about documents.
  if (status === 'PENDING_DOCUMENTS' && isTransient(seen)) return 'with the carrier'
  const known = knownStatus(status)
  return known === undefined ? oneLine(status) : PROGRESS_OF[known]
}

/** Who has the next move while carriers work. */
function waitingOn({ children }: BulkView): Mrkdwn {
  const open = children.filter(({ tracked }) => isAlive(tracked))
  const living = open.filter(({ tracked: { seen } }) => seen?.status !== 'REQUESTED_CANCEL')
  const dated = living.filter(({ tracked: { seen } }) => seen !== null && agreedDate(seen) !== null)
  if (open.length === 0) return nothing
  if (living.length === 0) {
    const they = open.length === 1 ? 'It' : 'They'
    return mrkdwn`*Waiting on carriers* to confirm the cancel of ${countOf(open.length, 'order')}. ${they} can still port until then.`
  }
  if (dated.length === living.length) {
    return plain(`${allOf(dated.length)} an FOC date.`)
  }
  return mrkdwn`*Waiting on carriers:* ${dated.length} of ${countOf(living.length, 'order')} ${dated.length === 1 || living.length === 1 ? 'has' : 'have'} an FOC date.`
}

function allOf(count: number): string {
  return count === 1 ? 'Its order has' : `All ${count} orders have`
}

/** The day that all are to share, and who holds it. */
function dates({ bulk, dates: { common, heldBy }, now }: BulkView): readonly Mrkdwn[] {
  const standing = standingOf(bulk)
  if (standing.is !== 'seen') return []
  const { requestedFocDate: requested } = standing.seen
  const shown = mrkdwn`*Requested FOC* ${requested === null ? 'as soon as possible' : focDay(requested, now)}`
  if (common === null) return [shown]
  const held =
    heldBy.length === 0
      ? ''
      : `, set by ${heldBy.length === 1 ? someOrders(heldBy) : countOf(heldBy.length, 'order')}`
  return [shown, mrkdwn`*Common date* ${focDay(common, now)}${held}`]
}

/** What Bandwidth counts as canceled and people do not give up. */
function resentAlone({ children }: BulkView): string | null {
  const again = children.filter(({ resentAs }) => resentAs !== null)
  if (again.length === 0) return null
  const named = again.map(({ tracked, resentAs }) => `#${tracked.number} as #${resentAs ?? ''}`)
  return `Resubmitted on their own: ${firstFew(named, MOST_RESENT)}`
}

function proven(view: BulkView): Mrkdwn {
  const { bulk, purgesAt, now } = view
  // While submitted, it counts the statuses of its orders, each of which is read separately.
  const times = [bulk.seenAt, isBulkSubmitted(bulk.seen) ? oldestCheck(view) : null]
  const checked = times.filter((at) => at !== null)
  const checkedAt = checked.length === 0 ? null : Math.min(...checked)
  return dotted(
    isAlive(bulk)
      ? `Drop ${isBulkSubmitted(bulk.seen) ? 'LOAs' : 'LOAs or a CSV'} in this thread`
      : null,
    purgesAt === null
      ? null
      : mrkdwn`Bandwidth deletes it ${datedMoment(purgesAt, now)} if nobody edits it`,
    checkedAt === null ? null : mrkdwn`Checked ${ago(checkedAt, now)}`,
  )
}
