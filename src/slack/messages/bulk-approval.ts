import { countOf } from '../../porting/counts.ts'
import type { Button } from '@slack/types'
import { oneLine } from '../../porting/plain-text.ts'
import { isBulkDraft, isBulkTerminal } from '../../porting/bulk-status.ts'
import { showNumber } from '../../porting/telephone-number.ts'
import type { BulkView, ChildView } from '../../desk/bulk/view-bulk.ts'
import type { Approval } from '../../store/approvals.ts'
import { approve, askAgain, deny } from '../controls/approval-controls.ts'
import { breakdown, editShared } from '../controls/bulk-controls.ts'
import { actions, context, fields, message, section, type Message } from '../blocks.ts'
import { ago, focDay, forYou, moment } from '../moments.ts'
import { isEmpty, join, lines, mention, mrkdwn, plain, withNames, type Mrkdwn } from '../mrkdwn.ts'
import { orderAccountBlocks } from './account-words.ts'
import { outcomeWords, resultOf } from './approval-outcome.ts'
import { whyNotExtended } from './bulk-extension.ts'
import {
  bulkCancelRisk,
  bulkTitle,
  childLine,
  numbersInOrders,
  shortBulkTitle,
} from './bulk-words.ts'
import { addressLine, dotted, numbersDo, OPERATION_WORDS, theirCarriers } from './order-words.ts'

const MOST_CHILDREN = 15

/** A request about a whole bulk order with its breakdown, and what became of it, in place. */
export function bulkApproval(view: BulkView, approval: Approval, approvers: Mrkdwn): Message {
  if (approval.state === 'open') return request(view, approval, approvers)
  const says = decided(view, approval)
  return message(says, [
    section(says),
    actions(view.bulk.ending === null ? buttonsAfter(view, approval) : []),
    approval.state === 'spent' ? context(whoDecided(view, approval)) : null,
  ])
}

function request(view: BulkView, approval: Approval, approvers: Mrkdwn): Message {
  const { bulk, children, now } = view
  const { operation } = approval
  const isSubmit = operation === 'submit'
  const { requestedFocDate: requested } = bulk.shared
  const when = requested === null ? plain('as soon as possible') : focDay(requested, now)
  const { all } = view.counts
  const what = isSubmit
    ? mrkdwn`${numbersDo(all, 'leave')} ${theirCarriers(all)} ${when}.`
    : plain(`${numbersDo(all, 'stay')} with ${theirCarriers(all)}.`)
  const asks = mrkdwn`*${isSubmit ? 'Submit' : 'Cancel'} ${bulkTitle(bulk)}?* ${what} ${approvers}`
  const more = children.length - MOST_CHILDREN
  const caveats = lines(
    approval.facts.reason === undefined ? null : mrkdwn`Reason: ${oneLine(approval.facts.reason)}`,
    isSubmit ? null : 'Every open order in it is canceled. A cancel can’t be undone.',
    isSubmit ? null : bulkCancelRisk(view),
    endsWithDraft(view, approval),
  )
  return message(asks, [
    section(asks),
    isSubmit ? fields(...facts(view)) : null,
    isEmpty(caveats) ? null : section(caveats),
    ...(isSubmit ? orderAccountBlocks(bulk, view.readFrom) : []),
    ...inSections([
      ...children.slice(0, MOST_CHILDREN).map((child) => requestedOrder(view, child, operation)),
      ...(more > 0 ? [plain(`and ${countOf(more, 'more order')}: _View orders_ shows all`)] : []),
    ]),
    actions([...decisionButtons(view, approval), breakdown.draw(bulk)]),
    context(
      mrkdwn`${whoAsked(view, approval)} · Expires ${moment(approval.expiresAt, now)}, or when any of its orders is edited`,
      forYou(approval.expiresAt, bulk.ownerZone),
    ),
  ])
}

function facts(view: BulkView): readonly Mrkdwn[] {
  const signer = oneLine(view.bulk.shared.loaAuthorizingPerson ?? 'named in each order')
  return [
    mrkdwn`*Numbers* ${numbersInOrders(view)}`,
    mrkdwn`*Signer* ${signer}, ${loasOnFile(view)}`,
  ]
}

/** `an LOA for 6 of 7 orders` */
function loasOnFile({ children }: BulkView): string {
  const having = children.filter(({ files }) => files.some(({ isLoa }) => isLoa)).length
  return having === children.length
    ? 'an LOA for every order'
    : `an LOA for ${having} of ${countOf(children.length, 'order')}`
}

