import type { OrderView } from '../../desk/view-order.ts'
import { showDuration } from '../../porting/calendar.ts'
import type { Reminder } from '../../porting/reminders.ts'
import { ruleFor } from '../../porting/status.ts'
import { isSeen } from '../../store/orders.ts'
import { keepDraft } from '../buttons/keep-draft.ts'
import { submitOrder } from '../buttons/submit-order.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { atMoment, day } from '../moments.ts'
import { join, lines, mention, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import { activationButtons, cancelButton } from './order-buttons.ts'
import { howItGoesLive } from './order-change.ts'
import { countNumbers, losingCarrier, orderTitle } from './order-words.ts'

/** What the clock has to say; true at the moment it is drawn, so it is drawn once. */
export function reminder(view: OrderView, reminder: Reminder): Message {
  const says = told(view, reminder)
  const detail = reminder.kind === 'draft-dies' ? null : howItGoesLive(view)
  return message(join([says, detail], ' '), [
    section(lines(says, detail)),
    actions([...buttons(view, reminder)]),
  ])
}

function told({ tracked, now }: OrderView, reminder: Reminder): Mrkdwn {
  const title = orderTitle(tracked)
  const owner = mention(tracked.owner)
  const moves = `${countNumbers(tracked.content.numbers.length)} from ${losingCarrier(tracked)}`
  switch (reminder.kind) {
    case 'foc-tomorrow':
      return mrkdwn`:calendar: *${title} moves ${day(reminder.day, now)}*, the next business day. ${moves}. ${owner}`
    case 'foc-today':
      return mrkdwn`:calendar: *${title} moves today*, ${day(reminder.day, now)}. ${moves}. ${owner}`
    case 'draft-dies':
      return reminder.sweptAt > now
        ? mrkdwn`*${title} will be removed by Bandwidth in ${showDuration(reminder.sweptAt - now)},* ${atMoment(reminder.sweptAt, now)}: nobody has changed it for almost two days. ${owner}`
        : mrkdwn`*${title} was due to be removed by Bandwidth* ${atMoment(reminder.sweptAt, now)}. ${owner}`
  }
}

function buttons(view: OrderView, { kind }: Reminder): Parameters<typeof actions>[0] {
  const { tracked } = view
  if (!isSeen(tracked) || tracked.ending !== null) return []
  if (kind !== 'draft-dies') return [...activationButtons(view, tracked)]
  const { may } = ruleFor(tracked.seen.status)
  return [
    ...(may.includes('keep') ? [keepDraft.draw(tracked.number)] : []),
    ...(may.includes('submit') ? [submitOrder.draw(tracked.number)] : []),
    ...(may.includes('cancel-draft') ? [cancelButton(tracked, true)] : []),
  ]
}
