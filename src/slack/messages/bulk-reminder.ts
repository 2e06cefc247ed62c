import type { Button } from '@slack/types'
import type { BulkView } from '../../desk/bulk/view-bulk.ts'
import { dayOf } from '../../porting/calendar.ts'
import type { DueReminder, Reminder } from '../../porting/reminders.ts'
import { ruleFor } from '../../porting/status.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { atMoment, day, forYou, moment } from '../moments.ts'
import { lines, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { decisionButtons } from './bulk-approval.ts'
import { bulkButtons } from './bulk-actions.ts'
import { bulkTitle, numbersInOrders } from './bulk-words.ts'
import { actBy, lastSeen, putOff, silenceOf, silenceWords, toWhom } from './put-off.ts'
import { whyNotExtended } from './bulk-extension.ts'

/** What the clock has to say of a bulk order; drawn again only when somebody has it or put it off. */
export function bulkReminder(
  view: BulkView,
  due: DueReminder,
  { approvers, snooze }: { readonly approvers: Mrkdwn; readonly snooze: SnoozedTopic | undefined },
): Message {
  const { reminder, notified } = due
  const { bulk, now } = view
  const silence = silenceOf(snooze, now)
  const says = mrkdwn`${reminderWords(view, reminder)} ${toWhom(bulk, notified, { approvers, silence })}`
  const extension = reminder.kind === 'draft-dies' ? whyNotExtended(view) : null
  const buttons = bulkButtons(view)
  const more = (extension?.buttons ?? []).filter(
    (one) => !buttons.some((own) => own.action_id === one.action_id),
  )
  return message(says, [
    section(lines(says, extension && plain(extension.says), lastSeen(due, now))),
    actions([
      ...deciding(view, reminder),
      ...more,
      ...buttons,
      ...(bulk.ending !== null || silence !== null ? [] : putOff(view, bulk, due)),
    ]),
    silence && context(silenceWords(silence, now)),
    context(forYou(actBy(reminder), bulk.ownerZone)),
  ])
}

/** A request that is about to end can be decided where that is said. */
function deciding(view: BulkView, reminder: Reminder): readonly Button[] {
  const id = reminder.kind === 'approval-ends' ? reminder.id : null
  const open = view.approvals.find((one) => one.id === id && one.state === 'open')
  return open === undefined ? [] : decisionButtons(view, open)
}

/** Of some at least nothing else is asked for. */
function isSure({ children }: BulkView): boolean {
  return children.some(({ tracked }) => tracked.seen?.status === 'FOC')
}

function reminderWords(view: BulkView, reminder: Reminder): Mrkdwn {
  const { bulk, now } = view
  const title = bulkTitle(bulk)
  switch (reminder.kind) {
    case 'draft-dies':
      return mrkdwn`*${title} will be removed by Bandwidth* ${atMoment(reminder.purgesAt, now)}, with its draft orders, unless somebody changes it.`
    case 'approval-ends':
      return mrkdwn`:hourglass: *A request about ${title} ends* ${atMoment(reminder.endsAt, now)}.`
    case 'outcome-unknown':
      return mrkdwn`:warning: *It is still not known what became of what was asked for ${title}:* Bandwidth gives no answer.`
    case 'foc-in-three-days':
    case 'foc-tomorrow':
    case 'foc-today':
      return mrkdwn`:calendar: *${title} ${isSure(view) ? 'moves' : 'may still port'} ${day(reminder.day, now)}:* ${numbersInOrders(view)}. Each order has its own hours; its card says how it goes live.`
    case 'window-opens':
      return mrkdwn`:calendar: *Orders of ${title} can be activated now.* _View orders_ shows which.`
    case 'activates-soon':
      return mrkdwn`:hourglass_flowing_sand: *Orders of ${title} ${isSure(view) ? 'go live by themselves' : 'may still port'}* ${atMoment(reminder.automaticAt, now)}.`
    case 'not-live':
      return mrkdwn`:warning: *Orders of ${title} should be live since ${moment(reminder.automaticAt, now)}.*`
    case 'waits-long':
      return mrkdwn`:hourglass: *Orders of ${title} are ${ruleFor(reminder.status).words}* since ${day(dayOf(reminder.since), now)}.`
  }
}
