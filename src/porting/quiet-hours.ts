import type { BulkChange } from './bulk-changes.ts'
import type { Instant, PortingCalendar } from './calendar.ts'
import { activationMomentOf } from './foc.ts'
import type { FocDate } from './order.ts'
import type { OrderChange } from './order-changes.ts'
import { NIGHT_ENDS, ownerHours } from './owner-hours.ts'

const HOUR = 60 * 60_000

/** Whom the news is for, and what they wait for. */
export interface Reader {
  /** The IANA name; null while it is not known. */
  readonly ownerZone: string | null
  /** Since when somebody waits for what they asked for; null when nobody does. */
  readonly waitingSince: Instant | null
}

/**
 * When a change is announced: at once by day, to a person who waits for it, and when it is urgent; else
 * at 7:00 on its reader's next business day.
 */
export function announceFrom(
  change: OrderChange | BulkChange,
  reader: Reader,
  calendar: PortingCalendar,
  now: Instant,
): Instant {
  const morning = wakingHour(reader, calendar, now)
  return cannotWait(change, morning) || isAnswer(reader, now) ? now : morning
}

function wakingHour({ ownerZone }: Reader, calendar: PortingCalendar, now: Instant): Instant {
  const hours = ownerHours(ownerZone)
  const at = hours.byDay(now)
  const day = hours.dayOf(at)
  return calendar.isBusinessDay(day)
    ? at
    : hours.momentOf(calendar.addBusinessDays(day, 1), NIGHT_ENDS, 0)
}

/** Somebody who has just clicked something is awake. */
function isAnswer({ waitingSince }: Reader, now: Instant): boolean {
  return waitingSince !== null && now - waitingSince < HOUR
}

function datesIn(change: OrderChange | BulkChange): readonly FocDate[] {
  if (change.kind === 'foc') return [change.focDate]
  return change.kind === 'foc-moved' ? [change.from, change.to] : []
}

/** Numbers went live, or would within an hour of the morning. */
function cannotWait(change: OrderChange | BulkChange, morning: Instant): boolean {
  if (change.kind === 'completed' || change.kind === 'partial') return true
  return datesIn(change).some((date) => activationMomentOf(date) - morning < HOUR)
}
