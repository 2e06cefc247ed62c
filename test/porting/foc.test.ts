import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayOf } from '../../src/porting/calendar.ts'
import {
  activationMomentOf,
  automaticActivation,
  blackoutStartsAt,
  dayInstead,
  focDateLapsesAt,
  requestableDays,
  requestableTimes,
  requestedFocProblem,
} from '../../src/porting/foc.ts'
import { KNOWN_STATUSES } from '../../src/porting/status.ts'
import { day, eastern, focDate, portOrder } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

const onNet = {
  portType: 'AUTOMATED',
  vendorName: 'Bandwidth CLEC',
  wireless: false,
  triggered: true,
}
const asking = {
  now: eastern('2026-12-01 09:00'),
  earliest: null,
  minimumIntervalDays: null,
  calendar,
  ...onNet,
}

describe('the moment of activation', () => {
  it.each([
    ['a bare day in winter', '2026-12-08', '2026-12-08T16:30:00.000Z'],
    ['a bare day in summer', '2026-07-08', '2026-07-08T15:30:00.000Z'],
    ['the day the clocks go forward', '2026-03-08', '2026-03-08T15:30:00.000Z'],
    ['a moment', '2026-12-08 22:00', '2026-12-09T03:00:00.000Z'],
  ])('%s', (_name, date, expected) => {
    expect(new Date(activationMomentOf(focDate(date))).toISOString()).toBe(expected)
  })
})

it.each([
  ['past by now', '2026-11-30', null, '2026-12-02'],
  ['too soon for Bandwidth’s estimate', '2026-12-02', '2026-12-08', '2026-12-08'],
  ['still ahead', '2026-12-10', null, null],
  ['ahead, though nobody could choose it: a Saturday', '2026-12-12', null, null],
  ['ahead, though nobody could choose it: in two months', '2027-02-02', null, null],
])(
  'a requested day that is %s is replaced only where it is too early',
  (_name, requested, earliest, instead) => {
    const at = { ...asking, earliest: earliest === null ? null : focDate(earliest) }
    expect(dayInstead(day(requested), at)).toBe(instead)
  },
)

