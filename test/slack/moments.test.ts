import { expect, test } from 'vitest'
import {
  ago,
  atMoment,
  datedMoment,
  day,
  focDay,
  forYou,
  hoursOf,
  moment,
} from '../../src/slack/moments.ts'
import { day as calendarDay, eastern, focDate, NOW } from '../fixtures/orders.ts'
import { readMarkup } from './read-message.ts'

const noon = eastern('2026-12-01 12:00')
const later = eastern('2026-12-08 22:00')

test('a moment today is a time in New York', () => {
  expect(moment(noon, NOW).markup).toBe('12 PM ET')
})

test('bookkeeping is counted by the reader’s own Slack', () => {
  expect(ago(noon, NOW).markup).toBe(`<!date^${noon / 1000}^{ago}|at 12 PM ET>`)
})

test('on another day the day comes with it', () => {
  expect(readMarkup(moment(later, NOW).markup)).toBe('Tue, Dec 8 at 10 PM ET')
  expect(readMarkup(datedMoment(noon, NOW).markup)).toBe('Tue, Dec 1 at 12 PM ET')
})

test('in the middle of a sentence it reads on', () => {
  expect(readMarkup(atMoment(noon, NOW).markup)).toBe('at 12 PM ET')
  expect(readMarkup(atMoment(later, NOW).markup)).toBe('on Tue, Dec 8 at 10 PM ET')
})

test('a bare FOC day has no time and no zone', () => {
  expect(focDay(focDate('2026-12-08'), NOW).markup).toBe('Tue, Dec 8')
  expect(readMarkup(focDay(focDate('2026-12-08 22:00'), NOW).markup)).toBe('Tue, Dec 8 at 10 PM ET')
})

test('a day long ago or far ahead has its year', () => {
  expect(day(calendarDay('2025-01-07'), NOW).markup).toBe('Tue, Jan 7, 2025')
})

test('hours name their day once', () => {
  const window = { opensAt: eastern('2026-12-08 05:00'), closesAt: later }
  expect(readMarkup(hoursOf(window, NOW).markup)).toBe('Tue, Dec 8, 5 AM to 10 PM ET')
})

test.each([
  ['a reader in Berlin', 'Europe/Berlin', '10 PM ET is 03:00 UTC for you'],
  ['a reader in Chicago', 'America/Chicago', '10 PM ET is 03:00 UTC for you'],
  ['a reader in Detroit, whose clocks agree', 'America/Detroit', ''],
  ['a reader whose zone is not told', null, ''],
  ['a zone that nobody knows', 'Mars/Olympus', ''],
])('their own hour stands under the message for %s', (_who, zone, says) => {
  expect(readMarkup(forYou(later, zone).markup)).toBe(says)
})

test('clocks are compared at the moment itself, not today', () => {
  const summer = eastern('2027-03-20 10:00')
  expect(forYou(summer, 'America/Bogota').markup).not.toBe('')
  expect(forYou(NOW, 'America/Bogota').markup).toBe('')
})
