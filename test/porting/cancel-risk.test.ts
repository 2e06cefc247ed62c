import { expect, it } from 'vitest'
import { latenessOfCancel } from '../../src/porting/cancel-risk.ts'
import { portStatus } from '../../src/porting/status.ts'
import { eastern, focDate, portOrder } from './port-order.ts'
import { calendar } from '../fixtures/planning.ts'

it.each([
  ['FOC', '2026-12-10', '2026-12-07 11:00', null],
  ['FOC', '2026-12-10', '2026-12-08 09:00', 'late'],
  ['FOC', '2026-12-10', '2026-12-09 11:29', 'late'],
  ['FOC', '2026-12-10', '2026-12-09 11:30', 'locked'],
  ['FOC', '2026-12-10', '2026-12-10 15:00', 'locked'],
  // Over a weekend, and over the Monday of a holiday.
  ['FOC', '2026-12-08', '2026-12-04 09:00', 'late'],
  ['FOC', '2026-10-13', '2026-10-09 09:00', 'late'],
  // On the Sunday when the clock is put back, 24 hours are 24 hours.
  ['FOC', '2026-11-02', '2026-11-01 11:29', 'late'],
  ['FOC', '2026-11-02', '2026-11-01 11:31', 'locked'],
  ['REQUESTED_SUPP', '2026-12-10', '2026-12-10 09:00', 'locked'],
  ['SUBMITTED', null, '2026-12-10 09:00', null],
] as const)('A cancel of an order in %s, FOC %s, comes at %s: %s', (status, foc, now, late) => {
  const actualFocDate = foc === null ? null : focDate(foc)
  const order = portOrder({ status: portStatus(status), actualFocDate })
  expect(latenessOfCancel(order, { now: eastern(now), calendar })).toBe(late)
})
