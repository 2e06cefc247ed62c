import { countOf } from '../../porting/counts.ts'
import type { ActionsBlock } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showDuration } from '../../porting/calendar.ts'
import type { DueReminder, Reminder, UnknownOperation } from '../../porting/reminders.ts'
import { ruleFor, type PortStatus } from '../../porting/status.ts'
import { askAbout } from '../../porting/support.ts'
import { isSeen, type SeenOrder } from '../../store/orders.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import { addLoa, extendDraft, refreshButton, submitOrder } from '../controls/order-controls.ts'
import { approve, deny } from '../controls/approval-controls.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { atMoment, day, forYou, moment, portDay } from '../moments.ts'
import { join, lines, mention, mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { meanwhileWords } from './agreed-words.ts'
import { fixButtons } from './change-buttons.ts'
import { toApprove } from './approval.ts'
import { activationButtons, cancelButton, validationButtons } from './order-buttons.ts'
import { howItGoesLive } from './order-change.ts'
import { actBy, lastSeen, putOff, silenceOf, silenceWords, toWhom } from './put-off.ts'
import {
  countNumbers,
  OPERATION_WORDS,
  errorWords,
  losingCarrier,
  orderTitle,
} from './order-words.ts'

/** What the clock has to say; drawn again only when somebody has acknowledged or snoozed it. */
export function reminder(
  view: OrderView,
  due: DueReminder,
  { approvers, snooze }: { readonly approvers: Mrkdwn; readonly snooze: SnoozedTopic | undefined },
): Message {
  const detail = lines(detailOf(view, due.reminder), lastSeen(due, view.now))
  const silence = silenceOf(snooze, view.now)
  const who = toWhom(view.tracked, due.notified, { approvers, silence })
  const says = mrkdwn`${told(view, due.reminder)} ${who}`
  const hasEnded = view.tracked.ending !== null
  return message(join([says, detail], ' '), [
    section(lines(says, detail)),
    actions([
      ...(hasEnded ? [] : buttons(view, due.reminder)),
      ...(hasEnded || silence !== null ? [] : putOff(view, view.tracked, due)),
    ]),
    silence && context(silenceWords(silence, view.now)),
    context(forYou(actBy(due.reminder), view.tracked.ownerZone)),
  ])
}

function told(view: OrderView, reminder: Reminder): Mrkdwn {
  const { tracked, now } = view
  const meanwhile = tracked.seen && meanwhileWords(tracked.seen, now)
  return (meanwhile && toldMeanwhile(view, reminder, meanwhile)) ?? toldOf(view, reminder)
}

/** While a change or a cancel is not answered nobody knows whether the date will hold. */
function toldMeanwhile(
  { tracked, now }: OrderView,
  reminder: Reminder,
  meanwhile: Mrkdwn,
): Mrkdwn | null {
  const title = orderTitle(tracked)
  const moves = `${countNumbers(tracked.content.numbers.length)} from ${losingCarrier(tracked)}`
  if ('day' in reminder) {
    return mrkdwn`:calendar: *${title} may still port ${portDay(reminder, now)}:* ${meanwhile}. ${moves}.`
  }
  if (reminder.kind !== 'activates-soon') return null
  return mrkdwn`:hourglass_flowing_sand: *${title} may still port ${atMoment(reminder.automaticAt, now)}:* ${meanwhile}. ${moves}.`
}

function toldOf(view: OrderView, reminder: Reminder): Mrkdwn {
  const { tracked, now } = view
  const title = orderTitle(tracked)
  const moves = `${countNumbers(tracked.content.numbers.length)} from ${losingCarrier(tracked)}`
  switch (reminder.kind) {
    case 'foc-in-three-days':
      return mrkdwn`:calendar: *${title} moves ${day(reminder.day, now)}*, in three business days. ${moves}.`
    case 'foc-tomorrow':
      return mrkdwn`:calendar: *${title} moves ${day(reminder.day, now)}*, the next business day. ${moves}.`
    case 'foc-today':
      return dayOf(now) === reminder.day
        ? mrkdwn`:calendar: *${title} moves today*, ${day(reminder.day, now)}. ${moves}.`
        : mrkdwn`:calendar: *${title} moves ${day(reminder.day, now)}*. ${moves}.`
    case 'window-opens':
      return mrkdwn`:calendar: *${title} can be activated from now on*. ${moves}.`
    case 'activates-soon':
      return reminder.automaticAt > now
        ? mrkdwn`:hourglass_flowing_sand: *${title} goes live by itself in ${showDuration(reminder.automaticAt - now)}*, ${atMoment(reminder.automaticAt, now)}. ${moves}.`
        : mrkdwn`:hourglass_flowing_sand: *${title} was to go live by itself* ${atMoment(reminder.automaticAt, now)}. ${moves}.`
    case 'not-live':
      return mrkdwn`:warning: *${title} should be live since ${moment(reminder.automaticAt, now)} and is not:* Bandwidth shows ${tracked.seen?.status ?? 'nothing'}, seen ${moment(tracked.seenAt ?? now, now)}.`
    case 'draft-dies':
      return reminder.purgesAt > now
        ? mrkdwn`*${title} will be removed by Bandwidth in ${showDuration(reminder.purgesAt - now)},* ${atMoment(reminder.purgesAt, now)}, unless somebody changes it.`
        : mrkdwn`*${title} was due to be removed by Bandwidth* ${atMoment(reminder.purgesAt, now)}.`
    case 'waits-long':
      return mrkdwn`:hourglass: *${title} is ${ruleFor(reminder.status).words}* since ${day(dayOf(reminder.since), now)}: ${countOf(reminder.businessDays, 'business day')}.`
    case 'approval-ends':
      return approvalEnds(view, reminder)
    case 'outcome-unknown':
      return mrkdwn`:warning: *It is still not known what became of ${UNKNOWN[reminder.what]} of ${title}*, begun ${atMoment(reminder.since, now)}: Bandwidth gives no answer.`
  }
}

const UNKNOWN: Record<UnknownOperation, string> = {
  order: 'the making',
  bulk: 'the making',
  document: 'a document',
  note: 'a note',
  'bulk-note': 'a note',
  validation: 'the check',
  edit: 'a change',
  change: 'a change',
  'bulk-edit': 'a change',
  delete: 'the deletion',
  'bulk-delete': 'the deletion',
  'bulk-attach': 'a change of the list of orders',
  'bulk-detach': 'a change of the list of orders',
  keep: 'the keeping',
  'bulk-keep': 'the keeping',
  'retry-validation': 'another check',
  'bulk-retry-validation': 'another check',
  activation: 'the activation',
}

function approvalEnds(
  { tracked, approvals, now }: OrderView,
  { id, endsAt }: Extract<Reminder, { kind: 'approval-ends' }>,
): Mrkdwn {
  const title = orderTitle(tracked)
  const approval = approvals.find((one) => one.id === id)
  if (approval === undefined || endsAt <= now) {
    return mrkdwn`*A request about ${title} was about to end* ${atMoment(endsAt, now)}; it is settled.`
  }
  const ends = mrkdwn`in ${showDuration(endsAt - now)}, ${atMoment(endsAt, now)}`
  const { ask, noun } = OPERATION_WORDS[approval.operation]
  return approval.state === 'open'
    ? mrkdwn`:hourglass: *The request to ${ask} ${title} ends ${ends}:* nobody has decided it. Asked by ${mention(approval.askedBy)}.`
    : mrkdwn`:hourglass: *The approved ${noun} of ${title} ends ${ends}:* nobody has used it.`
}

function detailOf(view: OrderView, reminder: Reminder): Mrkdwn | null {
  const { tracked } = view
  switch (reminder.kind) {
    case 'foc-in-three-days':
    case 'foc-tomorrow':
    case 'foc-today':
    case 'window-opens':
    case 'activates-soon':
      return howItGoesLive(view)
    case 'not-live':
      return tracked.seen && plain(askAbout(tracked.seen, tracked.number))
    case 'waits-long':
      return waitingFor(view, reminder.status)
    case 'outcome-unknown':
      return plain('I go on looking and say here what I find; please don’t do it again before.')
    case 'draft-dies':
    case 'approval-ends':
      return null
  }
}

function waitingFor({ tracked }: OrderView, status: PortStatus): Mrkdwn {
  const { waitsFor } = ruleFor(status)
  if (waitsFor === 'losing-carrier') {
    return tracked.seen === null ? nothing : plain(askAbout(tracked.seen, tracked.number))
  }
  if (status === 'PENDING_DOCUMENTS') {
    return plain('Drop the LOA into this thread, as PDF or TIFF, 3 MB at most.')
  }
  const errors = [
    ...(tracked.seen?.errors ?? []),
    ...(tracked.seen?.tollFree?.validationErrors ?? []),
  ]
  return errors.length === 0 ? nothing : errorWords(errors)
}

type Elements = ActionsBlock['elements']

function buttons(view: OrderView, reminder: Reminder): Elements {
  const { tracked } = view
  if (!isSeen(tracked)) return []
  switch (reminder.kind) {
    case 'foc-in-three-days':
    case 'foc-tomorrow':
    case 'foc-today':
    case 'window-opens':
    case 'activates-soon':
      return [...activationButtons(view, tracked)]
    case 'not-live':
      return [...activationButtons(view, tracked), refreshButton.draw(tracked)]
    case 'draft-dies':
      return draftButtons(tracked)
    case 'waits-long':
      return waitingButtons(tracked, view)
    case 'approval-ends':
      return approvalButtons(view, tracked, reminder.id)
    case 'outcome-unknown':
      return [refreshButton.draw(tracked)]
  }
}

function draftButtons(order: SeenOrder): Elements {
  const { may } = ruleFor(order.seen.status)
  return [
    ...(may.includes('keep') ? [extendDraft.draw(order)] : []),
    ...(may.includes('submit') ? [submitOrder.draw(order)] : []),
    ...(may.includes('cancel-draft') ? [cancelButton(order, null)] : []),
  ]
}

function waitingButtons(order: SeenOrder, view: OrderView): Elements {
  const { may, waitsFor } = ruleFor(order.seen.status)
  if (waitsFor !== 'coordinator') return [refreshButton.draw(order)]
  const fix = order.seen.status === 'EXCEPTION' ? fixButtons(order, view) : []
  const letter = addLoa.draw(order)
  const isThere = fix.some(({ action_id: id }) => id === letter.action_id)
  return [
    ...fix,
    ...(may.includes('attach') && !isThere ? [letter] : []),
    ...(may.includes('retry-validation') ? validationButtons(order) : []),
    ...(may.includes('cancel') ? [cancelButton(order, view)] : []),
  ]
}

function approvalButtons(view: OrderView, order: SeenOrder, id: string): Elements {
  const approval = view.approvals.find((one) => one.id === id)
  if (approval === undefined) return []
  if (approval.state !== 'open') return [...activationButtons(view, order)]
  return [approve.draw(id, toApprove(order, approval)), deny.draw(id)]
}
