import { expect, it } from 'vitest'
import { announceFrom, type Reader } from '../../src/porting/quiet-hours.ts'
import { eastern, focDate } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

const asleep: Reader = { ownerZone: 'America/New_York', waitingSince: null }
const from = (
  at: string,
  reader = asleep,
  change: Parameters<typeof announceFrom>[0] = RECONCILED,
) => announceFrom(change, reader, calendar, eastern(at))
const RECONCILED = { kind: 'swept' } as const

it('a draft that is removed at night or on a day off is told at 7 AM of the next business day', () => {
  expect(from('2026-12-02 04:03')).toBe(eastern('2026-12-02 07:00'))
  expect(from('2026-12-02 10:00')).toBe(eastern('2026-12-02 10:00'))
  expect(from('2026-12-04 22:00')).toBe(eastern('2026-12-07 07:00'))
  expect(from('2026-12-06 12:00')).toBe(eastern('2026-12-07 07:00'))
  expect(from('2026-12-25 12:00')).toBe(eastern('2026-12-28 07:00'))
})

it('by the clock of its reader', () => {
  const west = { ...asleep, ownerZone: 'America/Los_Angeles' }
  expect(from('2026-12-02 09:00', west)).toBe(eastern('2026-12-02 10:00'))
})

it('whoever pressed something within the hour is answered at once', () => {
  const waiting = { ...asleep, waitingSince: eastern('2026-12-02 03:30') }
  expect(from('2026-12-02 04:03', waiting)).toBe(eastern('2026-12-02 04:03'))
  expect(from('2026-12-02 06:03', waiting)).toBe(eastern('2026-12-02 07:00'))
})

it('what is live, or goes live within the hour, is told at once', () => {
  const night = '2026-12-02 23:30'
  expect(from(night, asleep, { kind: 'completed' })).toBe(eastern(night))
  const soon = { kind: 'foc', focDate: focDate('2026-12-03 00:15'), requested: null } as const
  expect(from(night, asleep, soon)).toBe(eastern(night))
  const beforeBreakfast = { ...soon, focDate: focDate('2026-12-03 07:30') }
  expect(from(night, asleep, beforeBreakfast)).toBe(eastern(night))
  const later = { ...soon, focDate: focDate('2026-12-08') }
  expect(from(night, asleep, later)).toBe(eastern('2026-12-03 07:00'))
})
