import {
  addDays,
  dayOf,
  portingCalendar,
  type CalendarDay,
  type Instant,
  type PortingCalendar,
} from '../../porting/calendar.ts'
import type { NotPortable, Route, Verdict } from '../../porting/portability.ts'

/** For the guess of the soonest day only; what can be asked for, the form knows by the settings. */
export const USUAL_CALENDAR = portingCalendar({ extraHolidays: [], notHolidays: [] })

/** The first business day after the carrier's own minimum; null where only an LOA's way decides. */
export function soonestDay(
  route: Route,
  now: Instant,
  calendar: PortingCalendar,
): CalendarDay | null {
  if (route.type === 'toll-free') return null
  const first = addDays(dayOf(now), route.carrier.minimumIntervalDays ?? 1)
  return calendar.isBusinessDay(first) ? first : calendar.addBusinessDays(first, 1)
}

/** The reason, with Bandwidth's code in brackets if it gave one. */
export function reasonOf(verdict: NotPortable): string {
  const code = 'code' in verdict ? verdict.code : null
  return code === null ? verdict.reason : `${verdict.reason} (${code})`
}

export const CAN_MOVE: Record<Verdict['kind'], string> = {
  portable: 'yes',
  manual: 'manual port only',
  'not-portable': 'no',
  unknown: 'unknown',
}
