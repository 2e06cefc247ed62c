import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inCheckSince } from '../../src/porting/bulk-list-state.ts'
import { planNextBulkPoll } from '../../src/porting/bulk-poll-plan.ts'
import { planNextPoll } from '../../src/porting/poll-plan.ts'
import { nextPause } from '../../src/porting/pace.ts'
import { bulkOrder } from './bulk-order.ts'
import { eastern, portOrder } from './port-order.ts'
import { activation, calendar } from '../fixtures/planning.ts'

const NOW = eastern('2026-12-08 12:00')
const settings = {
  now: NOW,
  calendar,
  ...activation,
}
const RUNS = { seed: 7, numRuns: 200 }
const waited = fc.integer({ min: 0, max: 3 * 24 * 60 * 60_000 })

it('the pause is whole, never shorter or longer than it may be, and grows with what was waited', () => {
  const pace = { shortest: 3_000, longest: 15_000 }
  fc.assert(
    fc.property(waited, waited, (one, more) => {
      const pause = nextPause(one, pace)
      expect(Number.isInteger(pause)).toBe(true)
      expect(pause).toBeGreaterThanOrEqual(pace.shortest)
      expect(pause).toBeLessThanOrEqual(pace.longest)
      expect(nextPause(one + more, pace)).toBeGreaterThanOrEqual(pause)
    }),
    RUNS,
  )
})

it('the next look at an order or a bulk order is a whole moment, whatever was waited', () => {
  const statuses = ['VALIDATE_DRAFT_TNS', 'VALID_DRAFT_TNS', 'IN_PROGRESS']
  fc.assert(
    fc.property(waited, fc.constantFrom(...statuses), (ms, status) => {
      const since = NOW - ms
      const bulk = planNextBulkPoll(bulkOrder(status), {
        now: NOW,
        waitingSince: since,
        list: inCheckSince(since),
      })
      const single = planNextPoll(
        portOrder({ status: 'SUBMITTED' }),
        { waitingSince: since, everyMs: 600_000, owedAt: null, isChild: false },
        settings,
      )
      expect([bulk, single].every((at) => Number.isInteger(at))).toBe(true)
    }),
    RUNS,
  )
})
