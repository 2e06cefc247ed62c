import { isAlive } from '../../porting/standing.ts'
import { countOf } from '../../porting/counts.ts'
import type { Button, ModalView } from '@slack/types'
import { contentShown } from '../../porting/approval.ts'
import { detailLine, requestDetailsView } from './request-details.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { bulkRuleFor, isBulkDraft, isBulkTerminal } from '../../porting/bulk-status.ts'
import { showNumber } from '../../porting/telephone-number.ts'
import type { BulkView, ChildView } from '../../desk/bulk/view-bulk.ts'
import type { Approval } from '../../store/approvals.ts'
import { approve, askAgain, deny, showDetails } from '../controls/approval-controls.ts'
import { breakdown, editShared } from '../controls/bulk-controls.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { ago, focDay, forYou, moment } from '../moments.ts'
import { clipText, lines, mention, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { accountPart } from './account-words.ts'
import { reasonPart } from './approval.ts'
import { phoneLines } from './on-a-phone.ts'
import { fact, fitted, inFull, part, type RequestPart } from './request-parts.ts'
import { decidedWords, smallPrint } from './approval-outcome.ts'
import { whyNotExtended } from './bulk-extension.ts'
import {
  bulkCancelRisk,
  bulkTitle,
  firstRange,
  leavingBeside,
  numbersInOrders,
  shortBulkTitle,
  warningWords,
} from '../words/bulk-words.ts'
import { addressLine, dotted, numbersDo, theirCarriers } from '../words/order-words.ts'

/** A request must be readable in ten lines on a phone; its button shows the others. */
const MOST_CHILDREN = 2
/** Of the first order, with the count of the others. */
const MOST_LINES_OF_ONE = 4
/** More of them are read page by page. */
const MOST_IN_DETAILS = 100
const LONGEST_FILE = 30

/** A request about a whole bulk order with its breakdown, and its outcome, updated in place. */
export function bulkApproval(view: BulkView, approval: Approval, approvers: Mrkdwn): Message {
  if (approval.state === 'open') return request(view, approval, approvers)
  const { bulk, now } = view
  const at = { now, isShown: shows(view, approval) }
  const decided = decidedWords(bulkTitle(bulk), approval, at)
  return message(lines(decided.says, decided.small), [
    section(decided.says),
    actions(isAlive(bulk) ? buttonsAfter(view, approval) : []),
    context(smallPrint(decided, approval, now)),
  ])
}

function request(view: BulkView, approval: Approval, approvers: Mrkdwn): Message {
  const { bulk, now } = view
  const asks = question(view, approval, approvers)
  const { blocks, isWhole } = fitted(asks, parts(view, approval, firstOrders(view, approval)))
  return message(asks, [
    section(asks),
    ...blocks,
    actions([
      ...decisionButtons(view, approval),
      ...(isWhole ? [] : [showDetails.draw(approval.id)]),
      breakdown.draw(bulk),
    ]),
    context(
      mrkdwn`${mention(approval.askedBy)} asked ${ago(approval.askedAt, now)} · Expires ${moment(approval.expiresAt, now)}, or when any of its orders is edited`,
      forYou(approval.expiresAt, bulk.ownerZone),
    ),
  ])
}

/** The same with every order in it, and every field that is approved. */
export function bulkApprovalDetails(
  view: BulkView,
  approval: Approval,
  approvers: Mrkdwn,
): ModalView {
  return requestDetailsView(view.bulk.number, question(view, approval, approvers), {
    parts: parts(view, approval, []),
    more: mrkdwn`_View orders_ shows every order`,
    details: [
      ...ordersShown(view, approval, MOST_IN_DETAILS),
      ...contentShown(approval.content).map(({ field, value }) => detailLine(field, value)),
    ],
  })
}

function question(view: BulkView, { operation }: Approval, approvers: Mrkdwn): Mrkdwn {
  const { bulk, now } = view
  const isSubmit = operation === 'submit'
  const { requestedFocDate: requested } = bulk.shared
  const when = requested === null ? plain('as soon as possible') : focDay(requested, now)
  const { all } = view.counts
  const what = isSubmit
    ? mrkdwn`${numbersInOrders(view)} ${all === 1 ? 'leaves' : 'leave'} ${theirCarriers(all)} ${when}.`
    : plain(`${numbersDo(all, 'stay')} with ${theirCarriers(all)}.`)
  return mrkdwn`*${isSubmit ? 'Submit' : 'Cancel'} ${bulkTitle(bulk)}?* ${what} ${approvers}`
}

/** What the decision depends on, then the orders, then what is only compared. */
function parts(
  view: BulkView,
  approval: Approval,
  orders: readonly RequestPart[],
): readonly RequestPart[] {
  const isSubmit = approval.operation === 'submit'
  return [
    ...(isSubmit
      ? []
      : [
          ...inFull('cancel', 'Every open order in it is canceled. A cancel can’t be undone.'),
          ...inFull('what is lost', bulkCancelRisk(view)),
        ]),
    ...inFull('draft', endsWithDraft(view, approval)),
    ...reasonPart(approval),
    ...(isSubmit ? warned(view) : []),
    ...(isSubmit
      ? [fact('service address', address(view)), fact('signer and LOAs', signer(view))]
      : []),
    ...orders,
    ...(isSubmit ? accountPart(view.bulk, view.readFrom) : []),
  ]
}

const LONGEST_WARNING = 120

function warned(view: BulkView): readonly RequestPart[] {
  const says = warningWords(view)
  return part('warnings', says, says && clipText(says, LONGEST_WARNING))
}

function firstOrders(view: BulkView, approval: Approval): readonly RequestPart[] {
  const first = lines(...ordersShown(view, approval, 1))
  const short =
    phoneLines(first) <= MOST_LINES_OF_ONE
      ? first
      : mrkdwn`${countOf(view.children.length, 'order')}: _View orders_ shows all`
  return part('orders', lines(...ordersShown(view, approval, MOST_CHILDREN)), short)
}

/** The first of them, and how many more. */
function ordersShown(view: BulkView, { operation }: Approval, most: number): readonly Mrkdwn[] {
  const more = view.children.length - most
  return [
    ...view.children.slice(0, most).map((child) => requestedOrder(view, child, operation)),
    ...(more > 0 ? [mrkdwn`and ${countOf(more, 'more order')}: _View orders_ shows all`] : []),
  ]
}

/** The one that orders share; each with another has it in its own line. */
function address(view: BulkView): Mrkdwn {
  const shared = addressLine(view.bulk.shared.subscriber)
  if (shared === null) return mrkdwn`*Service address* named in each order`
  const others = view.children.filter((child) => ownAddress(view, child) !== null).length
  const more = others === 0 ? '' : `, another for ${countOf(others, 'order')}`
  return mrkdwn`*Service address* ${shared}${more}`
}

/** Null: the shared one, or none yet. */
function ownAddress({ bulk }: BulkView, { tracked }: ChildView): string | null {
  const own = addressLine(tracked.content.subscriber)
  return own === addressLine(bulk.shared.subscriber) ? null : own
}

function signer(view: BulkView): Mrkdwn {
  const person = oneLine(view.bulk.shared.loaAuthorizingPerson ?? 'named in each order')
  return mrkdwn`*Signer* ${person}, ${loasOnFile(view)}`
}

/** `an LOA for 6 of 7 orders` */
function loasOnFile({ children }: BulkView): string {
  const having = children.filter(({ files }) => files.some(({ isLoa }) => isLoa)).length
  return having === children.length
    ? 'an LOA for every order'
    : `an LOA for ${having} of ${countOf(children.length, 'order')}`
}

/** One order as the approver decides about it: whom how many numbers leave, its BTN and its papers. */
function requestedOrder(
  view: BulkView,
  child: ChildView,
  operation: Approval['operation'],
): Mrkdwn {
  const { tracked, files } = child
  const { number, content, seen } = tracked
  const btn = content.billingTelephoneNumber
  const loas = files.filter(({ isLoa }) => isLoa).map(({ name }) => oneLine(name))
  const papers = loas.length === 0 ? 'no LOA' : clipText(loas.join(', '), LONGEST_FILE)
  return mrkdwn`• ${dotted(
    `#${number}`,
    leavingBeside(tracked),
    firstRange(tracked),
    ...(operation === 'submit'
      ? [btn === null ? null : `BTN ${showNumber(btn)}`, ownAddress(view, child), papers]
      : [seen?.actualFocDate == null ? null : mrkdwn`FOC ${focDay(seen.actualFocDate, view.now)}`]),
  )}`
}

/** A request can be decided in its own message and in the reminder that it is about to end. */
export function decisionButtons(
  { bulk, counts }: BulkView,
  { id, operation }: Approval,
): readonly Button[] {
  const title = shortBulkTitle(bulk)
  const of = { operation, title, carrier: 'their carriers', count: counts.all }
  return [approve.draw(id, of), deny.draw(id)]
}

/** If a draft cannot be extended, its request ends with it. */
function endsWithDraft(view: BulkView, { operation, expiresAt }: Approval): Mrkdwn | null {
  const why = operation === 'submit' && expiresAt === view.purgesAt ? whyNotExtended(view) : null
  return why && mrkdwn`Bandwidth deletes the draft then. ${why.says}`
}

/** The asker's next step, as far as the bulk order allows one. */
function buttonsAfter({ bulk, approvals }: BulkView, approval: Approval): Button[] {
  if (bulk.seen === null || approval.state === 'open' || approval.state === 'granted') return []
  const { operation } = approval
  const { status } = bulk.seen
  const { may } = bulkRuleFor(status)
  const isPossible = operation === 'submit' ? isBulkDraft(status) : may.includes('cancel')
  const isLive = approvals.some((live) => live.operation === operation)
  const again = isPossible && !isLive ? [askAgain.draw(approval.id)] : []
  if (approval.state !== 'spent') return again
  if (approval.facts.result !== 'refused') return []
  const isInForm = operation === 'submit' && may.includes('edit-shared')
  return [...(isInForm ? [editShared.draw(bulk)] : []), ...again]
}

/** Whether it already shows what was requested. */
function shows({ bulk }: BulkView, { operation }: Approval): boolean {
  if (bulk.seen === null) return false
  return operation === 'submit' ? !isBulkDraft(bulk.seen.status) : isBulkTerminal(bulk.seen.status)
}
