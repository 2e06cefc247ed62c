import {
  addDays,
  calendarDay,
  type CalendarDay,
  type Instant,
  type PortingCalendar,
} from './calendar.ts'
import { ownerHours } from './owner-hours.ts'

/** In an hour, tomorrow morning, or the morning of a day. */
export type SnoozeChoice = 'hour' | 'tomorrow' | CalendarDay

interface Snoozing {
  readonly now: Instant
  /** From then on the reminder is pointless; null: only a change of the order ends it. */
  readonly endsAt: Instant | null
  /** The owner's, by whose clock a morning is meant. */
  readonly zone: string | null
}

const HOUR = 60 * 60 * 1000
const MORNING = 9
const MOST_DAYS = 20

/** When the reminder would come again; null when that would be too late, or is past. */
export function snoozedUntil(
  choice: SnoozeChoice,
  { now, endsAt, zone }: Snoozing,
): Instant | null {
  const hours = ownerHours(zone)
  const ends = endsAt ?? Infinity
  const until =
    choice === 'hour'
      ? hours.bestTime(now + HOUR, ends)
      : hours.momentOf(choice === 'tomorrow' ? addDays(hours.dayOf(now), 1) : choice, MORNING, 0)
  return now < until && until < ends ? until : null
}

/** When the person who took on a topic is reminded again, if nothing has changed by then. */
export function nextBusinessMorning({
  now,
  zone,
  calendar,
}: Pick<Snoozing, 'now' | 'zone'> & { readonly calendar: PortingCalendar }): Instant {
  const hours = ownerHours(zone)
  return hours.momentOf(calendar.addBusinessDays(hours.dayOf(now), 1), MORNING, 0)
}

/** What can be chosen now: an hour, tomorrow, and the business days after it. */
export function snoozeChoices(
  snoozing: Snoozing & { readonly calendar: PortingCalendar },
): readonly SnoozeChoice[] {
  const today = ownerHours(snoozing.zone).dayOf(snoozing.now)
  const days: CalendarDay[] = []
  for (let day = addDays(today, 2); days.length < MOST_DAYS; day = addDays(day, 1)) {
    if (snoozing.calendar.isBusinessDay(day)) days.push(day)
  }
  return (['hour', 'tomorrow', ...days] as const).filter(
    (choice) => snoozedUntil(choice, snoozing) !== null,
  )
}

/** Undefined for a text that names none. */
export function snoozeChoice(text: string): SnoozeChoice | undefined {
  return text === 'hour' || text === 'tomorrow' ? text : calendarDay(text)
}
