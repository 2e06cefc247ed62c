import type { ActionsBlock, Button } from '@slack/types'
import { BY_ITSELF } from '../../desk/desk.ts'
import { reminderKey } from '../../desk/remind.ts'
import type { Instant, PortingCalendar } from '../../porting/calendar.ts'
import { countOf } from '../../porting/counts.ts'
import type { DueReminder, Reminder } from '../../porting/reminders.ts'
import { snoozeChoices } from '../../porting/snooze.ts'
import type { Followed, OrderRef } from '../../store/followed.ts'
import type { SnoozedTopic } from '../../store/snoozes.ts'
import { gotIt, snooze } from '../controls/reminder-controls.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { atMoment, datedMoment, day, forYou } from '../moments.ts'
import { calling, lines, mention, mrkdwn, nothing, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { inReminder } from './offered.ts'

interface Reach {
  readonly approvers: Mrkdwn
  readonly silence: SnoozedTopic | null
}

interface Reminding {
  readonly says: Mrkdwn
  readonly detail?: Mrkdwn | string | null
  /** Small, below it. */
  readonly small?: Mrkdwn | null
  readonly buttons: readonly Button[]
}

/** A reminder as it is drawn of orders and bulk orders alike. */
export function drawReminder(
  { now, calendar }: { readonly now: Instant; readonly calendar: PortingCalendar },
  order: Pick<Followed, 'number' | 'token' | 'owner' | 'ownerZone'>,
  due: DueReminder,
  { approvers, snooze: snoozed }: { approvers: Mrkdwn; snooze: SnoozedTopic | undefined },
  { says: words, detail = null, small = null, buttons }: Reminding,
): Message {
  const silence = silenceOf(snoozed, now)
  const says = mrkdwn`${words} ${toWhom(order, due, { approvers, silence })}`
  const more = lines(detail, lastSeen(due, now))
  const absent = absentWords(due, order.number, now)
  return message(lines(spaced(says, more), spaced(small, absent)), [
    section(lines(says, more)),
    actions([
      ...inReminder(buttons, { leads: due.reminder.kind === 'draft-dies' }),
      ...(silence === null ? putOff({ now, calendar }, order, due) : []),
    ]),
    small && context(small),
    absent && context(absent),
    silence && context(silenceWords(silence, now)),
    context(forYou(actBy(due.reminder), order.ownerZone)),
  ])
}

/** Whom a reminder calls, and who has it or put it off: of orders and bulk orders alike. */
export function toWhom(of: Pick<Followed, 'owner'>, due: DueReminder, reach: Reach): Mrkdwn {
  const { isQuiet, othersWaiting } = due
  if (isQuiet === true) return nothing
  const whom = calledBy(of, due, reach)
  if (othersWaiting === undefined) return whom
  const others = `${countOf(othersWaiting, 'more request')} ${othersWaiting === 1 ? 'waits' : 'wait'}`
  return mrkdwn`${whom} ${others} in this channel: \`/portin waiting\` lists them all.`
}

function calledBy(
  { owner }: Pick<Followed, 'owner'>,
  { notified, absent, called }: DueReminder,
  { approvers, silence }: Reach,
): Mrkdwn {
  if (called !== undefined) return mrkdwn`Next approver: ${mention(called)}`
  if (owner === BY_ITSELF || absent !== undefined) return approvers
  // A person who is on it is not mentioned.
  const isSpared = silence !== null && silence.takenByName !== null && silence.by === owner
  if (isSpared) return notified === 'approvers' ? approvers : nothing
  return notified === 'approvers' ? mrkdwn`${calling(owner)} ${approvers}` : calling(owner)
}

/** Why the approvers are mentioned, and how to end that. */
function absentWords({ absent }: DueReminder, number: number, now: Instant): Mrkdwn | null {
  if (absent === undefined) return null
  const why =
    absent.why === 'deactivated'
      ? mrkdwn`${absent.name}’s Slack account is deactivated`
      : mrkdwn`${absent.name} is ${AWAY[absent.why]} until ${day(absent.until, now)}`
  return mrkdwn`${why}, so this goes to the approvers. \`/portin give ${number}\` hands it over.`
}

const AWAY = { vacation: 'on vacation', sick: 'out sick' } as const

/** @returns null when nobody has silenced it. */
export function silenceOf(snooze: SnoozedTopic | undefined, now: Instant): SnoozedTopic | null {
  return snooze !== undefined && (snooze.until === null || snooze.until > now) ? snooze : null
}

export function silenceWords({ by, until, takenByName }: SnoozedTopic, now: Instant): Mrkdwn {
  if (takenByName !== null && until !== null) {
    return mrkdwn`${takenByName} is on it until ${datedMoment(until, now)}.`
  }
  return until === null
    ? mrkdwn`${mention(by)} is on it.`
    : mrkdwn`${mention(by)} snoozed this until ${datedMoment(until, now)}.`
}

/** Replaces a reminder whose subject is past, because its text would no longer be true. */
export function nothingToDo(title: Mrkdwn, statusText: Mrkdwn): Message {
  const says = mrkdwn`*${title}: nothing to do here anymore.* Now ${statusText}.`
  return message(says, [section(says)])
}

/** The buttons for a person who handles it or wants to be reminded later. */
export function putOff(
  { now, calendar }: { readonly now: Instant; readonly calendar: PortingCalendar },
  order: OrderRef & Pick<Followed, 'ownerZone'>,
  { key, endsAt }: DueReminder,
): ActionsBlock['elements'] {
  const zone = order.ownerZone
  const post = reminderKey(order.number, key)
  const later = snooze.draw(order, post, snoozeChoices({ now, endsAt, zone, calendar }))
  return [gotIt.draw(order, post), ...(later === null ? [] : [later])]
}

/** Bandwidth could not be asked since it came due: how old what it says is. */
function lastSeen({ asOf }: DueReminder, now: Instant): Mrkdwn | null {
  return asOf === undefined
    ? null
    : mrkdwn`Bandwidth isn’t answering. This was its status ${atMoment(asOf, now)}.`
}

/** The hour that a reminder is about. */
export function actBy(reminder: Reminder): Instant | null {
  if ('automaticAt' in reminder) return reminder.automaticAt
  if ('purgesAt' in reminder) return reminder.purgesAt
  return 'endsAt' in reminder ? reminder.endsAt : null
}
