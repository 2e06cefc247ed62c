import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFocDate, readInstant, writeFocDate } from '../../src/bandwidth/dates.ts'
import {
  addDays,
  calendarDay,
  dayOf,
  momentOf,
  type CalendarDay,
} from '../../src/porting/calendar.ts'

function day(text: string): CalendarDay {
  const read = calendarDay(text)
  if (read === undefined) throw new Error(`${text} is no day`)
  return read
}

const anyDay = fc.integer({ min: 0, max: 30_000 }).map((count) => addDays(day('1990-01-01'), count))
const SPRING_AND_AUTUMN = [
  '2026-03-07',
  '2026-03-08',
  '2026-03-09',
  '2026-10-31',
  '2026-11-01',
  '2026-11-02',
]

describe('a day that goes to Bandwidth and back', () => {
  const comesBack = (sent: CalendarDay) => {
    const written = writeFocDate({ day: sent, at: null })
    const read = readFocDate(written)
    expect(read?.day).toBe(sent)
    // 11:30 in New York is 15:30 or 16:30 UTC, and never midnight, which would be a bare day.
    expect(written).toMatch(/T1[56]:30:00\.000Z$/)
    expect(read?.at).toBe(momentOf(sent, 11, 30))
  }

  it('is the same day', () => {
    fc.assert(fc.property(anyDay, comesBack))
  })

  it.each(SPRING_AND_AUTUMN)('is the same day around the clock changes: %s', (text) => {
    comesBack(day(text))
  })

  it('is the same day and moment when it has a time', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 5, max: 22 }),
        fc.constantFrom(0, 30),
        (sent, hour, minute) => {
          const asked = { day: sent, at: momentOf(sent, hour, minute) }
          expect(readFocDate(writeFocDate(asked))).toEqual(asked)
        },
      ),
    )
  })

  it.each([
    ['2026-12-08', 19],
    ['2026-07-08', 20],
  ])('stays %s when the time is midnight UTC', (text, hour) => {
    const sent = day(text)
    expect(readFocDate(writeFocDate({ day: sent, at: momentOf(sent, hour, 0) }))?.day).toBe(sent)
  })

  it('is the same day in every bare form Bandwidth writes', () => {
    const forms = [
      '',
      'Z',
      '+04:00',
      '-0500',
      'T00:00:00Z',
      'T00:00:00.000Z',
      'T00:00Z',
      'T00:00:00+00:00',
    ]
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...forms), (sent, form) => {
        expect(readFocDate(`${sent}${form}`)).toEqual({ day: sent, at: null })
      }),
    )
  })

  it('is the same moment in every form with a time', () => {
    const offset = fc.integer({ min: -12, max: 14 })
    const fraction = fc.constantFrom('', '.0', '.000', '.000000')
    fc.assert(
      fc.property(anyDay, offset, fraction, fc.boolean(), (sent, hours, millis, colon) => {
        const at = momentOf(sent, 17, 15)
        const local = new Date(at + hours * 3_600_000).toISOString().slice(0, 19)
        const sign = hours < 0 ? '-' : '+'
        const zone = `${sign}${String(Math.abs(hours)).padStart(2, '0')}${colon ? ':' : ''}00`
        expect(readFocDate(`${local}${millis}${zone}`)).toEqual({ day: sent, at })
      }),
    )
  })
})

describe('reading a date', () => {
  it('takes the New York day of a moment', () => {
    expect(readFocDate('2026-03-18T02:00:00Z')?.day).toBe('2026-03-17')
    expect(readFocDate('2019-10-31T17:15:00+04:00')).toEqual({
      day: '2019-10-31',
      at: Date.parse('2019-10-31T13:15:00Z'),
    })
    expect(readFocDate('2023-01-30T13:00:00-0400')?.at).toBe(Date.parse('2023-01-30T17:00:00Z'))
  })

  it('keeps only the day of a time without a zone', () => {
    expect(readFocDate('2023-01-30T13:00:00')).toEqual({ day: '2023-01-30', at: null })
  })

  it('keeps midnight of another zone as the moment that it is', () => {
    const read = readFocDate('2026-03-18T00:00:00-04:00')
    expect(read).toEqual({ day: '2026-03-18', at: Date.parse('2026-03-18T04:00:00Z') })
  })

  it.each(['', 'soon', '2026-02-30', '2026-13-01T00:00:00Z', '2026-03-18T25:00:00Z', '18.03.2026'])(
    'makes nothing of %j',
    (text) => {
      expect(readFocDate(text)).toBeNull()
      expect(readInstant(text)).toBeNull()
    },
  )

  it('reads moments with and without milliseconds and offset colon, and no bare days', () => {
    expect(readInstant('2021-06-16T18:51:42.161Z')).toBe(Date.parse('2021-06-16T18:51:42.161Z'))
    expect(readInstant('2014-08-30T18:30:00+03:00')).toBe(Date.parse('2014-08-30T15:30:00Z'))
    expect(readInstant('2021-06-16')).toBeNull()
    expect(readInstant(null)).toBeNull()
    expect(dayOf(readInstant('2026-11-01T03:59:59Z') ?? 0)).toBe('2026-10-31')
  })
})
