import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/porting/calendar.ts'
import { ownerHours } from '../../src/porting/owner-hours.ts'
import {
  nextBusinessMorning,
  snoozeChoice,
  snoozeChoices,
  snoozedUntil,
} from '../../src/porting/snooze.ts'
import { day, eastern } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

const zone = 'America/New_York'

it.each([
  ['on a Tuesday', '2026-12-01 10:20', '2026-12-02 09:00'],
  ['on a Friday', '2026-12-04 23:59', '2026-12-07 09:00'],
  ['on a Saturday', '2026-12-05 00:01', '2026-12-07 09:00'],
  ['before Thanksgiving', '2026-11-25 08:00', '2026-11-27 09:00'],
  ['before New Year', '2026-12-31 16:00', '2027-01-04 09:00'],
  ['before the clocks go ahead', '2027-03-12 16:00', '2027-03-15 09:00'],
] as const)('what is taken on %s comes back on the next business day', (_, now, expected) => {
  expect(nextBusinessMorning({ now: eastern(now), zone, calendar })).toBe(eastern(expected))
})

it('what is taken on comes back by the clock and the day of its owner', () => {
  // In Manila it is Saturday already.
  const now = eastern('2026-12-04 12:00')
  expect(nextBusinessMorning({ now, zone: 'Asia/Manila', calendar })).toBe(
    Date.parse('2026-12-07T01:00:00Z'),
  )
})

describe('a reminder that is put off', () => {
  it.each([
    ['hour', '2026-12-01 10:20', '2026-12-01 11:20'],
    ['hour', '2026-12-01 20:30', '2026-12-02 07:00'],
    ['tomorrow', '2026-12-01 10:20', '2026-12-02 09:00'],
    ['tomorrow', '2026-12-02 00:20', '2026-12-03 09:00'],
    [day('2026-12-07'), '2026-12-01 10:20', '2026-12-07 09:00'],
  ] as const)('%s, at %s, comes again at %s', (choice, now, expected) => {
    expect(snoozedUntil(choice, { now: eastern(now), endsAt: null, zone })).toBe(eastern(expected))
  })

  it.each([
    ['hour', '2026-12-01 10:20', '2026-12-01 11:00'],
    ['hour', '2026-12-01 20:30', '2026-12-02 04:00'],
    ['tomorrow', '2026-12-01 10:20', '2026-12-02 04:00'],
    [day('2026-11-30'), '2026-12-01 10:20', '2026-12-09 04:00'],
  ] as const)('%s, at %s, is refused when it is over at %s', (choice, now, ends) => {
    expect(snoozedUntil(choice, { now: eastern(now), endsAt: eastern(ends), zone })).toBeNull()
  })

  it('by the owner’s clock, also over the change of the clocks', () => {
    const now = Date.parse('2026-10-24T18:00:00Z')
    const until = snoozedUntil('tomorrow', { now, endsAt: null, zone: 'Europe/London' })
    expect(new Date(until ?? 0).toISOString()).toBe('2026-10-25T09:00:00.000Z')
  })

  it('is offered only times that it can be put off to, never in the night', () => {
    const moments = fc
      .integer({ min: 0, max: 730 * 24 })
      .map((hours) => eastern('2026-01-01 00:00') + hours * 3_600_000)
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 400 }), (now, hours) => {
        const snoozing = { now, endsAt: now + hours * 3_600_000, zone, calendar }
        for (const choice of snoozeChoices(snoozing)) {
          const until = snoozedUntil(choice, snoozing) ?? 0
          expect(until).toBeGreaterThan(now)
          expect(until).toBeLessThan(snoozing.endsAt)
          expect(ownerHours(zone).isNight(until)).toBe(false)
          expect(snoozeChoice(choice)).toBe(choice)
        }
      }),
    )
  })

  it('offers the business days of the next weeks', () => {
    const now = eastern('2026-12-22 10:00')
    const days = snoozeChoices({ now, endsAt: null, zone, calendar }).slice(2)
    expect(days).toHaveLength(20)
    expect(days).not.toContain('2026-12-25')
    expect(days).not.toContain(addDays(day('2026-12-22'), 4))
    expect(snoozeChoice('some day')).toBeUndefined()
  })
})
