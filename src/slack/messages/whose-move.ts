import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import { yoursFrom } from '../../porting/causes.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import { isTollFreeOrder } from '../../porting/port-kind.ts'
import type { PortOrder } from '../../porting/order.ts'
import { standingOf } from '../../porting/standing.ts'
import { knownStatus, ruleFor } from '../../porting/status.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { supportTicket } from '../../porting/support.ts'
import type { Ending, TrackedOrder } from '../../store/orders.ts'
import { ago, datedMoment } from '../moments.ts'
import { mention, mrkdwn, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { changeInDoubt } from './change-buttons.ts'
import { howItGoesLive } from './goes-live.ts'
import { comma, OPERATION_WORDS, errorWords, losingCarrier } from '../words/order-words.ts'

/** Whose move it is and what it is, by name. */
export function whoseMove(view: OrderView): Mrkdwn {
  const standing = standingOf(view.tracked)
  switch (standing.is) {
    case 'asked':
    case 'asked-again':
      // No other operation is possible.
      return view.intents.length > 0
        ? mrkdwn`*No answer from Bandwidth yet.* The order may exist. I’m checking and will post within 3 minutes. Don’t create it again.`
        : plain('Sent to Bandwidth…')
    case 'made':
      return plain('Created at Bandwidth. Checking its status…')
    case 'ended':
      return whoseMoveEnded(view, standing.how)
    case 'seen':
      return whoseMoveAsked(view) ?? whoseMoveByStatus(view, standing.seen)
  }
}

const ENDINGS: Record<Exclude<Ending, 'regrouped' | 'swept'>, string> = {
  complete: 'Nothing left to do.',
  cancelled: 'Porting these numbers takes a new order.',
  deleted: 'I saved everything in it.',
  'never-made': 'Bandwidth didn’t create this order. Your entries are saved.',
}

/** Alone, or with its bulk order: what comes after it is ready, and what became of a draft that was not sent. */
function goingOut({ bulkNumber }: TrackedOrder): {
  readonly ready: string
  readonly swept: Mrkdwn
} {
  return bulkNumber === null
    ? {
        ready: 'Request approval.',
        swept: plain('Nobody edited it for 48 hours. I saved everything in it.'),
      }
    : {
        ready: `Ready. It submits with #${bulkNumber}.`,
        swept: mrkdwn`Bandwidth deleted this draft with bulk order #${bulkNumber}. Recreating that order brings this one back.`,
      }
}

function whoseMoveEnded({ tracked, successors }: OrderView, ending: Ending): Mrkdwn {
  const { bulkNumber } = tracked
  if (ending === 'swept') return goingOut(tracked).swept
  if (ending !== 'regrouped') return plain(ENDINGS[ending])
  return successors.length === 0
    ? mrkdwn`Its numbers were removed from bulk order #${bulkNumber ?? ''}.`
    : mrkdwn`Its numbers moved to ${someOrders(successors)} when #${bulkNumber ?? ''} was regrouped.`
}

/** Something was asked for and is not decided or not seen yet: that comes before the status. */
function whoseMoveAsked({ approvals, intents, runs, now }: OrderView): Mrkdwn | null {
  const run = runs.at(-1)
  if (run !== undefined) {
    return run.state === 'unknown'
      ? mrkdwn`*No answer from Bandwidth* to the activation sent ${ago(run.askedAt, now)}. It may have worked. I’ll post by ${datedMoment(run.confirmUntil, now)}. Don’t activate again.`
      : mrkdwn`*Activation sent, not live yet.* I’ll confirm by ${datedMoment(run.confirmUntil, now)}.`
  }
  const change = changeInDoubt(intents)
  if (change !== undefined) {
    return mrkdwn`*Change sent, not shown at Bandwidth yet.* ${mention(change.by)} sent it ${ago(change.begunAt, now)}. I’m checking and will post here. Don’t send it again.`
  }
  const open = approvals.find(({ state }) => state === 'open')
  return open === undefined
    ? null
    : mrkdwn`*Waiting on an approver:* ${OPERATION_WORDS[open.operation].ask} it? ${mention(open.askedBy)} asked ${ago(open.askedAt, now)}.`
}

function whoseMoveByStatus(view: OrderView, seen: PortOrder): Mrkdwn {
  const { tracked } = view
  const coordinator = mrkdwn`*Your move${comma(tracked.owner)}:*`
  const carrier = losingCarrier(tracked)
  const status = knownStatus(seen.status)
  switch (status) {
    case undefined:
      return mrkdwn`Bandwidth shows a status I don’t know: *${oneLine(seen.status)}*. I’ll keep checking. If it stays, open ${supportTicket(seen)}`
    case 'DRAFT':
    case 'VALID_DRAFT_TFNS':
    case 'INVALID_DRAFT_TFNS':
      return mrkdwn`${coordinator} ${draftNeeds(view)}`
    case 'VALIDATE_DRAFT_TFNS':
    case 'VALIDATE_TFNS':
      return mrkdwn`*Waiting on Bandwidth:* checking the numbers, up to a few minutes.`
    case 'INVALID_TFNS':
      return mrkdwn`${coordinator} the numbers failed the check: ${errorWords(seen.tollFree?.validationErrors ?? [])}`
    case 'PENDING_DOCUMENTS':
      return isTollFreeOrder(seen)
        ? mrkdwn`${coordinator} add the LOA as a PDF or TIFF.`
        : mrkdwn`*Waiting on Bandwidth* to process the order.`
    case 'MISSING_REQUIREMENTS':
      return mrkdwn`${coordinator} Bandwidth needs more: ${errorWords(seen.errors)}`
    case 'EXCEPTION':
      return mrkdwn`${bandwidthsMove(view, seen) ?? coordinator} ${errorWords(seen.errors, { carrier, quoting: false, isAgreed: view.hasConsent })}`
    case 'SUBMITTED':
      return mrkdwn`*Waiting on ${carrier}* for an FOC date.`
    case 'PENDING_CARRIER_APPROVAL':
    case 'REQUESTED_SUPP':
      return mrkdwn`*Waiting on ${carrier}* ${status === 'REQUESTED_SUPP' ? 'to answer a change request' : 'to approve'}.`
    case 'REQUESTED_CANCEL':
      return mrkdwn`*Waiting on ${carrier}* to confirm the cancel. It can still port until they do.`
    case 'FOC':
      return focMove(view, seen)
    case 'COMPLETE':
    case 'CANCELLED':
    case 'SNAPBACK':
      return mrkdwn`It’s ${ruleFor(status).words}.`
  }
}

/** When Bandwidth must act, nobody else needs to for two business days. */
function bandwidthsMove({ tracked, calendar, now }: OrderView, seen: PortOrder): Mrkdwn | null {
  const day = yoursFrom(seen, tracked.statusSince, calendar)
  return day === null || day <= dayOf(now)
    ? null
    : mrkdwn`*Bandwidth’s move, yours from ${showDay(day, dayOf(now))}:*`
}

const MOST_NEEDS = 2

function draftNeeds({ readiness, tracked }: OrderView): Mrkdwn {
  const missing = readiness.filter(({ state }) => state === 'missing')
  // That no date is asked for has a line of its own.
  const advice = readiness.filter(
    ({ state, name }) => state === 'advice' && name !== 'requested FOC',
  )
  const says = [...missing, ...advice].map(({ says }) => says)
  const more = says.length > MOST_NEEDS ? `And ${says.length - MOST_NEEDS} more.` : null
  const ready = missing.length === 0 ? goingOut(tracked).ready : null
  return spaced(ready, ...says.slice(0, MOST_NEEDS), more)
}

function focMove(view: OrderView, { actualFocDate }: PortOrder): Mrkdwn {
  const ahead = view.approvals.some(
    ({ state, operation }) => state === 'granted' && operation === 'activate',
  )
  return spaced(
    ahead ? 'Activation is pre-approved.' : null,
    // The card stays for days, under the date of the FOC.
    howItGoesLive(view, actualFocDate?.day),
  )
}
