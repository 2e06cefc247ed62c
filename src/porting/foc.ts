import { countOf } from './counts.ts'
import {
  addDays,
  dayOf,
  isWeekend,
  momentOf,
  sameTimeOn,
  showDay,
  showEasternSpan,
  showEasternTime,
  type CalendarDay,
  type ClockTime,
  type Instant,
  type PortingCalendar,
} from './calendar.ts'
import type { FocDate, PortOrder } from './order.ts'
import { portKindOf, type PortKind } from './port-kind.ts'
import { isActive } from './status.ts'

const DEFAULT_TIME: ClockTime = { hour: 11, minute: 30 }
const MOST_DAYS_AHEAD = 30
export const BLACKOUT_MS = 24 * 60 * 60 * 1000

interface AskingForDays {
  readonly now: Instant
  /** Bandwidth's estimate for a draft. */
  readonly earliest: FocDate | null
  /** The losing carrier's, in calendar days; unknown counts as one. */
  readonly minimumIntervalDays: number | null
  readonly calendar: PortingCalendar
}

interface AskingForTimes {
  readonly portType: string | null
  /** Without it an automated order may be on-net or off-net: the hours that suit both are given. */
  readonly vendorName?: string | null
  readonly wireless: boolean | null
  readonly triggered: boolean
}

/** A bare day is 11:30 in the morning in New York. */
export function activationMomentOf({ day, at }: FocDate): Instant {
  return at ?? momentOf(day, DEFAULT_TIME.hour, DEFAULT_TIME.minute)
}

/** A bare day and its 11:30 in New York are the same date. */
export function isSameFocDate(one: FocDate | null, other: FocDate | null): boolean {
  if (one === null || other === null) return one === other
  return activationMomentOf(one) === activationMomentOf(other)
}

/** Another day, at the hour that was asked for. */
export function onDay(day: CalendarDay, { at }: FocDate): FocDate {
  return { day, at: at === null ? null : sameTimeOn(day, at) }
}

/** The business days that a date can be asked for, soonest first. */
export function requestableDays(asking: AskingForDays): readonly CalendarDay[] {
  const today = dayOf(asking.now)
  const days = Array.from({ length: MOST_DAYS_AHEAD + 1 }, (_, ahead) => addDays(today, ahead))
  return days.filter((day) => dayProblem({ day, at: null }, asking) === null)
}

/** The day to ask for instead of one that is too early by now; null: it can be asked for as it was. */
export function dayInstead(requested: CalendarDay, asking: AskingForDays): CalendarDay | null {
  const [first] = requestableDays(asking)
  return first === undefined || requested >= first ? null : first
}

/** Half hours from the first to the last of the day; only 11:30 where no other time is possible. */
export function requestableTimes(asking: AskingForTimes): readonly ClockTime[] {
  const hours = hoursFor(asking)
  if (hours === null) return [DEFAULT_TIME]
  const count = (hours.closes - hours.opens) * 2 + 1
  return Array.from({ length: count }, (_, index) => ({
    hour: hours.opens + Math.floor(index / 2),
    minute: (index % 2) * 30,
  }))
}

/** Why Bandwidth would refuse this date, in words; `null` when nothing speaks against it. */
export function requestedFocProblem(
  asking: AskingForDays & AskingForTimes & { readonly focDate: FocDate },
): string | null {
  return dayProblem(asking.focDate, asking) ?? timeProblem(asking.focDate, asking)
}

/** The day from which Bandwidth expects that it works, where an earlier one is asked for; else `null`. */
export function expectedInstead(
  order: Pick<PortOrder, 'requestedFocDate' | 'earliestEstimate'>,
): CalendarDay | null {
  const { requestedFocDate: requested, earliestEstimate: earliest } = order
  return requested !== null && earliest !== null && requested.day < earliest.day
    ? earliest.day
    : null
}

/** The first day worth requesting: a carrier that could not meet one requires three business days (7412). */
export function earliestAfter(
  { errors, earliestEstimate }: Pick<PortOrder, 'errors' | 'earliestEstimate'>,
  { now, calendar }: Pick<AskingForDays, 'now' | 'calendar'>,
): FocDate | null {
  return errors.some(({ code }) => code === '7412')
    ? { day: calendar.addBusinessDays(dayOf(now), 3), at: null }
    : earliestEstimate
}

/** Why nobody can ask for this day now, whatever Bandwidth expects of the carrier; `null` when it can be. */
export function impossibleDay(
  focDate: FocDate,
  { now, calendar }: Pick<AskingForDays, 'now' | 'calendar'>,
): string | null {
  return dayProblem(focDate, { now, calendar, earliest: null, minimumIntervalDays: null })
}

/** From this moment on the date can no longer be asked for, whatever the calendar says. */
export function focDateLapsesAt(focDate: FocDate, minimumIntervalDays: number | null): Instant {
  const lastDay = addDays(focDate.day, -intervalOf(minimumIntervalDays))
  return Math.min(momentOf(addDays(lastDay, 1), 0, 0), activationMomentOf(focDate))
}