/** One order as the approver decides about it: its numbers, whom they leave, its BTN, its papers, and what it lacks. */
function requestedOrder(
  { bulk, now }: BulkView,
  child: ChildView,
  operation: Approval['operation'],
): Mrkdwn {
  if (operation !== 'submit') return childLine(child, now)
  const { content } = child.tracked
  const btn = content.billingTelephoneNumber
  const address = addressLine(content.subscriber)
  const isOther = address !== null && address !== addressLine(bulk.shared.subscriber)
  const loas = child.files.filter(({ isLoa }) => isLoa).map(({ name }) => oneLine(name))
  return lines(
    childLine(child, now),
    dotted(
      btn === null ? null : `BTN ${showNumber(btn)}`,
      isOther ? address : null,
      `LOA: ${loas.join(', ') || 'none'}`,
    ),
  )
}

/** Within Slack's limit for a section. */
function inSections(parts: readonly Mrkdwn[]): readonly ReturnType<typeof section>[] {
  const sections: Mrkdwn[][] = [[]]
  for (const part of parts) {
    const open = sections.at(-1) ?? []
    if (join([...open, part], '\n').markup.length > MOST_OF_A_SECTION) sections.push([part])
    else open.push(part)
  }
  return sections.filter((some) => some.length > 0).map((some) => section(lines(...some)))
}

const MOST_OF_A_SECTION = 2_500

/** A request is decided where it is asked, and where it is said that it ends. */
export function decisionButtons(
  { bulk, counts }: BulkView,
  { id, operation }: Approval,
): readonly Button[] {
  const title = shortBulkTitle(bulk)
  const of = { operation, title, carrier: 'their carriers', count: counts.all }
  return [approve.draw(id, of), deny.draw(id)]
}

/** A draft that cannot be kept is the end of its request. */
function endsWithDraft(view: BulkView, { operation, expiresAt }: Approval): Mrkdwn | null {
  const why = operation === 'submit' && expiresAt === view.purgesAt ? whyNotExtended(view) : null
  return why && mrkdwn`Bandwidth deletes the draft then. ${why.says}`
}

function buttonsAfter({ bulk }: BulkView, approval: Approval): Parameters<typeof actions>[0] {
  switch (approval.state) {
    case 'open':
    case 'granted':
      return []
    case 'denied':
    case 'void':
    case 'expired':
      return [askAgain.draw(approval.id)]
    case 'spent': {
      if (resultOf(approval) !== 'refused') return []
      const isDraft = approval.operation === 'submit'
      return [...(isDraft ? [editShared.draw(bulk)] : []), askAgain.draw(approval.id)]
    }
  }
}

/** Whether it shows by now what was asked for. */
function shows({ bulk }: BulkView, { operation }: Approval): boolean {
  if (bulk.seen === null) return false
  return operation === 'submit' ? !isBulkDraft(bulk.seen.status) : isBulkTerminal(bulk.seen.status)
}

function whoAsked({ now }: BulkView, { askedBy, askedAt }: Approval): Mrkdwn {
  return mrkdwn`${mention(askedBy)} asked ${ago(askedAt, now)}`
}

function whoDecided(view: BulkView, approval: Approval): Mrkdwn {
  const { decidedBy, decidedAt } = approval
  const by = decidedBy === null || decidedAt === null ? null : mention(decidedBy)
  return join(
    [
      whoAsked(view, approval),
      by && mrkdwn`${by} approved it ${ago(decidedAt ?? view.now, view.now)}`,
    ],
    ', ',
  )
}

function decided(view: BulkView, approval: Approval): Mrkdwn {
  const { bulk, now } = view
  const title = bulkTitle(bulk)
  const by =
    approval.decidedBy === null || approval.decidedAt === null
      ? null
      : mrkdwn`${mention(approval.decidedBy)} ${ago(approval.decidedAt, now)}`
  const asked = whoAsked(view, approval)
  const outcome = withNames(oneLine(approval.outcome ?? ''))
  switch (approval.state) {
    case 'open':
      return plain('')
    case 'granted':
    case 'spent':
      return outcomeWords(title, approval, { isSettled: shows(view, approval) })
    case 'denied':
      return dotted(
        mrkdwn`*Not ${OPERATION_WORDS[approval.operation].done}: the request for ${title} was denied*`,
        asked,
        by === null ? null : mrkdwn`denied by ${by}`,
        approval.outcome === null ? null : outcome,
      )
    case 'void':
      return dotted(
        shows(view, approval)
          ? mrkdwn`*The request for ${title} is no longer valid*`
          : mrkdwn`*Not ${OPERATION_WORDS[approval.operation].done}: ${title} changed after the request*`,
        outcome,
        asked,
      )
    case 'expired':
      return dotted(
        mrkdwn`*Not ${OPERATION_WORDS[approval.operation].done}: the request for ${title} expired*`,
        asked,
      )
  }
}
