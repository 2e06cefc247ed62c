import { isAlive } from '../../porting/standing.ts'
import type { Button } from '@slack/types'
import type { BulkView, ChildView } from '../../desk/bulk/view-bulk.ts'
import { showDuration, type CalendarDay, type Instant } from '../../porting/calendar.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import { agreedDate, agreedMoment } from '../../porting/foc.ts'
import type { PortOrder } from '../../porting/order.ts'
import { isBulkSubmitted } from '../../porting/bulk-status.ts'
import { someOrders } from '../../porting/names-in-words.ts'
import { isOver } from '../../porting/reminder-proof.ts'
import type { DueReminder, Reminder } from '../../porting/reminders.ts'
import { ruleFor } from '../../porting/status.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import type { Message } from '../blocks.ts'
import { atMoment, day } from '../moments.ts'
import { mrkdwn, nothing, plain, type Mrkdwn } from '../mrkdwn.ts'
import { decisionButtons } from './bulk-approval.ts'
import { moreActions } from '../controls/order-controls.ts'
import { bulkButtons, nowButtons } from './bulk-actions.ts'
import { bulkStatusText, bulkTitle, numbersIn } from '../words/bulk-words.ts'
import { countNumbers } from '../words/order-words.ts'
import { drawReminder, nothingToDo } from './put-off.ts'
import { whyNotExtended } from './bulk-extension.ts'
import { approvalEnds, DO_NOT_REPEAT, sinceWhen, stillUnknown } from './reminder-words.ts'

/**
 * A reminder about a bulk order; redrawn when somebody handles or snoozes it, and when its orders change
 * status.
 */
export function bulkReminder(
  view: BulkView,
  due: DueReminder,
  reach: { readonly approvers: Mrkdwn; readonly snooze: SnoozedTopic | undefined },
): Message {
  const { reminder } = due
  const { bulk } = view
  if (!isAlive(bulk) || isOverOf(view, reminder)) {
    return nothingToDo(bulkTitle(bulk), bulkStatusText(bulk))
  }
  const extension = reminder.kind === 'draft-dies' ? whyNotExtended(view) : null
  return drawReminder(view, bulk, due, reach, {
    says: reminderWords(view, reminder),
    detail:
      reminder.kind === 'outcome-unknown' ? DO_NOT_REPEAT : extension && plain(extension.says),
    small: reminder.kind === 'waits-long' ? sinceWhen(reminder, view.now) : null,
    buttons: [
      ...deciding(view, reminder),
      ...activating(view, reminder),
      ...(extension?.buttons ?? []),
      ...bulkButtons(view).filter(({ action_id: id }) => id !== moreActions.id),
    ],
  })
}

/** What it is about is past for every order that it was about. */
function isOverOf({ bulk, children }: BulkView, reminder: Reminder): boolean {
  if (reminder.kind === 'approval-ends' || reminder.kind === 'outcome-unknown') return false
  if (reminder.kind === 'draft-dies') return isBulkSubmitted(bulk.seen)
  return children.every(({ tracked: { seen } }) => seen === null || isOver(reminder, seen))
}

/** A request that is about to end can be decided in its reminder. */
function deciding(view: BulkView, reminder: Reminder): readonly Button[] {
  const id = reminder.kind === 'approval-ends' ? reminder.id : null
  const open = view.approvals.find((one) => one.id === id && one.state === 'open')
  return open === undefined ? [] : decisionButtons(view, open)
}

/** On the day, one request for all of its orders. */
function activating({ bulk, children }: BulkView, { kind }: Reminder): readonly Button[] {
  const isTheDay = kind === 'foc-today' || kind === 'window-opens' || kind === 'not-live'
  return isTheDay ? nowButtons(bulk, children) : []
}

/** The orders that port on this day: surely, and those of which something else is asked for. */
function portingOn({ children }: BulkView, date: CalendarDay): Porting {
  return porting(children, (seen) => agreedDate(seen)?.day === date)
}

/** The same of those that go live by themselves at this moment. */
function portingAt({ children }: BulkView, at: Instant): Porting {
  return porting(children, (seen) => agreedMoment(seen) === at)
}

interface Porting {
  readonly sure: readonly ChildView[]
  readonly maybe: readonly ChildView[]
}

