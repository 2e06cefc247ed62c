import type { OrderView } from '../../desk/view-order.ts'
import { showDifference } from '../../porting/approval.ts'
import { isShownIn } from '../../porting/asked-change.ts'
import { cancelRisk } from '../../porting/cancel-risk.ts'
import { agreedDate, expectedInstead } from '../../porting/foc.ts'
import { isDraft, ruleFor } from '../../porting/status.ts'
import { showNumber } from '../../porting/telephone-number.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { isSeen, type SeenOrder, type TrackedOrder } from '../../store/orders.ts'
import type { Approval, ApprovalOperation } from '../../store/approvals.ts'
import { addLoa, editOrder, refreshButton, seeNumbers } from '../controls/order-controls.ts'
import { approve, askAgain, deny, type ToApprove } from '../controls/approval-controls.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { ago, atMoment, day, focDay, forYou, hoursOf, moment } from '../moments.ts'
import { join, lines, mention, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { orderAccountBlocks } from './account-words.ts'
import { outcomeWords, resultOf } from './approval-outcome.ts'
import { documentsOnFile } from './document-words.ts'
import { activationButtons } from './order-buttons.ts'
import {
  addressLine,
  countNumbers,
  OPERATION_WORDS,
  differencesShown,
  dotted,
  losingCarrier,
  numbersLine,
  orderTitle,
  shortCarrier,
  shortTitle,
  subscriberName,
} from './order-words.ts'

/** A request to the approvers and what became of it, in place. */
export function approvalPost(
  view: OrderView,
  approval: Approval,
  { approvers }: { readonly approvers: Mrkdwn },
): Message {
  if (approval.state === 'open') return request(view, approval, approvers)
  const says = decided(view, approval)
  return message(says, [
    section(says),
    actions(buttonsAfter(view, approval)),
    approval.state === 'spent' ? context(who(approval, 'approved', view.now)) : null,
  ])
}

function request(view: OrderView, approval: Approval, approvers: Mrkdwn): Message {
  const { tracked, now } = view
  const asks = mrkdwn`*${approvers}: ${OPERATION_WORDS[approval.operation].ask} ${orderTitle(tracked)}?* ${mention(approval.askedBy)} asks.`
  const reason = approval.facts.reason
  return message(asks, [
    section(
      lines(
        asks,
        approval.operation === 'submit' ? tooEarly(view) : null,
        reason === undefined ? null : mrkdwn`Reason: ${oneLine(reason)}`,
        whatHappens(view, approval),
        mrkdwn`${approval.operation === 'submit' ? missingOrNot(view) : nothing}An edit to the order withdraws this request. Good until ${moment(approval.expiresAt, now)}.`,
      ),
    ),
    ...(approval.operation === 'submit' ? orderAccountBlocks(tracked, view.readFrom) : []),
    actions([
      approve.draw(approval.id, toApprove(tracked, approval)),
      deny.draw(approval.id),
      seeNumbers.draw(tracked),
    ]),
    context(forYou(approval.expiresAt, tracked.ownerZone)),
  ])
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

function whatHappens(view: OrderView, { operation, facts }: Approval): Mrkdwn {
  const { tracked, now, activation } = view
  const { content, seen } = tracked
  const carrier = losingCarrier(tracked)
  const address = addressLine(content.subscriber)
  const moves = `${countNumbers(content.numbers.length)} of ${subscriberName(content)}`
  switch (operation) {
    case 'submit':
      return lines(
        mrkdwn`${moves} leave ${carrier}: ${numbersLine(tracked)}.`,
        join(
          [
            content.requestedFocDate === null
              ? 'Wanted as soon as possible'
              : mrkdwn`Wanted ${focDay(content.requestedFocDate, now)}`,
            documentsOnFile(view),
            mrkdwn`authorizing person ${oneLine(content.loaAuthorizingPerson ?? 'not named')}`,
            content.billingTelephoneNumber === null
              ? null
              : `BTN ${showNumber(content.billingTelephoneNumber)}`,
            address === null ? null : `service address ${address}`,
          ],
          '; ',
        ),
      )
    case 'activate':
      return join(
        [
          mrkdwn`${moves} leave ${carrier} at once and are live with Bandwidth: ${numbersLine(tracked)}.`,
          activation?.window == null
            ? null
            : mrkdwn`It can be done until ${moment(activation.window.closesAt, now)}.`,
          activation?.automaticAt == null
            ? null
            : mrkdwn`If nobody acts it goes live by itself ${atMoment(activation.automaticAt, now)}.`,
          'An activation cannot be taken back.',
        ],
        ' ',
      )
    case 'change':
      return lines(
        ...differencesShown((facts.change?.differences ?? []).map(showDifference)),
        `${countNumbers(content.numbers.length)} from ${carrier}.`,
        join([...(facts.change?.warnings ?? []), dateAtRisk(view)], ' '),
      )
    case 'cancel':
      return join(
        [
          `${moves} stay with ${carrier}.`,
          seen?.status === 'FOC' && seen.actualFocDate !== null
            ? mrkdwn`The date agreed to, ${focDay(seen.actualFocDate, now)}, is lost.`
            : null,
          'A cancel cannot be taken back: porting these numbers then takes a new order.',
          seen && cancelRisk(seen, view),
        ],
        ' ',
      )
  }
}

function dateAtRisk({ tracked: { seen } }: OrderView): string | null {
  return seen === null || agreedDate(seen) === null
    ? null
    : 'The FOC date is lost if the carrier refuses; costs are passed on.'
}

function missingOrNot({ readiness }: OrderView): Mrkdwn {
  const missing = readiness.filter(({ state }) => state === 'missing').map(({ says }) => says)
  return missing.length === 0
    ? plain('Everything needed is there. ')
    : plain(`Still missing: ${missing.join(' ')} `)
}

type Decided = Exclude<Approval['state'], 'open'>

const DECIDED: Record<Decided, (view: OrderView, approval: Approval) => Mrkdwn> = {
  granted: approvedAhead,
  spent: ({ tracked }, approval) =>
    outcomeWords(orderTitle(tracked), approval, { isSettled: shows(tracked, approval) }),
  denied: ({ tracked, now }, approval) => {
    const operation = OPERATION_WORDS[approval.operation]
    const withdrawn = approval.decidedBy === approval.askedBy
    return dotted(
      mrkdwn`*Not ${operation.done}: the request for ${orderTitle(tracked)} was ${withdrawn ? 'withdrawn' : 'denied'}*`,
      who(approval, withdrawn ? 'withdrew' : 'denied', now),
      approval.outcome === null ? null : mrkdwn`“${oneLine(approval.outcome)}”`,
    )
  },
  void: ({ tracked, now }, approval) => {
    const what = approval.decidedBy === null ? 'request' : 'approval'
    const title = orderTitle(tracked)
    const done = OPERATION_WORDS[approval.operation].done
    // Somebody may have done it elsewhere.
    const headline = shows(tracked, approval)
      ? mrkdwn`This ${what} for ${title} no longer holds`
      : mrkdwn`Not ${done}: this ${what} for ${title} no longer holds`
    return dotted(
      mrkdwn`*${headline}* (${oneLine(approval.outcome ?? 'the order changed')})`,
      who(approval, 'approved', now),
    )
  },
  expired: ({ tracked, now }, approval) => {
    const title = orderTitle(tracked)
    const why =
      approval.decidedBy === null
        ? mrkdwn`nobody decided about ${title} in time`
        : mrkdwn`the approval for ${title} was not used in time`
    return dotted(
      mrkdwn`*Not ${OPERATION_WORDS[approval.operation].done}: ${why}*`,
      mrkdwn`good until ${moment(approval.expiresAt, now)}`,
      who(approval, 'approved', now),
    )
  },
}

function decided(view: OrderView, approval: Approval): Mrkdwn {
  return approval.state === 'open' ? nothing : DECIDED[approval.state](view, approval)
}

function approvedAhead({ tracked, now }: OrderView, approval: Approval): Mrkdwn {
  const { ahead } = approval.facts
  const hours = ahead === undefined ? nothing : mrkdwn` on ${hoursOf(ahead, now)}`
  return lines(
    mrkdwn`*Approved ahead: activate ${orderTitle(tracked)}*${hours}, by ${mention(approval.decidedBy ?? approval.askedBy)}.`,
    "Inside these hours one coordinator's click activates it. If the date or anything else in the order changes, this ends.",
  )
}

/** `@dana asked 5 minutes ago, @lee approved it 2 minutes ago`; who approved ahead was asked by nobody. */
function who(
  { askedBy, askedAt, decidedBy, decidedAt, facts }: Approval,
  decision: string,
  now: number,
): Mrkdwn {
  const asked = mrkdwn`${mention(askedBy)} asked ${ago(askedAt, now)}`
  const by =
    decidedBy === null
      ? null
      : mrkdwn`${mention(decidedBy)} ${decision} ${decidedAt === null ? 'it' : mrkdwn`it ${ago(decidedAt, now)}`}`
  return facts.ahead === undefined ? join([asked, by], ', ') : (by ?? nothing)
}

function buttonsAfter(view: OrderView, approval: Approval): Parameters<typeof actions>[0] {
  const { tracked, approvals } = view
  if (!isSeen(tracked) || tracked.ending !== null) return []
  const isLive = approvals.some(({ operation }) => operation === approval.operation)
  switch (approval.state) {
    case 'granted':
      return [...activationButtons({ ...view, approvals: [...approvals, approval] }, tracked)]
    case 'denied':
    case 'void':
    case 'expired':
      return isLive || !mayAsk(tracked, approval.operation) ? [] : [askAgain.draw(approval.id)]
    case 'spent':
      return resultOf(approval) === 'refused' ? fixButtons(view, tracked, approval) : []
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
  if (operation === 'cancel' || operation === 'change' || !may.includes('edit')) return again
  if (facts.fix === 'date') return [editOrder.draw(tracked, 'Change date'), ...again]
  if (facts.fix === 'document') return [addLoa.draw(tracked), ...again]
  const isInForm = facts.fix === 'fields' || facts.fix === 'consent'
  return [...(isInForm ? [editOrder.draw(tracked, 'Edit order')] : []), ...again]
}

/** Whether the order shows by now what was asked for. */
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
