import { countOf } from './counts.ts'
import { IANAZone } from 'luxon'

/** Milliseconds since 1970 UTC. */
export type Instant = number

declare const calendarDayBrand: unique symbol
/** A day, in New York unless said otherwise, written `YYYY-MM-DD`: comparing two as text compares them as days. */
export type CalendarDay = string & { readonly [calendarDayBrand]: true }

/** What a clock in New York shows. */
export interface ClockTime {
  readonly hour: number
  readonly minute: number
}

export interface PortingCalendar {
  isBusinessDay(day: CalendarDay): boolean
  /** The holiday's name; weekends are no holidays. */
  holiday(day: CalendarDay): string | null
  /** Zero business days after a Sunday is that Sunday; one is the Monday. `count` may be negative. */
  addBusinessDays(day: CalendarDay, count: number): CalendarDay
}

interface CalendarSettings {
  readonly extraHolidays: readonly CalendarDay[]
  readonly notHolidays: readonly CalendarDay[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What the clocks of one zone show. */
export interface ZoneClock {
  /** The day that it is there at that moment. */
  dayOf(at: Instant): CalendarDay
  /** From 0 to 23. */
  hourOf(at: Instant): number
  /** As `momentOf`, there. */
  momentOf(day: CalendarDay, hour: number, minute: number): Instant
}

const NEW_YORK = 'America/New_York'
const newYork = zoneOf(IANAZone.create(NEW_YORK))

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** Only a day that exists: `2026-02-29` is `undefined`. */
export function calendarDay(text: string): CalendarDay | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const midnight = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(midnight)) return undefined
  const day = dayNumbered(midnight / DAY)
  return day === text ? day : undefined
}

/** The day that it is in New York at that moment. */
export function dayOf(at: Instant): CalendarDay {
  return dayIn(newYork, at)
}

/**
 * The moment at which clocks in New York show this time. A time that the clocks skip in March is the
 * moment an hour later (2:30 is 3:30); of a time that they show twice in November it is the first.
 */
export function momentOf(day: CalendarDay, hour: number, minute: number): Instant {
  return momentIn(newYork, day, hour, minute)
}

/** When clocks in New York show on that day what they show at `at`, as `momentOf`. */
export function sameTimeOn(day: CalendarDay, at: Instant): Instant {
  const sinceMidnight = wallClockAt(newYork, at) - dayNumber(dayOf(at)) * DAY
  const [hour, rest] = [Math.floor(sinceMidnight / HOUR), sinceMidnight % HOUR]
  return momentOf(day, hour, Math.floor(rest / MINUTE)) + (rest % MINUTE)
}

/** By its IANA name, as Slack gives it; a zone that nobody knows counts as New York. */
export function clockIn(zone: string | null): ZoneClock {
  const known = zoneNamed(zone ?? NEW_YORK)
  return {
    dayOf: (at) => dayIn(known, at),
    hourOf: (at) => new Date(wallClockAt(known, at)).getUTCHours(),
    momentOf: (day, hour, minute) => momentIn(known, day, hour, minute),
  }
}

/** Whether the zone's clocks show another time than New York's at that moment. */
export function differsFromEastern(zone: string | null, at: Instant): boolean {
  return zone !== null && offsetAt(zoneNamed(zone), at) !== offsetAt(newYork, at)
}

export function addDays(day: CalendarDay, count: number): CalendarDay {
  return dayNumbered(dayNumber(day) + count)
}

