import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  calendarDay,
  dayOf,
  daysBetween,
  momentOf,
  portingCalendar,
  showDay,
  showDuration,
  showEasternMoment,
  showEasternTime,
  weekday,
  type CalendarDay,
} from '../../src/porting/calendar.ts'
import { day, eastern } from './port-order.ts'

const HOUR = 3_600_000

const anyDay = fc.integer({ min: -3650, max: 36_500 }).map((n) => addDays(day('2000-01-01'), n))
const anyInstant = fc.integer({
  min: Date.parse('1990-01-01T00:00:00Z'),
  max: Date.parse('2090-01-01T00:00:00Z'),
})
const usual = portingCalendar({ extraHolidays: [], notHolidays: [] })

describe('calendarDay', () => {
  it.each(['2026-12-08', '2028-02-29', '1999-01-01'])('reads %s', (text) => {
    expect(calendarDay(text)).toBe(text)
  })

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '8 Dec', '', '2026-12-08Z', '2026-04-31'])(
    'knows no day %j',
    (text) => {
      expect(calendarDay(text)).toBeUndefined()
    },
  )
})

describe('the day and the clock in New York', () => {
  it.each([
    ['2026-12-08T04:59:59.999Z', '2026-12-07'],
    ['2026-12-08T05:00:00Z', '2026-12-08'],
    ['2026-07-08T03:59:59.999Z', '2026-07-07'],
    ['2026-07-08T04:00:00Z', '2026-07-08'],
  ])('at %s it is %s', (instant, expected) => {
    expect(dayOf(Date.parse(instant))).toBe(expected)
  })

  it.each([
    ['a winter morning', '2026-12-08', 11, 30, '2026-12-08T16:30:00Z'],
    ['a summer morning', '2026-07-08', 11, 30, '2026-07-08T15:30:00Z'],
    ['before the clocks go forward', '2026-03-08', 1, 59, '2026-03-08T06:59:00Z'],
    ['an hour that March skips', '2026-03-08', 2, 30, '2026-03-08T07:30:00Z'],
    ['after the clocks went forward', '2026-03-08', 3, 0, '2026-03-08T07:00:00Z'],
    ['the first of two hours in November', '2026-11-01', 1, 30, '2026-11-01T05:30:00Z'],
    ['after the clocks went back', '2026-11-01', 2, 0, '2026-11-01T07:00:00Z'],
    ['midnight of the day after', '2026-11-02', 0, 0, '2026-11-02T05:00:00Z'],
  ])('%s', (_name, date, hour, minute, expected) => {
    expect(new Date(momentOf(day(date), hour, minute)).toISOString()).toBe(
      expected.replace('Z', '.000Z'),
    )
  })

  it('puts every moment of a clock on the day it was asked for', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(23), fc.nat(59), (date, hour, minute) => {
        expect(dayOf(momentOf(date, hour, minute))).toBe(date)
      }),
    )
  })

  it('begins the day of every instant at or before it, and the next day after it', () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const today = dayOf(at)
        expect(momentOf(today, 0, 0)).toBeLessThanOrEqual(at)
        expect(momentOf(addDays(today, 1), 0, 0)).toBeGreaterThan(at)
      }),
    )
  })
})

describe('counting days', () => {
  it('comes back from where it went', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (from, count) => {
        const to = addDays(from, count)
        expect(daysBetween(from, to)).toBe(count)
        expect(Number(to > from) - Number(to < from)).toBe(Math.sign(count))
        expect((((weekday(from) - 1 + count) % 7) + 7) % 7).toBe(weekday(to) - 1)
      }),
    )
  })

  it.each([
    ['2026-12-07', 1],
    ['2026-12-13', 7],
    ['1969-12-31', 3],
  ])('%s is weekday %i', (date, expected) => {
    expect(weekday(day(date))).toBe(expected)
  })
})

