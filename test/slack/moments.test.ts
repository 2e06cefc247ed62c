import { expect, test } from 'vitest'
import { atMoment, datedMoment, day, focDay, hoursOf, moment } from '../../src/slack/moments.ts'
import { day as calendarDay, eastern, focDate, NOW } from '../fixtures/orders.ts'
import { readMarkup } from './read-message.ts'

const noon = eastern('2026-12-01 12:00')
const later = eastern('2026-12-08 22:00')

test('a moment today is a time in New York and the reader’s own', () => {
  expect(moment(noon, NOW).markup).toBe(
    `12:00 PM ET <!date^${noon / 1000}^(your time {time})|(17:00 UTC)>`,
  )
})

test('on another day the day comes with it', () => {
  expect(readMarkup(moment(later, NOW).markup)).toBe('Tue 8 Dec 10:00 PM ET (03:00 UTC)')
  expect(readMarkup(datedMoment(noon, NOW).markup)).toBe('Tue 1 Dec 12:00 PM ET (17:00 UTC)')
})

test('in the middle of a sentence it reads on', () => {
  expect(readMarkup(atMoment(noon, NOW).markup)).toBe('at 12:00 PM ET (17:00 UTC)')
  expect(readMarkup(atMoment(later, NOW).markup)).toBe('on Tue 8 Dec at 10:00 PM ET (03:00 UTC)')
})

test('a bare FOC day has no time and no zone', () => {
  expect(focDay(focDate('2026-12-08'), NOW).markup).toBe('Tue 8 Dec')
  expect(readMarkup(focDay(focDate('2026-12-08 22:00'), NOW).markup)).toBe(
    'Tue 8 Dec, 10:00 PM ET (03:00 UTC)',
  )
})

test('a day long ago or far ahead has its year', () => {
  expect(day(calendarDay('2025-01-07'), NOW).markup).toBe('Tue 7 Jan 2025')
})

test('hours name their day once', () => {
  const window = { opensAt: eastern('2026-12-08 05:00'), closesAt: later }
  expect(readMarkup(hoursOf(window, NOW).markup)).toBe(
    'Tue 8 Dec, 5:00 AM ET (10:00 UTC) to 10:00 PM ET (03:00 UTC)',
  )
})
