import { showDuration, type PortingCalendar } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import type { BatchView } from '../../desk/view-batch.ts'
import type { DueReminder } from '../../porting/reminders.ts'
import type { Followed, OrderRef } from '../../store/followed.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { atMoment, forYou } from '../moments.ts'
import { mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import { buttons, whose } from './activation-batch.ts'
import { waiting } from './batched-orders.ts'
import { actBy, putOff, silenceOf, silenceWords, toWhom } from './put-off.ts'

/** The reminder that a request for several orders is undecided: one for all of them. */
export function batchReminder(
  view: BatchView,
  of: OrderRef & Pick<Followed, 'owner' | 'ownerZone'>,
  due: DueReminder,
  {
    approvers,
    snooze,
    calendar,
  }: {
    readonly approvers: Mrkdwn
    readonly snooze: SnoozedTopic | undefined
    readonly calendar: PortingCalendar
  },
): Message {
  const { batch, now } = view
  const endsAt = actBy(due.reminder) ?? now
  const waits = waiting(view).length
  if (batch.state !== 'open' || waits === 0 || endsAt <= now) {
    const says = mrkdwn`*The request for ${whose(view)} is settled.*`
    return message(says, [section(says)])
  }
  const silence = silenceOf(snooze, now)
  const who = toWhom(of, due, { approvers, silence })
  const says = mrkdwn`:hourglass_flowing_sand: *The request to activate ${countOf(waits, 'order')} of ${whose(view)} expires in ${showDuration(endsAt - now)}, ${atMoment(endsAt, now)}.* No one has decided yet. ${who}`
  return message(says, [
    section(says),
    actions([...buttons(view), ...(silence === null ? putOff({ now, calendar }, of, due) : [])]),
    silence && context(silenceWords(silence, now)),
    context(forYou(endsAt, of.ownerZone)),
  ])
}
