import { agreedMeanwhile, mayStillPort } from './agreed-words.ts'
import { endingWords } from './ending-words.ts'
import { standingWords, standingOf } from '../../porting/standing.ts'
import type { OrderView } from '../../desk/view-order.ts'
import { blackoutStartsAt } from '../../porting/foc.ts'
import { ruleFor } from '../../porting/status.ts'
import { oneLine } from '../../porting/plain-text.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { ago, datedMoment, focDay, forYou } from '../moments.ts'
import { join, lines, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { orderButtons } from './card-buttons.ts'
import { carrierLine, dotted, numbersLine, orderTitle, stageLine } from './order-words.ts'
import { whoseMove } from './whose-move.ts'

/** The order's live message in the channel: at most eight lines, buttons included. */
export function card(view: OrderView): Message {
  const { tracked } = view
  const move = whoseMove(view)
  return message(mrkdwn`${orderTitle(tracked)}: ${standing(view)}. ${move}`, [
    section(
      lines(
        dotted(mrkdwn`*${orderTitle(tracked)}*`, standing(view)),
        dotted(numbersLine(tracked), carrierLine(tracked)),
        stageLine(view),
        move,
        dates(view),
      ),
    ),
    actions(orderButtons(view)),
    context(
      proven(view),
      forYou(view.purgesAt ?? view.activation?.automaticAt ?? null, tracked.ownerZone),
    ),
  ])
}

/** Where it stands, to be read after its name. */
export function standing({ tracked, purgesAt, now }: OrderView): Mrkdwn {
  const standing = standingOf(tracked)
  if (standing.is === 'ended') return endingWords(standing.how)
  if (standing.is !== 'seen') return plain('not seen at Bandwidth yet')
  const { seen } = standing
  if (seen.status === 'FOC' && seen.actualFocDate !== null) {
    return mrkdwn`agreed for *${focDay(seen.actualFocDate, now)}*`
  }
  const meanwhile = agreedMeanwhile(seen, now)
  if (meanwhile !== null) return meanwhile
  if (purgesAt !== null) {
    return mrkdwn`${standingWords(seen)}; Bandwidth removes it ${datedMoment(purgesAt, now)} unless it is changed`
  }
  return plain(standingWords(seen))
}

function dates(view: OrderView): Mrkdwn | null {
  const { tracked, now } = view
  const standing = standingOf(tracked)
  if (standing.is !== 'seen') return null
  const { seen } = standing
  const { requestedFocDate: wanted, earliestEstimate: earliest } = seen
  if (seen.status === 'FOC') {
    const closesAt = blackoutStartsAt(seen)
    return dotted(
      wanted === null ? null : mrkdwn`Wanted ${focDay(wanted, now)}`,
      closesAt === null || closesAt <= now || seen.bulkOrderId !== null
        ? null
        : mrkdwn`change the date until ${datedMoment(closesAt, now)}`,
    )
  }
  if (agreedMeanwhile(seen, now) !== null) return mayStillPort(seen, now)
  return dotted(
    wanted === null ? 'Wanted as soon as possible' : mrkdwn`Wanted ${focDay(wanted, now)}`,
    earliest === null || ruleFor(seen.status).stage !== 'draft'
      ? null
      : mrkdwn`earliest Bandwidth expects ${focDay(earliest, now)}`,
  )
}

/** When it was last proven. The reader's Slack counts the age: no refresh without news draws the card again. */
function proven({ tracked, now }: OrderView): Mrkdwn {
  const { seen, seenAt, ending } = tracked
  const isDeleted = ending === 'swept' || ending === 'deleted'
  return join(
    [
      seenAt === null
        ? null
        : mrkdwn`${isDeleted ? 'Last seen at Bandwidth' : 'Checked'} ${ago(seenAt, now)}`,
      seen === null ? null : oneLine(seen.status),
      seen?.pon == null ? null : `PON ${oneLine(seen.pon)}`,
    ],
    ' · ',
  )
}
