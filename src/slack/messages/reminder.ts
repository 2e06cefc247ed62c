import { isAlive } from '../../porting/standing.ts'
import { countOf } from '../../porting/counts.ts'
import type { Button } from '@slack/types'
import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showDuration } from '../../porting/calendar.ts'
import { isOver } from '../../porting/reminder-proof.ts'
import type { DueReminder, Reminder } from '../../porting/reminders.ts'
import { ruleFor, type PortStatus } from '../../porting/status.ts'
import { askAbout } from '../../porting/support.ts'
import { isSeen, type SeenOrder, type TrackedOrder } from '../../store/orders.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import { addLoa, extendDraft, refreshButton, submitOrder } from '../controls/order-controls.ts'
import { approve, deny } from '../controls/approval-controls.ts'
import type { Message } from '../blocks.ts'
import { ago, atMoment, day, portDay } from '../moments.ts'
import { mrkdwn, nothing, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { meanwhileWords } from '../words/agreed-words.ts'
import { changeButtons } from './change-buttons.ts'
import { toApprove } from './approval.ts'
import { activationButtons, cancelButton, validationButtons } from './order-buttons.ts'
import { canActivate, howItGoesLive } from './goes-live.ts'
import { orderStatusText } from './card.ts'
import { drawReminder, nothingToDo } from './put-off.ts'
import {
  countNumbers,
  losingCarrier,
  orderTitle,
  statusWords,
  THIS_THREAD,
} from '../words/order-words.ts'
import { withReasons } from './reasons.ts'
import { approvalEnds, DO_NOT_REPEAT, sinceWhen, stillUnknown } from './reminder-words.ts'

/** A reminder; redrawn when somebody handles or snoozes it, and when the order changes status. */
export function reminder(
  view: OrderView,
  due: DueReminder,
  reach: { readonly approvers: Mrkdwn; readonly snooze: SnoozedTopic | undefined },
): Message {
  const { seen } = view.tracked
  if (!isAlive(view.tracked) || (seen !== null && isOver(due.reminder, seen))) {
    return nothingToDo(orderTitle(view.tracked), orderStatusText(view))
  }
  return drawReminder(view, view.tracked, due, reach, {
    says: textOf(view, due.reminder),
    detail: detailOf(view, due.reminder),
    small: smallPrint(view, due.reminder),
    buttons: buttons(view, due.reminder),
  })
}

function textOf(view: OrderView, reminder: Reminder): Mrkdwn {
  const { tracked, now } = view
  const meanwhile = tracked.seen && meanwhileWords(tracked.seen, now)
  return (meanwhile && meanwhileText(view, reminder, meanwhile)) ?? textOfKind(view, reminder)
}

/** While a change or a cancel is not answered nobody knows whether the date will hold. */
function meanwhileText(
  { tracked, now }: OrderView,
  reminder: Reminder,
  meanwhile: Mrkdwn,
): Mrkdwn | null {
  const title = orderTitle(tracked)
  if ('day' in reminder) {
    return mrkdwn`:calendar: *${title} may still port ${portDay(reminder, now)}:* ${meanwhile}.`
  }
  if (reminder.kind !== 'activates-soon') return null
  return mrkdwn`:hourglass_flowing_sand: *${title} may still port ${atMoment(reminder.automaticAt, now)}:* ${meanwhile}.`
}

function textOfKind(view: OrderView, reminder: Reminder): Mrkdwn {
  const { tracked, now } = view
  const title = orderTitle(tracked)
  switch (reminder.kind) {
    case 'foc-in-three-days':
      return mrkdwn`:calendar: *${title} ports ${day(reminder.day, now)}*, in 3 business days.`
    case 'foc-tomorrow':
      return mrkdwn`:calendar: *${title} ports ${day(reminder.day, now)}*, the next business day.`
    case 'foc-today':
      return dayOf(now) === reminder.day
        ? mrkdwn`:calendar: *${title} ports today*, ${day(reminder.day, now)}.`
        : mrkdwn`:calendar: *${title} ports ${day(reminder.day, now)}*.`
    case 'window-opens':
      return mrkdwn`:calendar: *${title} can be activated now.*`
    case 'activates-soon':
      return reminder.automaticAt > now
        ? mrkdwn`:hourglass_flowing_sand: *${title} goes live automatically in ${showDuration(reminder.automaticAt - now)}*, ${atMoment(reminder.automaticAt, now)}.`
        : mrkdwn`:hourglass_flowing_sand: *${title} was due to go live automatically* ${atMoment(reminder.automaticAt, now)}.`
    case 'not-live':
      return mrkdwn`:warning: *${title} isn’t live.* It was due ${atMoment(reminder.automaticAt, now)}. Bandwidth shows ${tracked.seen?.status ?? 'nothing'}.`
    case 'draft-dies':
      return reminder.purgesAt > now
        ? mrkdwn`:hourglass_flowing_sand: *Draft ${title} gets deleted in ${showDuration(reminder.purgesAt - now)}*, ${atMoment(reminder.purgesAt, now)}, unless edited.`
        : mrkdwn`*Draft ${title} was due to be deleted* ${atMoment(reminder.purgesAt, now)}.`
    case 'waits-long':
      return mrkdwn`:hourglass_flowing_sand: ${waitsLong(view, reminder).headline}`
    case 'approval-ends':
      return approvalEnds({ title, owner: tracked.owner, now }, view.approvals, reminder)
    case 'outcome-unknown':
      return stillUnknown({ title, owner: tracked.owner, now }, reminder)
  }
}

function detailOf(view: OrderView, reminder: Reminder): Mrkdwn | null {
  const { tracked } = view
  switch (reminder.kind) {
    case 'foc-in-three-days':
    case 'foc-tomorrow':
    case 'foc-today':
      return spaced(moving(tracked), howItGoesLive(view, reminder.day))
    case 'window-opens':
      return spaced(moving(tracked), howItGoesLive(view))
    case 'activates-soon':
      return spaced(moving(tracked), canActivate(view))
    case 'not-live':
      return tracked.seen && plain(askAbout(tracked.seen, tracked.number))
    case 'waits-long':
      return waitsLong(view, reminder).detail
    case 'outcome-unknown':
      return DO_NOT_REPEAT
    case 'draft-dies':
    case 'approval-ends':
      return null
  }
}

/** What goes with it, and whom it leaves. */
function moving(tracked: TrackedOrder): string {
  return `${countNumbers(tracked.content.numbers.length)} from ${losingCarrier(tracked)}.`
}

/** Of what somebody has to correct the reason stands there as when it was rejected. */
function waitsLong(
  { tracked }: OrderView,
  { status, businessDays }: WaitsLong,
): { readonly headline: Mrkdwn; readonly detail: Mrkdwn } {
  const { waitsFor } = ruleFor(status)
  const words = statusWords(status, losingCarrier(tracked))
  const title = orderTitle(tracked)
  const headline = mrkdwn`${title} has been ${words} for ${countOf(businessDays, 'business day')}`
  const errors = [
    ...(tracked.seen?.errors ?? []),
    ...(tracked.seen?.tollFree?.validationErrors ?? []),
  ]
  if (waitsFor === 'losing-carrier' || status === 'PENDING_DOCUMENTS' || errors.length === 0) {
    return { headline: mrkdwn`*${headline}.*`, detail: helpsWith(tracked, status) }
  }
  return withReasons(headline, errors, {
    tracked,
    namesNumbers: false,
    mostLines: MOST_REASON_LINES,
  })
}

type WaitsLong = Extract<Reminder, { readonly kind: 'waits-long' }>

const MOST_REASON_LINES = 2

function helpsWith(tracked: TrackedOrder, status: PortStatus): Mrkdwn {
  if (status === 'PENDING_DOCUMENTS') {
    return plain(`Drop the LOA in ${THIS_THREAD} as a PDF or TIFF, up to 3 MB.`)
  }
  return ruleFor(status).waitsFor === 'losing-carrier' && tracked.seen !== null
    ? plain(askAbout(tracked.seen, tracked.number))
    : nothing
}

/** What it stands on, beside it. */
function smallPrint({ tracked, now }: OrderView, reminder: Reminder): Mrkdwn | null {
  if (reminder.kind === 'not-live') return mrkdwn`Checked ${ago(tracked.seenAt ?? now, now)}.`
  return reminder.kind === 'waits-long' ? sinceWhen(reminder, now) : null
}

function buttons(view: OrderView, reminder: Reminder): readonly Button[] {
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

function draftButtons(order: SeenOrder): readonly Button[] {
  const { may } = ruleFor(order.seen.status)
  return [
    ...(may.includes('keep') ? [extendDraft.draw(order)] : []),
    ...(may.includes('submit') ? [submitOrder.draw(order)] : []),
  ]
}

function waitingButtons(order: SeenOrder, view: OrderView): readonly Button[] {
  const { may, waitsFor } = ruleFor(order.seen.status)
  if (waitsFor !== 'coordinator') return [refreshButton.draw(order)]
  const fix = order.seen.status === 'EXCEPTION' ? changeButtons(view, order) : []
  const loaButton = addLoa.draw(order)
  const isThere = fix.some(({ action_id: id }) => id === loaButton.action_id)
  return [
    ...fix,
    ...(may.includes('attach') && !isThere ? [loaButton] : []),
    ...(may.includes('retry-validation') ? validationButtons(order) : []),
    ...(may.includes('cancel') ? [cancelButton(order, view)] : []),
  ]
}

function approvalButtons(view: OrderView, order: SeenOrder, id: string): readonly Button[] {
  const approval = view.approvals.find((one) => one.id === id)
  if (approval === undefined) return []
  if (approval.state !== 'open') return [...activationButtons(view, order)]
  return [approve.draw(id, toApprove(order, approval)), deny.draw(id)]
}
