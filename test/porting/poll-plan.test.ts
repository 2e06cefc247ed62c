import { describe, expect, it } from 'vitest'
import { planNextPoll, type PollPlanning } from '../../src/porting/poll-plan.ts'
import type { PortOrder } from '../../src/porting/order.ts'
import { eastern, focDate, portOrder, tollFreeOrder } from './port-order.ts'
import { activation, calendar } from '../fixtures/planning.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const settings = {
  calendar,
  ...activation,
}

/** How often it is looked at in a day on which nothing about it changes. */
function pollsInADay(order: PortOrder, planning: Pick<PollPlanning, 'waitingSince' | 'isChild'>) {
  const midnight = eastern('2026-12-08 00:00')
  let polls = 0
  for (let now = midnight; now < midnight + 24 * HOUR; polls += 1) {
    const next = planNextPoll(
      order,
      { ...planning, everyMs: 5 * MINUTE, owedAt: null },
      { ...settings, now },
    )
    now = next ?? Infinity
  }
  return polls
}

describe('a day of looks', () => {
  const agreed = portOrder({ status: 'FOC', actualFocDate: focDate('2026-12-08') })
  const transient = tollFreeOrder({ status: 'SUBMITTED' })
  const since = eastern('2026-12-07 12:00')

  it('on which an order goes live is close when it goes alone', () => {
    expect(pollsInADay(agreed, { waitingSince: null, isChild: false })).toBeGreaterThan(600)
  })

  it('of five hundred orders of one bulk order fits into what may be asked in it', () => {
    for (const order of [agreed, transient]) {
      const waitingSince = order === transient ? since : null
      expect(pollsInADay(order, { waitingSince, isChild: true })).toBeLessThanOrEqual(10)
    }
  })
})
