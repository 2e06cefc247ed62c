import {
  dayOf,
  differsFromEastern,
  showDay,
  showEasternMoment,
  showEasternSpan,
  showEasternTime,
  type CalendarDay,
  type Instant,
} from '../porting/calendar.ts'
import type { FocDate } from '../porting/order.ts'
import { mrkdwn, nothing, plain, slackDate, type Mrkdwn } from './mrkdwn.ts'

/** `11:30 AM ET`, with the day when that is not today in New York. */
export function moment(at: Instant, now: Instant): Mrkdwn {
  return plain(showEasternMoment(at, now))
}

/** `at 11:30 AM ET`, `on Tue, Dec 8 at 11:30 AM ET`: for the middle of a sentence. */
export function atMoment(at: Instant, now: Instant): Mrkdwn {
  return dayOf(at) === dayOf(now)
    ? mrkdwn`at ${showEasternTime(at)}`
    : mrkdwn`on ${datedMoment(at, now)}`
}

/** `Tue, Dec 8, 5 AM to 10 PM ET` */
export function hoursOf(
  { opensAt, closesAt }: { readonly opensAt: Instant; readonly closesAt: Instant },
  now: Instant,
): Mrkdwn {
  return mrkdwn`${day(dayOf(opensAt), now)}, ${showEasternSpan(opensAt, closesAt)}`
}

/** As `moment`, with the day in any case: for what is still read tomorrow. */
export function datedMoment(at: Instant, now: Instant): Mrkdwn {
  return mrkdwn`${day(dayOf(at), now)} at ${showEasternTime(at)}`
}

/** `2 minutes ago`, counted by the reader's own Slack: for bookkeeping, where no hour is to be acted on. */
export function ago(at: Instant, now: Instant): Mrkdwn {
  return slackDate(at, '{ago}', atMoment(at, now).markup)
}

/**
 * `11:30 AM ET is 4:30 PM for you`, in the reader's own zone: under a message whose owner is not on New
 * York time at the moment to act by. Empty if Slack does not say the zone.
 */
export function forYou(at: Instant | null, zone: string | null): Mrkdwn {
  if (at === null || !differsFromEastern(zone, at)) return nothing
  const utc = new Date(at).toISOString().slice(11, 16)
  return mrkdwn`${showEasternTime(at)} is ${slackDate(at, '{time}', `${utc} UTC`)} for you`
}

/** `Tue, Dec 8`: a day of the porting calendar, which no reader's zone may turn into another. */
export function day(date: CalendarDay, now: Instant): Mrkdwn {
  return plain(showDay(date, dayOf(now)))
}

/** `Tue, Dec 8` for a bare day, else `Tue, Dec 8 at 10 PM ET`. */
export function focDay(focDate: FocDate, now: Instant): Mrkdwn {
  return focDate.at === null ? day(focDate.day, now) : datedMoment(focDate.at, now)
}

/** `Tue, Dec 8`: the day of an FOC date, without its hour. */
export function portDay({ day: date }: Pick<FocDate, 'day'>, now: Instant): Mrkdwn {
  return day(date, now)
}
