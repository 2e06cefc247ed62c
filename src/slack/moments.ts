import {
  dayOf,
  showDay,
  showEasternMoment,
  showEasternTime,
  showPortDay,
  type CalendarDay,
  type Instant,
} from '../porting/calendar.ts'
import type { FocDate } from '../porting/order.ts'
import { mrkdwn, plain, slackDate, type Mrkdwn } from './mrkdwn.ts'

/** `11:30 AM ET (your time 5:30 PM)`, with the day in New York when that is not today. */
export function moment(at: Instant, now: Instant): Mrkdwn {
  return mrkdwn`${showEasternMoment(at, now)} ${yourTime(at)}`
}

/** `at 11:30 AM ET (your time 5:30 PM)`, `on Tue 8 Dec at 11:30 AM ET (…)`: for the middle of a sentence. */
export function atMoment(at: Instant, now: Instant): Mrkdwn {
  const time = mrkdwn`at ${showEasternTime(at)} ${yourTime(at)}`
  return dayOf(at) === dayOf(now) ? time : mrkdwn`on ${day(dayOf(at), now)} ${time}`
}

/** `Tue 8 Dec, 5:00 AM ET (your time 11:00 AM) to 10:00 PM ET (your time 4:00 AM)` */
export function hoursOf(
  { opensAt, closesAt }: { readonly opensAt: Instant; readonly closesAt: Instant },
  now: Instant,
): Mrkdwn {
  const opens = mrkdwn`${showEasternTime(opensAt)} ${yourTime(opensAt)}`
  return mrkdwn`${day(dayOf(opensAt), now)}, ${opens} to ${showEasternTime(closesAt)} ${yourTime(closesAt)}`
}

/** As `moment`, with the day in any case: for what is still read tomorrow. */
export function datedMoment(at: Instant, now: Instant): Mrkdwn {
  return mrkdwn`${day(dayOf(at), now)} ${showEasternTime(at)} ${yourTime(at)}`
}

/** `Tue 8 Dec`: a day of the porting calendar, which no reader's zone may turn into another. */
export function day(date: CalendarDay, now: Instant): Mrkdwn {
  return plain(showDay(date, dayOf(now)))
}

/** `Tue 8 Dec` for a bare day, else `Tue 8 Dec, 10:00 PM ET (your time 4:00 AM)`. */
export function focDay(focDate: FocDate, now: Instant): Mrkdwn {
  const shown = day(focDate.day, now)
  return focDate.at === null
    ? shown
    : mrkdwn`${shown}, ${showEasternTime(focDate.at)} ${yourTime(focDate.at)}`
}

/** `Tue, Dec 8`: the day of an FOC date, without its hour. */
export function portDay({ day }: Pick<FocDate, 'day'>, now: Instant): Mrkdwn {
  return plain(showPortDay(day, dayOf(now)))
}

function yourTime(at: Instant): Mrkdwn {
  const utc = new Date(at).toISOString().slice(11, 16)
  return slackDate(at, '(your time {time})', `(${utc} UTC)`)
}
