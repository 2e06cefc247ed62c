import type { OrderView } from '../../desk/view-order.ts'
import { dayOf, showEasternTime, type CalendarDay, type Instant } from '../../porting/calendar.ts'
import type { FocDate } from '../../porting/order.ts'
import { datedMoment, focDay, hoursOf, portDay } from '../moments.ts'
import { mrkdwn, nothing, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'

/**
 * When it can be activated, and what happens if nobody does. Each time is stated once.
 *
 * @param named The day that the reader already sees, which a time on that day does not repeat.
 */
export function howItGoesLive(view: OrderView, named: CalendarDay = dayOf(view.now)): Mrkdwn {
  const either = eitherWay(view, named)
  if (either !== null) return either
  const first = canActivate(view, named)
  const window = view.activation?.window
  // The last day named is the one that an hour without a day is read as.
  const saidLast = first === null || window == null ? named : dayOf(window.closesAt)
  return spaced(first, goesLive(view, saidLast))
}

/** Both in a clause each, for a phone; null where one of them does not hold. */
function eitherWay({ activation, now }: OrderView, named: CalendarDay): Mrkdwn | null {
  if (activation === null || activation.instead !== null) return null
  const { allowed, window, automaticAt } = activation
  if (window === null || automaticAt === null || automaticAt <= now) return null
  if (automaticAt > window.closesAt) return null
  const from = allowed ? plain('now') : mrkdwn`${hourOn(window.opensAt, named, now, 'from ')}`
  const saidBefore = allowed ? named : dayOf(window.opensAt)
  return mrkdwn`You can activate it ${from}, or it goes live ${hourOn(automaticAt, saidBefore, now)}.`
}

/** Null where this order is not activated from here. */
export function canActivate(
  { activation, now }: OrderView,
  named: CalendarDay = dayOf(now),
): Mrkdwn | null {
  if (activation === null || activation.instead !== null || activation.window === null) return null
  const { allowed, window, automaticAt } = activation
  const { opensAt, closesAt } = window
  // From then on it is live.
  const endsWithIt = automaticAt !== null && automaticAt > now && automaticAt <= closesAt
  if (allowed) {
    const until = endsWithIt ? nothing : mrkdwn` until ${hourOn(closesAt, named, now, '')}`
    return mrkdwn`You can activate it now${until}.`
  }
  return endsWithIt
    ? mrkdwn`You can activate it ${hourOn(opensAt, named, now, 'from ')}.`
    : mrkdwn`You can activate it ${hoursOf(window, now)}.`
}

/** What happens without an activation. */
export function goesLive(
  { activation, now }: OrderView,
  named: CalendarDay = dayOf(now),
): Mrkdwn | null {
  if (activation === null) return null
  const { allowed, window, automaticAt, instead } = activation
  if (automaticAt === null) return instead === null ? null : plain(instead)
  if (automaticAt <= now) {
    return mrkdwn`It was due to go live ${hourOn(automaticAt, named, now)}. Bandwidth doesn’t show it live yet.`
  }
  const isEither = instead === null && window !== null
  const saidBefore = isEither && !allowed ? dayOf(window.opensAt) : named
  return mrkdwn`${isEither ? 'Otherwise it' : 'It'} goes live automatically ${hourOn(automaticAt, saidBefore, now)}.`
}

/** The FOC date, with its hour where no line says when it goes live. */
export function focDateOf({ activation, now }: OrderView, focDate: FocDate): Mrkdwn {
  return activation?.automaticAt == null ? focDay(focDate, now) : portDay(focDate, now)
}

/** Before an hour of the named day `on` is `at`. */
function hourOn(
  at: Instant,
  named: CalendarDay,
  now: Instant,
  before: 'on ' | 'from ' | '' = 'on ',
): Mrkdwn {
  return dayOf(at) === named
    ? mrkdwn`${before === 'on ' ? 'at ' : before}${showEasternTime(at)}`
    : mrkdwn`${before}${datedMoment(at, now)}`
}
