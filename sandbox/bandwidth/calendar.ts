import { DateTime } from 'luxon'

const EASTERN = 'America/New_York'

/** A date as an order carries it: a bare calendar day, or a moment. Exactly 00:00:00Z is a bare day. */
export type OrderDate =
  { readonly kind: 'day'; readonly day: string } | { readonly kind: 'moment'; readonly at: number }

export function readOrderDate(text: string): OrderDate | null {
  const bare = /^(\d{4}-\d\d-\d\d)(Z|T00:00:00(\.0+)?Z)?$/.exec(text)?.[1]
  if (bare !== undefined) return DateTime.fromISO(bare).isValid ? { kind: 'day', day: bare } : null
  if (!/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return null
  const at = DateTime.fromISO(text)
  return at.isValid ? { kind: 'moment', at: at.toMillis() } : null
}

export function easternDay(at: number): string {
  return DateTime.fromMillis(at, { zone: EASTERN }).toFormat('yyyy-MM-dd')
}

/** Minutes since midnight on New York's clocks. */
export function easternMinutes(at: number): number {
  const time = DateTime.fromMillis(at, { zone: EASTERN })
  return time.hour * 60 + time.minute
}

/** The instant of a wall time in New York. */
export function easternInstant(day: string, hour: number, minute = 0): number {
  return DateTime.fromISO(day, { zone: EASTERN }).set({ hour, minute }).toMillis()
}

export function dayOf(date: OrderDate): string {
  return date.kind === 'day' ? date.day : easternDay(date.at)
}

/** A bare day stands for 11:30 in New York. */
export function instantOf(date: OrderDate): number {
  return date.kind === 'day' ? easternInstant(date.day, 11, 30) : date.at
}

export function addDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd')
}

export function isBusinessDay(day: string): boolean {
  const date = DateTime.fromISO(day, { zone: 'utc' })
  return date.weekday <= 5 && !isHoliday(date)
}

/** The day itself, or the first business day after it. */
export function businessDayFrom(day: string): string {
  return isBusinessDay(day) ? day : businessDayFrom(addDays(day, 1))
}

export function addBusinessDays(day: string, count: number): string {
  return count === 0 ? day : addBusinessDays(businessDayFrom(addDays(day, 1)), count - 1)
}

/** The first 09:00 UTC after an instant: when idle drafts are purged. */
export function nextSweep(after: number): number {
  const today = DateTime.fromMillis(after, { zone: 'utc' }).startOf('day').plus({ hours: 9 })
  return (today.toMillis() > after ? today : today.plus({ days: 1 })).toMillis()
}

export function utcDay(at: number): string {
  return DateTime.fromMillis(at, { zone: 'utc' }).toFormat('yyyy-MM-dd')
}

export const withMillis = (at: number): string => new Date(at).toISOString()
export const withoutMillis = (at: number): string => withMillis(at).replace(/\.\d+Z$/, 'Z')

export function showOrderDate(date: OrderDate, show: (at: number) => string): string {
  return date.kind === 'day' ? show(Date.parse(`${date.day}T00:00:00Z`)) : show(date.at)
}

// Bandwidth publishes its porting holidays once a year in an article; these are the common ones.
function isHoliday({
  month,
  day,
  weekday,
  daysInMonth,
}: DateTime<true> | DateTime<false>): boolean {
  if (month === 1) return day === 1
  if (month === 5) return weekday === 1 && day + 7 > (daysInMonth ?? 31)
  if (month === 7) return day === 4
  if (month === 9) return weekday === 1 && day <= 7
  if (month === 11) return weekday === 4 && day > 21 && day <= 28
  return month === 12 && day === 25
}
