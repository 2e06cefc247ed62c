import { agreedMeanwhile, mayStillPort } from '../words/agreed-words.ts'
import { endingWords } from '../words/ending-words.ts'
import { isAlive, isDeleted, standingOf } from '../../porting/standing.ts'
import type { OrderView } from '../../desk/view-order.ts'
import { blackoutStartsAt } from '../../porting/foc.ts'
import { ruleFor } from '../../porting/status.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { actions, context, fields, message, section, type Message } from '../blocks.ts'
import { ago, datedMoment, focDay, forYou } from '../moments.ts'
import { isEmpty, join, lines, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { orderButtons } from './card-buttons.ts'
import {
  bandwidthLink,
  bandwidthsWords,
  carrierLine,
  dotted,
  numbersLine,
  orderTitle,
  startedFromWords,
  stateOf,
  stepWords,
} from '../words/order-words.ts'
import { focDateOf } from './goes-live.ts'
import { sentBefore } from './sent-words.ts'
import { whoseMove } from './whose-move.ts'

/** The order's live message in the channel: what it is and whose move, its facts, then small print. */
export function card(view: OrderView, noApprover: Mrkdwn | null = null): Message {
  const { tracked } = view
  const move = whoseMove(view)
  const hasEnded = !isAlive(tracked)
  return message(mrkdwn`${orderTitle(tracked)}: ${orderStatusText(view)}. ${move}`, [
    section(
      lines(
        dotted(mrkdwn`*${orderTitle(tracked)}*`, orderStatusText(view)),
        hasEnded ? dotted(numbersLine(tracked), carrierLine(tracked)) : null,
        move,
        noApprover,
        sentBefore(view),
        tracked.seen === null ? null : mayStillPort(tracked.seen, view.now),
      ),
    ),
    hasEnded ? null : context(quoted(view)),
    hasEnded ? null : fields(...facts(view)),
    actions(orderButtons(view)),
    context(
      join([stepWords(view), deletion(view), proven(view)], ' · '),
      startedFromWords(view),
      bandwidthLink(view),
      forYou(view.purgesAt ?? view.activation?.automaticAt ?? null, tracked.ownerZone),
    ),
  ])
}

function quoted({ tracked: { seen } }: OrderView): Mrkdwn {
  return seen?.status === 'EXCEPTION' ? (bandwidthsWords(seen.errors) ?? nothing) : nothing
}

/** Two columns on a desk, one on a phone. */
function facts(view: OrderView): readonly Mrkdwn[] {
  const { tracked } = view
  return [
    mrkdwn`*Numbers* ${numbersLine(tracked)}`,
    isEmpty(carrierLine(tracked)) ? null : mrkdwn`*From* ${carrierLine(tracked)}`,
    ...dates(view),
  ].filter((fact) => fact !== null)
}

/** What becomes of a draft that is left alone; null for what is no draft. */
export function deletion({ purgesAt, now }: OrderView): Mrkdwn | null {
  return purgesAt === null
    ? null
    : mrkdwn`Bandwidth deletes it ${datedMoment(purgesAt, now)} if nobody edits it`
}

/** Its status, to be read after its name. */
export function orderStatusText(view: OrderView): Mrkdwn {
  const { tracked, now } = view
  const standing = standingOf(tracked)
  if (standing.is === 'ended') return endingWords(standing.how)
  if (standing.is !== 'seen') return plain('not at Bandwidth yet')
  const { seen } = standing
  if (seen.status === 'FOC' && seen.actualFocDate !== null) {
    return mrkdwn`FOC *${focDateOf(view, seen.actualFocDate)}*`
  }
  const meanwhile = agreedMeanwhile(seen, now)
  if (meanwhile !== null) return meanwhile
  return plain(stateOf(seen))
}

function dates({ tracked, now }: OrderView): readonly (Mrkdwn | null)[] {
  const standing = standingOf(tracked)
  if (standing.is !== 'seen') return []
  const { seen } = standing
  const { requestedFocDate: requested, earliestEstimate: earliest } = seen
  const asked = mrkdwn`*Requested FOC* ${requested === null ? 'as soon as possible' : focDay(requested, now)}`
  if (seen.status === 'FOC') {
    const closesAt = blackoutStartsAt(seen)
    return [
      requested === null || requested.day === seen.actualFocDate?.day ? null : asked,
      closesAt === null || closesAt <= now || seen.bulkOrderId !== null
        ? null
        : mrkdwn`*Change the date until* ${datedMoment(closesAt, now)}`,
    ]
  }
  if (agreedMeanwhile(seen, now) !== null) return []
  return [
    asked,
    earliest === null || ruleFor(seen.status).stage !== 'draft'
      ? null
      : mrkdwn`*Earliest* ${focDay(earliest, now)}`,
  ]
}

/** When it was last proven. The reader's Slack counts the age: no refresh without news draws the card again. */
function proven({ tracked, now }: OrderView): Mrkdwn {
  const { seen, seenAt } = tracked
  return join(
    [
      seenAt === null
        ? null
        : mrkdwn`${isDeleted(tracked) ? 'Last checked' : 'Checked'} ${ago(seenAt, now)}`,
      seen?.pon == null ? null : `PON ${oneLine(seen.pon)}`,
    ],
    ' · ',
  )
}