/**
 * The date that the losing carrier agreed to. It remains valid while a change or a cancellation is
 * requested, and after a rejection: until the other side answers, the numbers may still port on it.
 */
export function agreedDate({
  status,
  actualFocDate,
}: Pick<PortOrder, 'status' | 'actualFocDate'>): FocDate | null {
  return isActive(status) && status !== 'SNAPBACK' ? actualFocDate : null
}

/**
 * When the numbers port on the agreed date if nothing intervenes; `null` while no date is agreed. A bare
 * day takes the time that was requested with a triggered order for that day, else 11:30 in New York.
 */
export function agreedMoment(order: PortOrder): Instant | null {
  const agreed = agreedDate(order)
  if (agreed === null) return null
  const { requestedFocDate, triggered } = order
  const hasRequestedTime = triggered && agreed.at === null && requestedFocDate?.day === agreed.day
  return activationMomentOf(hasRequestedTime ? requestedFocDate : agreed)
}

/** When the order goes live on its own: only where nothing else is asked for. */
export function automaticActivation(order: PortOrder): Instant | null {
  return order.status === 'FOC' ? agreedMoment(order) : null
}

/** From here to the activation Bandwidth normally refuses changes and cancellations. */
export function blackoutStartsAt(order: PortOrder): Instant | null {
  const activatesAt = automaticActivation(order)
  return activatesAt === null ? null : activatesAt - BLACKOUT_MS
}

function dayProblem(focDate: FocDate, asking: AskingForDays): string | null {
  const { now, earliest, minimumIntervalDays, calendar } = asking
  const { day } = focDate
  const today = dayOf(now)
  const shown = showDay(day, today)

  if (activationMomentOf(focDate) <= now) return `${shown} is past. Choose a later day.`
  if (isWeekend(day)) return `${shown} is a weekend. ${nextBusinessDay(day, today, calendar)}`
  const holiday = calendar.holiday(day)
  if (holiday !== null) {
    return `${shown} is a porting holiday: ${holiday}. ${nextBusinessDay(day, today, calendar)}`
  }
  const interval = intervalOf(minimumIntervalDays)
  if (day < addDays(today, interval)) {
    const first = firstBusinessDay(addDays(today, interval), calendar)
    return `${shown} is too soon: this carrier needs ${countOf(interval, 'day')}. The earliest is ${showDay(first, today)}.`
  }
  if (earliest !== null && day < earliest.day) {
    return `${shown} is too soon. The earliest Bandwidth expects is ${showDay(earliest.day, today)}.`
  }
  const last = addDays(today, MOST_DAYS_AHEAD)
  if (day > last) {
    const lastBusinessDay = calendar.isBusinessDay(last) ? last : calendar.addBusinessDays(last, -1)
    return `${shown} is more than ${MOST_DAYS_AHEAD} days ahead. The last day is ${showDay(lastBusinessDay, today)}.`
  }
  return null
}

function timeProblem({ day, at }: FocDate, asking: AskingForTimes): string | null {
  const defaultAt = activationMomentOf({ day, at: null })
  if (at === null || at === defaultAt) return null
  const hours = hoursFor(asking)
  if (hours === null) {
    const kind = kindOf(asking)
    return kind === 'manual' || kind === 'toll-free'
      ? `This order goes live at ${showEasternTime(defaultAt)}. Choose only the day.`
      : `A time other than ${showEasternTime(defaultAt)} needs on-demand activation.`
  }
  const [opensAt, closesAt] = [momentOf(day, hours.opens, 0), momentOf(day, hours.closes, 0)]
  if (at >= opensAt && at <= closesAt) return null
  return `${showEasternTime(at)} is outside the hours for this order: ${showEasternSpan(opensAt, closesAt)}.`
}

/** Full hours in New York, both ends included; `null` where only 11:30 is possible. */
function hoursFor(asking: AskingForTimes): { opens: number; closes: number } | null {
  const kind = kindOf(asking)
  switch (kind) {
    case 'manual':
    case 'toll-free':
      return null
    case 'on-net-wireless':
      return { opens: 5, closes: 22 }
    case 'on-net-wireline':
    case 'internal':
      return asking.triggered ? { opens: 5, closes: 22 } : null
    case 'off-net':
    case 'unknown':
      return asking.triggered ? { opens: 6, closes: 22 } : null
  }
}

function kindOf({ portType, vendorName = null, wireless }: AskingForTimes): PortKind {
  return portKindOf({ portType, vendorName, wireless })
}

function intervalOf(minimumIntervalDays: number | null): number {
  return minimumIntervalDays ?? 1
}

function firstBusinessDay(day: CalendarDay, calendar: PortingCalendar): CalendarDay {
  return calendar.isBusinessDay(day) ? day : calendar.addBusinessDays(day, 1)
}

function nextBusinessDay(day: CalendarDay, today: CalendarDay, calendar: PortingCalendar): string {
  return `The next business day is ${showDay(calendar.addBusinessDays(day, 1), today)}.`
}