describe('business days', () => {
  it.each([
    ['2026-01-01', 'New Year’s Day'],
    ['2026-05-25', 'Memorial Day'],
    ['2026-07-03', 'Independence Day (observed)'],
    ['2026-07-04', 'Independence Day'],
    ['2026-09-07', 'Labor Day'],
    ['2026-11-26', 'Thanksgiving'],
    ['2026-12-25', 'Christmas Day'],
    ['2027-12-24', 'Christmas Day (observed)'],
    ['2027-12-31', 'New Year’s Day (observed)'],
    ['2023-01-02', 'New Year’s Day (observed)'],
    ['2027-05-31', 'Memorial Day'],
    ['2026-11-19', null],
    ['2026-11-27', null],
    ['2026-05-18', null],
    ['2026-12-08', null],
  ])('%s: %s', (date, name) => {
    expect(usual.holiday(day(date))).toBe(name)
  })

  it('has six holidays a year that fall on a working day, wherever the weekends lie', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2000, max: 2090 }), (year) => {
        const count = (from: CalendarDay, to: CalendarDay): number =>
          Array.from({ length: daysBetween(from, to) }, (_, n) => addDays(from, n)).filter(
            (date) => weekday(date) <= 5 && usual.holiday(date) !== null,
          ).length
        // From July to July, so that an observed New Year stays in its own year.
        expect(count(day(`${year}-07-02`), day(`${year + 1}-07-02`))).toBe(6)
      }),
      { numRuns: 40 },
    )
  })

  it('is corrected by the settings, in both directions', () => {
    const corrected = portingCalendar({
      extraHolidays: [day('2026-11-27')],
      notHolidays: [day('2026-07-03')],
    })
    expect(corrected.isBusinessDay(day('2026-11-27'))).toBe(false)
    expect(corrected.isBusinessDay(day('2026-07-03'))).toBe(true)
    expect(corrected.isBusinessDay(day('2026-07-04'))).toBe(false)
  })

  it.each([
    ['2026-12-04', 1, '2026-12-07'],
    ['2026-12-05', 1, '2026-12-07'],
    ['2026-12-05', 0, '2026-12-05'],
    ['2026-12-07', -1, '2026-12-04'],
    ['2026-11-25', 2, '2026-11-30'],
    ['2026-12-24', 1, '2026-12-28'],
  ])('%s and %i business days is %s', (from, count, to) => {
    expect(usual.addBusinessDays(day(from), count)).toBe(to)
  })

  it('lands on a business day and passes exactly as many as were asked for', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 15 }), (from, count) => {
        const to = usual.addBusinessDays(from, count)
        const passed = Array.from({ length: daysBetween(from, to) }, (_, n) =>
          addDays(from, n + 1),
        ).filter((date) => usual.isBusinessDay(date))
        expect(passed).toHaveLength(count)
        expect(passed.at(-1)).toBe(to)
      }),
    )
  })
})

describe('what people read', () => {
  it('shows a day without the year, until the year is needed', () => {
    expect(showDay(day('2026-12-08'))).toBe('Tue, Dec 8')
    expect(showDay(day('2026-12-08'), day('2026-12-01'))).toBe('Tue, Dec 8')
    expect(showDay(day('2027-12-08'), day('2026-12-01'))).toBe('Wed, Dec 8, 2027')
    expect(showDay(day('2025-12-08'), day('2026-12-01'))).toBe('Mon, Dec 8, 2025')
    expect(showDay(day('2027-01-04'), day('2026-12-31'))).toBe('Mon, Jan 4, 2027')
  })

  it.each([
    ['2026-12-08 00:00', '12 AM ET'],
    ['2026-12-08 09:05', '9:05 AM ET'],
    ['2026-12-08 12:00', '12 PM ET'],
    ['2026-07-08 23:59', '11:59 PM ET'],
  ])('shows %s as %s', (at, expected) => {
    expect(showEasternTime(eastern(at))).toBe(expected)
  })

  it('names the day of a moment only when it is not today', () => {
    const at = eastern('2026-12-08 11:30')
    expect(showEasternMoment(at, eastern('2026-12-08 00:01'))).toBe('11:30 AM ET')
    expect(showEasternMoment(at, eastern('2026-12-07 23:59'))).toBe('Tue, Dec 8 at 11:30 AM ET')
  })

  it.each([
    [20_000, 'less than a minute'],
    [60_000, '1 minute'],
    [42 * 60_000, '42 minutes'],
    [HOUR, '1 hour'],
    [1.5 * HOUR, '90 minutes'],
    [6 * HOUR - 20_000, '6 hours'],
    [42 * HOUR, '42 hours'],
    [48 * HOUR, '2 days'],
    [24 * 24 * HOUR, '24 days'],
  ])('%i ms are %s', (ms, expected) => {
    expect(showDuration(ms)).toBe(expected)
  })
})
