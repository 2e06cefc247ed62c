import type { ModalView } from '@slack/types'
import { countOf } from '../../porting/counts.ts'
import { detailLine, requestDetailsView } from './request-details.ts'
import { isAlive } from '../../porting/standing.ts'
import type { OrderView } from '../../desk/view-order.ts'
import { hoursAhead } from '../../porting/activation.ts'
import {
  APPROVER_LEFT,
  contentShown,
  showDifference,
  type ContentDifference,
  type ApprovalOperation,
} from '../../porting/approval.ts'
import { isShownIn } from '../../porting/asked-change.ts'
import { cancelRisk } from '../../porting/cancel-risk.ts'
import { agreedDate, expectedInstead } from '../../porting/foc.ts'
import { isDraft, ruleFor } from '../../porting/status.ts'
import { showNumber } from '../../porting/telephone-number.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { isSeen, type SeenOrder, type TrackedOrder } from '../../store/orders.ts'
import type { Approval } from '../../store/approvals.ts'
import {
  addLoa,
  editOrder,
  recreateOrder,
  refreshButton,
  seeNumbers,
} from '../controls/order-controls.ts'
import {
  approve,
  askAgain,
  deny,
  showDetails,
  type ToApprove,
} from '../controls/approval-controls.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { ago, atMoment, day, focDay, forYou, hoursOf, moment } from '../moments.ts'
import { clipText, lines, mention, mrkdwn, nothing, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { accountPart } from './account-words.ts'
import { fact, firstOf, fitted, inFull, part, type RequestPart } from './request-parts.ts'
import { decidedWords, smallPrint, type DecidedWords } from './approval-outcome.ts'
import { documentsOnFile } from './document-words.ts'
import { activationButtons } from './order-buttons.ts'
import {
  addressLine,
  countNumbers,
  numbersDo,
  losingCarrier,
  numbersLine,
  orderTitle,
  shortCarrier,
  shortTitle,
} from '../words/order-words.ts'

/** A request to the approvers and its outcome, updated in place. */
export function approvalPost(
  view: OrderView,
  approval: Approval,
  { approvers }: { readonly approvers: Mrkdwn },
): Message {
  if (approval.state === 'open') return request(view, approval, approvers)
  const { tracked, now } = view
  const at = { now, isShown: shows(tracked, approval) }
  const decided =
    approval.state === 'granted'
      ? approvedAhead(view, approval)
      : decidedWords(orderTitle(tracked), approval, at)
  const says = lines(decided.says, approverLeft(view, approval, approvers))
  return message(lines(says, decided.small), [
    section(says),
    actions(buttonsAfter(view, approval)),
    context(smallPrint(decided, approval, now)),
  ])
}

function request(view: OrderView, approval: Approval, approvers: Mrkdwn): Message {
  const { tracked, now } = view
  const asks = question(view, approval, approvers)
  const parts = [
    ...conditions(view, approval),
    ...(approval.operation === 'submit' ? facts(view) : []),
  ]
  const { blocks, isWhole } = fitted(asks, parts)
  return message(asks, [
    section(asks),
    ...blocks,
    actions([
      approve.draw(approval.id, toApprove(tracked, approval)),
      deny.draw(approval.id),
      ...(isWhole ? [] : [showDetails.draw(approval.id)]),
      seeNumbers.draw(tracked),
    ]),
    context(
      mrkdwn`${mention(approval.askedBy)} asked ${ago(approval.askedAt, now)} · Expires ${moment(approval.expiresAt, now)}, or when the order is edited`,
      forYou(approval.expiresAt, tracked.ownerZone),
    ),
  ])
}

/** The same with nothing left out, and every field that is approved. */
export function approvalDetails(view: OrderView, approval: Approval, approvers: Mrkdwn): ModalView {
  return requestDetailsView(view.tracked.number, question(view, approval, approvers), {
    parts: [...conditions(view, approval), ...facts(view)],
    more: mrkdwn`\`/portin status ${view.tracked.number}\` shows the order`,
    details: contentShown(approval.content).map(({ field, value }) => detailLine(field, value)),
  })
}

function question(view: OrderView, { operation }: Approval, approvers: Mrkdwn): Mrkdwn {
  return mrkdwn`*${ASKS[operation]} ${orderTitle(view.tracked)}?* ${inShort(view, operation)} ${approvers}`
}

/** What the decision depends on, which comes before what is only compared. */
function conditions(view: OrderView, approval: Approval): readonly RequestPart[] {
  const isSubmit = approval.operation === 'submit'
  return [
    ...(isSubmit ? inFull('requested FOC', tooEarly(view)) : []),
    ...(isSubmit ? firstOf('missing detail', 'Missing: ', missing(view)) : []),
    ...reasonPart(approval),
    ...whatHappens(view, approval),
  ]
}

const LONGEST_REASON = 35
/** Two lines of a phone. */
const LONGEST_SHORT = 85

export function reasonPart({ facts: { reason } }: Approval): readonly RequestPart[] {
  if (reason === undefined) return []
  const says = oneLine(reason)
  return part('reason', `Reason: ${says}`, `Reason: ${clipText(says, LONGEST_REASON)}`)
}

export const ASKS: Record<ApprovalOperation, string> = {
  submit: 'Submit',
  activate: 'Activate',
  change: 'Change',
  cancel: 'Cancel',
}

/** What a notification still shows after the question. */
function inShort({ tracked, now }: OrderView, operation: ApprovalOperation): Mrkdwn {
  const { content } = tracked
  const carrier = losingCarrier(tracked)
  const leave = numbersDo(content.numbers.length, 'leave')
  switch (operation) {
    case 'submit':
      return content.requestedFocDate === null
        ? mrkdwn`${leave} ${carrier} as soon as possible.`
        : mrkdwn`${leave} ${carrier} ${focDay(content.requestedFocDate, now)}.`
    case 'activate':
      return mrkdwn`${leave} ${carrier} now.`
    case 'change':
      return mrkdwn`${countNumbers(content.numbers.length)} from ${carrier}.`
    case 'cancel':
      return mrkdwn`${numbersDo(content.numbers.length, 'stay')} with ${carrier}.`
  }
}

/** What an approver compares before the submission. */
function facts(view: OrderView): readonly RequestPart[] {
  const { content } = view.tracked
  const btn = content.billingTelephoneNumber
  return [
    fact('numbers', mrkdwn`*Numbers* ${numbersLine(view.tracked)}`),
    ...(btn === null ? [] : [fact('BTN', mrkdwn`*BTN* ${showNumber(btn)}`)]),
    fact(
      'service address',
      mrkdwn`*Service address* ${addressLine(content.subscriber) ?? 'not given'}`,
    ),
    fact(
      'signer and LOA',
      mrkdwn`*Signer* ${oneLine(content.loaAuthorizingPerson ?? 'not named')}, ${documentsOnFile(view, Infinity)}`,
    ),
    ...doubts(view),
    ...accountPart(view.tracked, view.readFrom),
  ]
}

function tooEarly({ tracked: { seen }, now }: OrderView): Mrkdwn | null {
  const expected = seen && expectedInstead(seen)
  return (
    expected &&
    mrkdwn`:warning: Requested FOC is earlier than Bandwidth expects (${day(expected, now)}).`
  )
}

/** What the dialog before an approval names. */
export function toApprove(
  tracked: TrackedOrder,
  { operation }: Pick<Approval, 'operation'>,
): ToApprove {
  return {
    operation,
    title: shortTitle(tracked),
    carrier: shortCarrier(tracked),
    count: tracked.content.numbers.length,
  }
}

function whatHappens(view: OrderView, { operation, facts }: Approval): readonly RequestPart[] {
  const { tracked, now, activation } = view
  const { seen } = tracked
  switch (operation) {
    case 'submit':
      return []
    case 'activate':
      return inFull(
        'activation',
        spaced(
          mrkdwn`${numbersLine(tracked)}.`,
          activation?.window == null
            ? null
            : mrkdwn`You can activate until ${moment(activation.window.closesAt, now)}.`,
          activation?.automaticAt == null || activation.automaticAt === activation.window?.closesAt
            ? null
            : mrkdwn`Otherwise it goes live automatically ${atMoment(activation.automaticAt, now)}.`,
          'An activation can’t be undone.',
        ),
      )
    case 'change':
      return [
        ...changed(facts.change?.differences ?? []),
        ...firstOf('warning', '', facts.change?.warnings ?? []),
        ...inFull('FOC date', dateAtRisk(view)),
      ]
    case 'cancel':
      return inFull(
        'what is lost',
        spaced(
          seen?.status === 'FOC' && seen.actualFocDate !== null
            ? mrkdwn`FOC ${focDay(seen.actualFocDate, now)} is lost.`
            : null,
          'A cancel can’t be undone. Porting these numbers later takes a new order.',
          seen && cancelRisk(seen, view),
        ),
      )
  }
}

/** All changes in full, or only their field names. */
function changed(differences: readonly ContentDifference[]): readonly RequestPart[] {
  const says = differences.map((one) => `• ${oneLine(showDifference(one))}`)
  const names = differences.map(({ field }) => field).join(', ')
  const short = says.length === 1 ? says.join('') : `${says.length} changes: ${names}`
  return part('changes', lines(...says), clipText(short, LONGEST_SHORT))
}

/** The day is named where it is not the one that was requested. */
function dateAtRisk({ tracked: { seen }, now }: OrderView): Mrkdwn | null {
  const agreed = seen && agreedDate(seen)
  if (agreed === null) return null
  const which =
    agreed.day === seen?.requestedFocDate?.day ? nothing : mrkdwn` (${day(agreed.day, now)})`
  return mrkdwn`The FOC date${which} is lost if the carrier refuses. Costs are passed on.`
}

function missing({ readiness }: OrderView): readonly string[] {
  return readiness.filter(({ state }) => state === 'missing').map(({ says }) => says)
}

/** What the carrier may reject it for, though nothing is missing. */
function doubts({ readiness }: OrderView): readonly RequestPart[] {
  const doubted = readiness.filter(
    ({ state, fix, name }) => state === 'advice' && fix === 'edit' && name !== 'requested FOC',
  )
  const names = doubted.map(({ name }) => name).join(', ')
  return part(
    'warnings',
    lines(...doubted.map(({ says }) => `:warning: ${says}`)),
    clipText(`:warning: ${countOf(doubted.length, 'warning')}: ${names}`, LONGEST_SHORT),
  )
}

function approvedAhead({ tracked, now }: OrderView, { facts: { ahead } }: Approval): DecidedWords {
  return {
    says: lines(
      mrkdwn`*Pre-approved: activate ${orderTitle(tracked)}*`,
      ahead === undefined ? null : mrkdwn`Any coordinator can activate it ${hoursOf(ahead, now)}.`,
    ),
    small: plain('Any change to the order voids it.'),
  }
}

/** For an approval given ahead by somebody who left: what is next, and who must act. */
function approverLeft(
  { tracked, activation }: OrderView,
  { state, outcome }: Approval,
  approvers: Mrkdwn,
): Mrkdwn | null {
  if (state !== 'void' || outcome !== APPROVER_LEFT || !isAlive(tracked)) return null
  const isAhead = activation !== null && !activation.allowed && hoursAhead(activation) !== null
  const owner = mention(tracked.owner)
  return isAhead ? mrkdwn`Another approver can pre-approve it. ${approvers} ${owner}` : owner
}

function buttonsAfter(view: OrderView, approval: Approval): Parameters<typeof actions>[0] {
  const { tracked, approvals } = view
  if (!isSeen(tracked) || !isAlive(tracked)) return []
  const isLive = approvals.some(({ operation }) => operation === approval.operation)
  switch (approval.state) {
    case 'granted':
      return [...activationButtons({ ...view, approvals: [...approvals, approval] }, tracked)]
    case 'denied':
    case 'void':
    case 'expired':
      if (approval.facts.ahead !== undefined) return [...activationButtons(view, tracked)]
      return isLive || !mayAsk(tracked, approval.operation) ? [] : [askAgain.draw(approval.id)]
    case 'spent':
      return approval.facts.result === 'refused' ? fixButtons(view, tracked, approval) : []
    case 'open':
      return []
  }
}

function mayAsk({ seen: { status } }: SeenOrder, operation: ApprovalOperation): boolean {
  return operation === 'change' ? !isDraft(status) : ruleFor(status).may.includes(operation)
}

/** The next step of the person who asked for what Bandwidth would not do. */
function fixButtons(
  view: OrderView,
  tracked: SeenOrder,
  { id, operation, facts }: Approval,
): Parameters<typeof actions>[0] {
  const { seen } = tracked
  const { may } = ruleFor(seen.status)
  if (operation === 'activate')
    return [...activationButtons(view, tracked), refreshButton.draw(tracked)]
  const again = mayAsk(tracked, operation) ? [askAgain.draw(id)] : []
  if (operation === 'change' && facts.fix === 'recreate')
    return [recreateOrder.draw(tracked), ...again]
  if (operation === 'cancel' || operation === 'change' || !may.includes('edit')) return again
  if (facts.fix === 'date') return [editOrder.draw(tracked, 'Change date'), ...again]
  if (facts.fix === 'document') return [addLoa.draw(tracked), ...again]
  const isInForm = facts.fix === 'fields' || facts.fix === 'consent'
  return [...(isInForm ? [editOrder.draw(tracked, 'Edit order')] : []), ...again]
}

/** Whether the order already shows what was requested. */
function shows({ seen }: TrackedOrder, { operation, facts }: Approval): boolean {
  if (seen === null) return false
  switch (operation) {
    case 'submit':
      return !isDraft(seen.status)
    case 'activate':
      return seen.status === 'COMPLETE'
    case 'cancel':
      return seen.status === 'CANCELLED'
    case 'change':
      return facts.change !== undefined && isShownIn(seen, facts.change)
  }
}