function porting(children: readonly ChildView[], isThen: (seen: PortOrder) => boolean): Porting {
  const then = children.filter(({ tracked: { seen } }) => seen !== null && isThen(seen))
  const isSure = ({ tracked }: ChildView): boolean => tracked.seen?.status === 'FOC'
  return { sure: then.filter(isSure), maybe: then.filter((child) => !isSure(child)) }
}

/** `20 of 30 numbers` */
function someOf({ counts }: BulkView, some: readonly ChildView[]): string {
  const count = numbersIn(some)
  return count === counts.all
    ? countNumbers(count)
    : `${showCount(count)} of ${countNumbers(counts.all)}`
}

function ordersIn(children: readonly ChildView[]): string {
  return someOrders(children.map(({ tracked }) => tracked.number))
}

/** Whose answer is still open; nothing where there is none. */
function maybeWords({ maybe }: Porting): Mrkdwn {
  return maybe.length === 0
    ? nothing
    : mrkdwn` ${ordersIn(maybe)} (${countNumbers(numbersIn(maybe))}) may still port then.`
}

function portsWords(view: BulkView, then: Porting, when: Mrkdwn): Mrkdwn {
  const title = bulkTitle(view.bulk)
  const { sure, maybe } = then
  if (sure.length + maybe.length === 0) return mrkdwn`*${title}: no numbers port ${when} anymore.*`
  return sure.length === 0
    ? mrkdwn`:calendar: *${title}: ${someOf(view, maybe)} may still port ${when}:* ${ordersIn(maybe)}.`
    : mrkdwn`:calendar: *${title}: ${someOf(view, sure)} port ${when}:* ${ordersIn(sure)}. \`/portin status\` with an order’s number shows how it goes live.${maybeWords(then)}`
}

function reminderWords(view: BulkView, reminder: Reminder): Mrkdwn {
  const { bulk, now } = view
  const title = bulkTitle(bulk)
  switch (reminder.kind) {
    case 'draft-dies':
      return reminder.purgesAt > now
        ? mrkdwn`:hourglass_flowing_sand: *Draft ${title} gets deleted in ${showDuration(reminder.purgesAt - now)}*, ${atMoment(reminder.purgesAt, now)}, with its orders, unless edited.`
        : mrkdwn`*Draft ${title} was due to be deleted* ${atMoment(reminder.purgesAt, now)}, with its orders.`
    case 'approval-ends':
      return approvalEnds({ title, owner: bulk.owner, now }, view.approvals, reminder)
    case 'outcome-unknown':
      return stillUnknown({ title, owner: bulk.owner, now }, reminder)
    case 'foc-in-three-days':
    case 'foc-tomorrow':
    case 'foc-today':
      return portsWords(view, portingOn(view, reminder.day), day(reminder.day, now))
    case 'window-opens': {
      const open = view.children.filter(({ activation }) => activation?.allowed === true)
      return mrkdwn`:calendar: *${title}: ${someOf(view, open)} can be activated now:* ${ordersIn(open)}.`
    }
    case 'activates-soon': {
      const then = portingAt(view, reminder.automaticAt)
      const { sure, maybe } = then
      return sure.length === 0
        ? mrkdwn`:hourglass_flowing_sand: *${title}: ${someOf(view, maybe)} may still port* ${atMoment(reminder.automaticAt, now)}: ${ordersIn(maybe)}.`
        : mrkdwn`:hourglass_flowing_sand: *${title}: ${someOf(view, sure)} go live automatically* ${atMoment(reminder.automaticAt, now)}: ${ordersIn(sure)}.${maybeWords(then)}`
    }
    case 'not-live': {
      const { sure } = portingAt(view, reminder.automaticAt)
      return mrkdwn`:warning: *${title}: ${someOf(view, sure)} ${numbersIn(sure) === 1 ? 'isn’t' : 'aren’t'} live:* ${ordersIn(sure)}. ${numbersIn(sure) === 1 ? 'It was' : 'They were'} due ${atMoment(reminder.automaticAt, now)}.`
    }
    case 'waits-long':
      return mrkdwn`:hourglass_flowing_sand: *Orders in ${title} have been ${ruleFor(reminder.status).words} for ${countOf(reminder.businessDays, 'business day')}.*`
  }
}