/** How many days `to` is after `from`; negative when it is before. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return dayNumber(to) - dayNumber(from)
}

/** Monday is 1, Sunday 7. */
export function weekday(day: CalendarDay): number {
  // Day 0, 1 January 1970, was a Thursday.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

export function isWeekend(day: CalendarDay): boolean {
  return weekday(day) >= 6
}

/**
 * Bandwidth publishes its porting holidays in an article that changes yearly, and no API returns them, so
 * these are the days that U.S. carriers usually observe; the settings correct them.
 */
export function portingCalendar({ extraHolidays, notHolidays }: CalendarSettings): PortingCalendar {
  const extra = new Set(extraHolidays)
  const cancelled = new Set(notHolidays)
  const found = new Map<CalendarDay, boolean>()

  function holiday(day: CalendarDay): string | null {
    if (cancelled.has(day)) return null
    return usualHoliday(day) ?? (extra.has(day) ? 'a porting holiday' : null)
  }

  function isBusinessDay(day: CalendarDay): boolean {
    const known = found.get(day)
    if (known !== undefined) return known
    const isOne = !isWeekend(day) && holiday(day) === null
    found.set(day, isOne)
    return isOne
  }

  function addBusinessDays(day: CalendarDay, count: number): CalendarDay {
    const step = Math.sign(count)
    let reached = day
    for (let left = Math.abs(count); left > 0; left -= 1) {
      do reached = addDays(reached, step)
      while (!isBusinessDay(reached))
    }
    return reached
  }

  return { isBusinessDay, holiday, addBusinessDays }
}

/** `Tue, Dec 8`; with the year when it is not that of `near`. */
export function showDay(day: CalendarDay, near?: CalendarDay): string {
  const { year, month, date } = partsOf(day)
  const shown = `${WEEKDAYS[weekday(day) - 1] ?? ''}, ${MONTHS[month - 1] ?? ''} ${date}`
  return near === undefined || year === partsOf(near).year ? shown : `${shown}, ${year}`
}

/** `11:30 AM ET`, `4 AM ET` */
export function showEasternTime(at: Instant): string {
  return `${easternClock(at)} ET`
}

/** `5 AM to 10 PM ET` */
export function showEasternSpan(from: Instant, to: Instant): string {
  return `${easternClock(from)} to ${showEasternTime(to)}`
}

/** `Tue, Dec 8 at 11:30 AM ET`, or only `11:30 AM ET` when that is today in New York. */
export function showEasternMoment(at: Instant, now: Instant): string {
  const [day, today] = [dayOf(at), dayOf(now)]
  return day === today ? showEasternTime(at) : `${showDay(day, today)} at ${showEasternTime(at)}`
}

function easternClock(at: Instant): string {
  const wallClock = new Date(wallClockAt(newYork, at))
  return showClockTime({ hour: wallClock.getUTCHours(), minute: wallClock.getUTCMinutes() })
}

/** `11:30 AM`, `4 AM` */
export function showClockTime({ hour, minute }: ClockTime): string {
  const past = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${past} ${hour < 12 ? 'AM' : 'PM'}`
}

/** `42 minutes`, `6 hours`, `2 days`: rounded to the unit that a person would say. */
export function showDuration(ms: number): string {
  const minutes = Math.round(ms / MINUTE)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 120 && minutes !== 60) return countOf(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? countOf(hours, 'hour') : countOf(Math.round(hours / 24), 'day')
}

function usualHoliday(day: CalendarDay): string | null {
  const ownHoliday = holidayByDate(day)
  if (ownHoliday !== null) return ownHoliday
  const observed =
    weekday(day) === 5
      ? fixedHoliday(addDays(day, 1))
      : weekday(day) === 1
        ? fixedHoliday(addDays(day, -1))
        : null
  return observed === null ? null : `${observed} (observed)`
}

function holidayByDate(day: CalendarDay): string | null {
  const { month, date } = partsOf(day)
  const isInLastWeek = partsOf(addDays(day, 7)).month !== month
  if (month === 5 && weekday(day) === 1 && isInLastWeek) return 'Memorial Day'
  if (month === 9 && weekday(day) === 1 && date <= 7) return 'Labor Day'
  if (month === 11 && weekday(day) === 4 && date >= 22 && date <= 28) return 'Thanksgiving'
  return fixedHoliday(day)
}

const FIXED_HOLIDAYS = new Map([
  ['01-01', 'New Year’s Day'],
  ['07-04', 'Independence Day'],
  ['12-25', 'Christmas Day'],
])

function fixedHoliday(day: CalendarDay): string | null {
  return FIXED_HOLIDAYS.get(day.slice(5)) ?? null
}

function partsOf(day: CalendarDay): { year: number; month: number; date: number } {
  return {
    year: Number(day.slice(0, 4)),
    month: Number(day.slice(5, 7)),
    date: Number(day.slice(8, 10)),
  }
}

/** Days since 1 January 1970. */
function dayNumber(day: CalendarDay): number {
  const { year, month, date } = partsOf(day)
  return Date.UTC(year, month - 1, date) / DAY
}

/** There are few different days, and plans ask for the same ones repeatedly. */
const namesOfDays = new Map<number, CalendarDay>()

function dayNumbered(number: number): CalendarDay {
  const known = namesOfDays.get(number)
  if (known !== undefined) return known
  const name = new Date(number * DAY).toISOString().slice(0, 10) as CalendarDay
  namesOfDays.set(number, name)
  return name
}

function dayIn(zone: Zone, at: Instant): CalendarDay {
  return dayNumbered(Math.floor(wallClockAt(zone, at) / DAY))
}

function momentIn(zone: Zone, day: CalendarDay, hour: number, minute: number): Instant {
  const wallClock = dayNumber(day) * DAY + hour * HOUR + minute * MINUTE
  // Not luxon's own conversion: between two offsets it picks the one that holds today.
  const byEarlierOffset = wallClock - offsetAt(zone, wallClock - DAY)
  if (wallClockAt(zone, byEarlierOffset) === wallClock) return byEarlierOffset
  const byLaterOffset = wallClock - offsetAt(zone, wallClock + DAY)
  return wallClockAt(zone, byLaterOffset) === wallClock ? byLaterOffset : byEarlierOffset
}

/** What the zone's clocks show at that moment, as if they showed UTC. */
function wallClockAt(zone: Zone, at: Instant): number {
  return at + offsetAt(zone, at)
}

function offsetAt(zone: Zone, at: Instant): number {
  const day = Math.floor(at / DAY)
  const known = zone.steady.get(day)
  if (known !== undefined) return known ?? zone.ask(at)
  const [first, last] = [zone.ask(day * DAY), zone.ask((day + 1) * DAY - 1)]
  zone.steady.set(day, first === last ? first : null)
  return offsetAt(zone, at)
}

/** Offsets change on a few days of the year only, and asking the platform for one is slow. */
interface Zone {
  readonly ask: (at: Instant) => number
  /** Offsets by day (UTC), in milliseconds; null for a day on which they change. */
  readonly steady: Map<number, number | null>
}

const zones = new Map<string, Zone>()

function zoneNamed(name: string): Zone {
  const known = zones.get(name)
  if (known !== undefined) return known
  const named = IANAZone.create(name)
  const zone = named.isValid ? zoneOf(named) : newYork
  zones.set(name, zone)
  return zone
}

function zoneOf(zone: IANAZone): Zone {
  return { ask: (at) => zone.offset(at) * MINUTE, steady: new Map() }
}