describe('requestableDays', () => {
  it('are business days from tomorrow to thirty days ahead', () => {
    const days = requestableDays(asking)
    expect(days.slice(0, 4)).toEqual(['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07'])
    expect(days).not.toContain('2026-12-25')
    expect(days.at(-1)).toBe('2026-12-31')
  })

  it.each([
    ['the carrier needs five days', { minimumIntervalDays: 5 }, '2026-12-07'],
    ['Bandwidth expects a later day', { earliest: focDate('2026-12-09 11:30') }, '2026-12-09'],
    [
      'the later of both counts',
      { earliest: focDate('2026-12-03'), minimumIntervalDays: 7 },
      '2026-12-08',
    ],
    ['nothing has to be waited for', { minimumIntervalDays: 0 }, '2026-12-01'],
    [
      'and 11:30 is over',
      { minimumIntervalDays: 0, now: eastern('2026-12-01 11:30') },
      '2026-12-02',
    ],
  ])('begin where %s', (_name, different, first) => {
    expect(requestableDays({ ...asking, ...different })[0]).toBe(first)
  })

  it('are none when the carrier needs longer than can be asked ahead', () => {
    expect(requestableDays({ ...asking, minimumIntervalDays: 31 })).toEqual([])
  })

  it('are exactly the days that nothing speaks against', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2025-01-01'), max: Date.parse('2035-01-01') }),
        fc.option(fc.nat(12)),
        fc.option(fc.integer({ min: -5, max: 20 })),
        (now, minimumIntervalDays, estimateIn) => {
          const today = dayOf(now)
          const earliest =
            estimateIn === null ? null : { day: addDays(today, estimateIn), at: null }
          const asked = { ...asking, now, minimumIntervalDays, earliest }
          const days = requestableDays(asked)
          for (let ahead = -3; ahead <= 34; ahead += 1) {
            const date = { day: addDays(today, ahead), at: null }
            const problem = requestedFocProblem({ ...asked, focDate: date })
            expect(problem === null).toBe(days.includes(date.day))
          }
          for (const date of days) {
            expect(calendar.isBusinessDay(date)).toBe(true)
            expect(activationMomentOf({ day: date, at: null })).toBeGreaterThan(now)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('requestableTimes', () => {
  it.each([
    ['on-net', onNet, '5:0', '22:0'],
    ['off-net', { ...onNet, vendorName: 'Level 3' }, '6:0', '22:0'],
    ['internal', { ...onNet, portType: 'INTERNAL' }, '5:0', '22:0'],
    ['wireless, triggered or not', { ...onNet, wireless: true, triggered: false }, '5:0', '22:0'],
    [
      'on-net or off-net',
      { portType: 'AUTOMATED', wireless: null, triggered: true },
      '6:0',
      '22:0',
    ],
    ['not triggered', { ...onNet, triggered: false }, '11:30', '11:30'],
    ['manual', { ...onNet, portType: 'MANUALOFFNET' }, '11:30', '11:30'],
    ['toll-free', { ...onNet, portType: 'MANUAL_TOLLFREE' }, '11:30', '11:30'],
  ])('%s', (_name, order, first, last) => {
    const times = requestableTimes(order).map(({ hour, minute }) => `${hour}:${minute}`)
    expect([times[0], times.at(-1)]).toEqual([first, last])
    expect(times).toContain('11:30')
    expect(new Set(times).size).toBe(times.length)
  })

  it('are every half hour of the day', () => {
    expect(requestableTimes(onNet)).toHaveLength(35)
  })

  it('are never refused afterwards, also when the clocks change', () => {
    for (const [now, date] of [
      ['2026-03-06 09:00', '2026-03-09'],
      ['2026-10-30 09:00', '2026-11-02'],
    ] as const) {
      for (const { hour, minute } of requestableTimes(onNet)) {
        const asked = {
          ...asking,
          now: eastern(now),
          focDate: focDate(`${date} ${hour}:${minute}`),
        }
        expect(requestedFocProblem(asked)).toBeNull()
      }
    }
  })
})

describe('requestedFocProblem', () => {
  it.each([
    ['2026-11-30', {}, 'Mon, Nov 30 is past. Choose a later day.'],
    ['2026-12-05', {}, 'Sat, Dec 5 is a weekend. The next business day is Mon, Dec 7.'],
    [
      '2026-12-25',
      {},
      'Fri, Dec 25 is a porting holiday: Christmas Day. The next business day is Mon, Dec 28.',
    ],
    [
      '2026-12-03',
      { minimumIntervalDays: 4 },
      'Thu, Dec 3 is too soon: this carrier needs 4 days. The earliest is Mon, Dec 7.',
    ],
    [
      '2026-12-03',
      { earliest: focDate('2026-12-07') },
      'Thu, Dec 3 is too soon. The earliest Bandwidth expects is Mon, Dec 7.',
    ],
    ['2027-01-04', {}, 'Mon, Jan 4, 2027 is more than 30 days ahead. The last day is Thu, Dec 31.'],
    ['2026-12-08 04:30', {}, '4:30 AM ET is outside the hours for this order: 5 AM to 10 PM ET.'],
    [
      '2026-12-08 22:00',
      { triggered: false },
      'A time other than 11:30 AM ET needs on-demand activation.',
    ],
    [
      '2026-12-08 22:00',
      { portType: 'MANUALOFFNET' },
      'This order goes live at 11:30 AM ET. Choose only the day.',
    ],
    ['2026-12-08 11:30', { triggered: false }, null],
    ['2026-12-08 22:00', {}, null],
    ['2026-12-08', {}, null],
  ])('%s with %j: %s', (date, different, problem) => {
    expect(requestedFocProblem({ ...asking, ...different, focDate: focDate(date) })).toBe(problem)
  })
})

describe('the last moment to ask for a date', () => {
  it('is when the carrier has too few days left, or the date itself', () => {
    expect(focDateLapsesAt(focDate('2026-12-08'), 3)).toBe(eastern('2026-12-06 00:00'))
    expect(focDateLapsesAt(focDate('2026-12-08'), null)).toBe(eastern('2026-12-08 00:00'))
    expect(focDateLapsesAt(focDate('2026-12-08'), 0)).toBe(eastern('2026-12-08 11:30'))
    expect(focDateLapsesAt(focDate('2026-12-08 22:00'), 0)).toBe(eastern('2026-12-08 22:00'))
  })

  it('is the very moment from which the date is refused', () => {
    const everyDay = { ...calendar, isBusinessDay: () => true, holiday: () => null }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.nat(20), (n, minimumIntervalDays) => {
        const date = { day: addDays(day('2025-01-01'), n), at: null }
        fc.pre(calendar.isBusinessDay(date.day))
        const lapsesAt = focDateLapsesAt(date, minimumIntervalDays)
        const asked = { ...asking, calendar: everyDay, minimumIntervalDays, focDate: date }
        expect(requestedFocProblem({ ...asked, now: lapsesAt - 1 })).toBeNull()
        expect(requestedFocProblem({ ...asked, now: lapsesAt })).not.toBeNull()
      }),
    )
  })
})

describe('going live by itself', () => {
  const agreed = { status: 'FOC', actualFocDate: focDate('2026-12-08') } as const

  it.each([
    ['at 11:30 on a bare day', {}, '2026-12-08 11:30'],
    ['at the agreed moment', { actualFocDate: focDate('2026-12-08 22:00') }, '2026-12-08 22:00'],
    [
      'at the time asked for, when the carrier agreed to the day',
      { requestedFocDate: focDate('2026-12-08 22:00') },
      '2026-12-08 22:00',
    ],
    [
      'at 11:30 when the carrier moved the day',
      { requestedFocDate: focDate('2026-12-07 22:00') },
      '2026-12-08 11:30',
    ],
    [
      'at 11:30 when the order is not triggered',
      { requestedFocDate: focDate('2026-12-08 22:00'), triggered: false },
      '2026-12-08 11:30',
    ],
  ])('%s', (_name, different, expected) => {
    const order = portOrder({ ...agreed, ...different })
    expect(automaticActivation(order)).toBe(eastern(expected))
    expect(blackoutStartsAt(order)).toBe(eastern(expected) - 24 * 3_600_000)
  })

  it.each(KNOWN_STATUSES.filter((status) => status !== 'FOC'))(
    'is not foreseen in %s',
    (status) => {
      const order = portOrder({ ...agreed, status })
      expect(automaticActivation(order)).toBeNull()
      expect(blackoutStartsAt(order)).toBeNull()
    },
  )
})
