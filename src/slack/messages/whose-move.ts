import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showDay } from '../../porting/calendar.ts'
import { yoursFrom } from '../../porting/causes.ts'
import { isTollFreeOrder } from '../../porting/port-kind.ts'
import type { PortOrder } from '../../porting/order.ts'
import { standingOf } from '../../porting/standing.ts'
import { knownStatus, ruleFor } from '../../porting/status.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { openTicket } from '../../porting/support.ts'
import type { Ending } from '../../store/orders.ts'
import { ago, datedMoment } from '../moments.ts'
import { join, lines, mention, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { someOrders } from './bulk-words.ts'
import { OPERATION_WORDS, errorWords, losingCarrier } from './order-words.ts'
import { weSent } from './sent-words.ts'

/** Whose move it is and what it is, by name. */
export function whoseMove(view: OrderView): Mrkdwn {
  const standing = standingOf(view.tracked)
  switch (standing.is) {
    case 'asked':
    case 'asked-again':
      // Nothing else can be asked of it.
      return view.intents.length > 0
        ? mrkdwn`*No answer from Bandwidth yet:* the order may exist. I look for it and say within a few minutes what I found; please don't create it again.`
        : plain('Asking Bandwidth…')
    case 'made':
      return plain('Bandwidth has made it; asking how it stands…')
    case 'ended':
      return whoseMoveEnded(view, standing.how)
    case 'seen':
      return whoseMoveAsked(view) ?? whoseMoveByStatus(view, standing.seen)
  }
}

const ENDINGS: Record<Exclude<Ending, 'regrouped'>, string> = {
  complete: 'Nothing left to do.',
  cancelled: 'Canceled at Bandwidth. Porting these numbers takes a new order.',
  swept: 'Bandwidth removed this draft because nobody changed it. I kept everything in it.',
  deleted: 'This draft is deleted. I kept everything in it.',
  'never-made': 'Bandwidth never made this order. I kept everything that was typed.',
}

function whoseMoveEnded({ tracked, successors }: OrderView, ending: Ending): Mrkdwn {
  const { bulkNumber } = tracked
  if (ending === 'swept' && bulkNumber !== null) {
    return mrkdwn`Bandwidth removed this draft with bulk order #${bulkNumber}. Made again, that brings this back too.`
  }
  if (ending !== 'regrouped') return plain(ENDINGS[ending])
  return successors.length === 0
    ? mrkdwn`Its numbers were taken out of bulk order #${bulkNumber ?? ''}.`
    : mrkdwn`Its numbers are in ${someOrders(successors)} since bulk order #${bulkNumber ?? ''} was regrouped.`
}

/** Something was asked for and is not decided or not seen yet: that comes before the status. */
function whoseMoveAsked({ approvals, runs, now }: OrderView): Mrkdwn | null {
  const run = runs.at(-1)
  if (run !== undefined) {
    return run.state === 'unknown'
      ? mrkdwn`*No answer from Bandwidth* to the activation asked for ${datedMoment(run.askedAt, now)}: it may have worked. I look until ${datedMoment(run.confirmUntil, now)}; please don't ask again.`
      : mrkdwn`*Bandwidth has taken the activation;* it is not seen yet. I look until ${datedMoment(run.confirmUntil, now)}.`
  }
  const open = approvals.find(({ state }) => state === 'open')
  return open === undefined
    ? null
    : mrkdwn`*An approver's move:* ${OPERATION_WORDS[open.operation].ask} it? ${mention(open.askedBy)} asked ${ago(open.askedAt, now)}.`
}

function whoseMoveByStatus(view: OrderView, seen: PortOrder): Mrkdwn {
  const { tracked } = view
  const coordinator = mrkdwn`*Your move, ${mention(tracked.owner)}:*`
  const carrier = losingCarrier(tracked)
  const status = knownStatus(seen.status)
  switch (status) {
    case undefined:
      return mrkdwn`Bandwidth says *${oneLine(seen.status)}*, which I have no rule for. I keep looking. If it stays: ${openTicket(seen)}`
    case 'DRAFT':
    case 'VALID_DRAFT_TFNS':
    case 'INVALID_DRAFT_TFNS':
      return mrkdwn`${coordinator} ${draftNeeds(view)}`
    case 'VALIDATE_DRAFT_TFNS':
    case 'VALIDATE_TFNS':
      return mrkdwn`*Bandwidth's move:* it checks the numbers; that takes up to some minutes.`
    case 'INVALID_TFNS':
      return mrkdwn`${coordinator} the numbers did not pass the check: ${errorWords(seen.tollFree?.validationErrors ?? [])}`
    case 'PENDING_DOCUMENTS':
      return isTollFreeOrder(seen)
        ? mrkdwn`${coordinator} Bandwidth waits for the LOA, as PDF or TIFF.`
        : mrkdwn`*Bandwidth's move:* it takes the order in.`
    case 'MISSING_REQUIREMENTS':
      return mrkdwn`${coordinator} Bandwidth misses something: ${errorWords(seen.errors)}`
    case 'EXCEPTION':
      return lines(
        mrkdwn`${bandwidthsMove(view, seen) ?? coordinator} rejected: ${errorWords(seen.errors, { carrier })}`,
        weSent(view),
      )
    case 'SUBMITTED':
      return mrkdwn`*Waiting for ${carrier}* to agree to a date. Nothing to do.`
    case 'PENDING_CARRIER_APPROVAL':
    case 'REQUESTED_SUPP':
      return mrkdwn`*Waiting for ${carrier}*: the order is ${ruleFor(status).words}.`
    case 'REQUESTED_CANCEL':
      return mrkdwn`*Waiting for ${carrier}* to confirm the cancel. Requested is not canceled.`
    case 'FOC':
      return focMove(view)
    case 'COMPLETE':
    case 'CANCELLED':
    case 'SNAPBACK':
      return mrkdwn`The order is ${ruleFor(status).words}.`
  }
}

/** What Bandwidth goes on with by itself is nobody else's for two business days. */
function bandwidthsMove({ tracked, calendar, now }: OrderView, seen: PortOrder): Mrkdwn | null {
  const day = yoursFrom(seen, tracked.standsSince, calendar)
  return day === null || day <= dayOf(now)
    ? null
    : mrkdwn`*Bandwidth’s move, yours from ${showDay(day, dayOf(now))}:*`
}

const MOST_NEEDS = 2

function draftNeeds({ readiness, tracked: { bulkNumber } }: OrderView): Mrkdwn {
  const missing = readiness.filter(({ state }) => state === 'missing')
  // That no date is asked for has a line of its own.
  const advice = readiness.filter(
    ({ state, name }) => state === 'advice' && name !== 'requested FOC',
  )
  const says = [...missing, ...advice].map(({ says }) => says)
  const more = says.length > MOST_NEEDS ? `And ${says.length - MOST_NEEDS} more.` : null
  const next = bulkNumber === null ? 'request approval' : `it goes out with #${bulkNumber}`
  const ready = missing.length === 0 ? `everything needed is there; ${next}.` : null
  return join([ready, ...says.slice(0, MOST_NEEDS), more], ' ')
}

function focMove({ activation, now, approvals }: OrderView): Mrkdwn {
  if (activation === null) return nothing
  const { allowed, window, automaticAt } = activation
  const ahead = approvals.some(
    ({ state, operation }) => state === 'granted' && operation === 'activate',
  )
  return join(
    [
      ahead ? plain('Its activation is approved ahead.') : null,
      allowed && window !== null
        ? mrkdwn`*It can be activated now*, until ${datedMoment(window.closesAt, now)}.`
        : null,
      automaticAt === null
        ? null
        : automaticAt > now
          ? mrkdwn`If nobody acts it goes live by itself ${datedMoment(automaticAt, now)}.`
          : mrkdwn`It was to go live by itself ${datedMoment(automaticAt, now)}; Bandwidth has not shown it live yet.`,
    ],
    ' ',
  )
}
