import { calendarDay, dayOf, momentOf, type Instant } from '../porting/calendar.ts'
import type { FocDate } from '../porting/order.ts'

const DAY = String.raw`(\d{4}-\d\d-\d\d)`
const TIME = String.raw`(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?`
const ZONE = String.raw`(Z|[+-]\d\d(?::?\d\d)?)`
const DATE = new RegExp(`^${DAY}(?:[T ]${TIME})?${ZONE}?$`, 'i')

interface DateParts {
  readonly day: string
  readonly time: { readonly ms: number } | null
  readonly offsetMs: number | null
}

/**
 * Reads a date in any form that Bandwidth uses. Exactly `00:00:00Z`, a date alone, and a date with a zone
 * but no time are bare days and are never converted. A time without a zone does not identify a moment, so
 * only its day is used. `null` if the text is no date.
 */
export function readFocDate(text: string | null): FocDate | null {
  const parts = readParts(text)
  if (parts === null) return null
  const at = instantOf(parts)
  const isBareDay = at === null || (parts.offsetMs === 0 && parts.time?.ms === 0)
  if (!isBareDay) return { day: dayOf(at), at: askedFor(at) }
  const day = calendarDay(parts.day)
  return day === undefined ? null : { day, at: null }
}

/** A moment with its zone; `null` for anything less. */
export function readInstant(text: string | null): Instant | null {
  const parts = readParts(text)
  return parts === null ? null : instantOf(parts)
}

const UTC_DAY_MS = 24 * 60 * 60 * 1000
const MINUTE_MS = 60_000

/**
 * Always a full moment in UTC: a PUT refuses a date alone. A bare day is sent as the usual time of a
 * port, 11:30 in New York. Midnight UTC, which is 7 or 8 in the evening there, would come back as the
 * bare day after; it is sent a minute later, and read as it was meant.
 */
export function writeFocDate({ day, at }: FocDate): string {
  const moment = at ?? momentOf(day, 11, 30)
  return new Date(moment % UTC_DAY_MS === 0 ? moment + MINUTE_MS : moment).toISOString()
}

function askedFor(at: Instant): Instant {
  return at % UTC_DAY_MS === MINUTE_MS ? at - MINUTE_MS : at
}

function instantOf({ day, time, offsetMs }: DateParts): Instant | null {
  return time === null || offsetMs === null
    ? null
    : Date.parse(`${day}T00:00:00Z`) + time.ms - offsetMs
}

function readParts(text: string | null): DateParts | null {
  const [, day, hour, minute, second = '00', fraction = '0', zone] = DATE.exec(text ?? '') ?? []
  if (day === undefined || calendarDay(day) === undefined) return null
  if (hour === undefined || minute === undefined) {
    return { day, time: null, offsetMs: readOffset(zone) }
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  const ms =
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 +
    Math.floor(Number(`0.${fraction}`) * 1000)
  return { day, time: { ms }, offsetMs: readOffset(zone) }
}

function readOffset(zone: string | undefined): number | null {
  if (zone === undefined) return null
  if (zone.toUpperCase() === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', ''))
  return sign * minutes * 60_000
}
