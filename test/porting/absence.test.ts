import { expect, it } from 'vitest'
import { absenceOf } from '../../src/porting/absence.ts'

/** A Monday, 10 AM in New York. */
const NOW = Date.parse('2026-11-30T15:00:00Z')
const EASTERN = 'America/New_York'

it.each([
  [
    'a palm until a later day',
    ':palm_tree:',
    '2026-12-05T04:59:00Z',
    EASTERN,
    'vacation 2026-12-04',
  ],
  [
    'a thermometer until tomorrow',
    ':face_with_thermometer:',
    '2026-12-01T20:00:00Z',
    EASTERN,
    'sick 2026-12-01',
  ],
  ['a palm until tonight', ':palm_tree:', '2026-12-01T04:59:00Z', EASTERN, null],
  // Tonight in Los Angeles is tomorrow in New York.
  [
    'a palm until tonight, farther west',
    ':palm_tree:',
    '2026-12-01T07:59:00Z',
    'America/Los_Angeles',
    null,
  ],
  [
    'a palm until tomorrow, nobody knows where',
    ':palm_tree:',
    '2026-12-01T07:59:00Z',
    null,
    'vacation 2026-12-01',
  ],
  ['a palm without an end', ':palm_tree:', null, EASTERN, null],
  ['a palm of the past', ':palm_tree:', '2026-11-29T04:59:00Z', EASTERN, null],
  ['another sign', ':beach_with_umbrella:', '2026-12-20T04:59:00Z', EASTERN, null],
  ['no sign', '', '2026-12-20T04:59:00Z', EASTERN, null],
  ['no status', null, null, EASTERN, null],
])('%s', (_, statusEmoji, end, zone, says) => {
  const statusEndsAt = end === null ? null : Date.parse(end)
  const absence = absenceOf({ isDeactivated: false, statusEmoji, statusEndsAt, zone }, NOW)
  const shown = absence !== null && 'until' in absence ? `${absence.why} ${absence.until}` : absence
  expect(shown).toBe(says)
})

it('a deactivated account is away, whatever it shows', () => {
  const presence = { statusEmoji: ':tada:', statusEndsAt: null, zone: null }
  expect(absenceOf({ ...presence, isDeactivated: true }, NOW)).toEqual({ why: 'deactivated' })
})
