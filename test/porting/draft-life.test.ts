import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  extensionOfferedFrom,
  extendedAutomaticallyFrom,
  purgesAt,
} from '../../src/porting/draft-life.ts'
import { calendar } from '../fixtures/planning.ts'

const HOUR = 3_600_000

describe('a draft that nobody changes', () => {
  it.each([
    ['2026-12-01T09:00:00.000Z', '2026-12-03T09:00:00.000Z'],
    ['2026-12-01T09:00:00.001Z', '2026-12-04T09:00:00.000Z'],
    ['2026-12-01T08:59:59.999Z', '2026-12-03T09:00:00.000Z'],
    ['2026-12-01T23:30:00.000Z', '2026-12-04T09:00:00.000Z'],
    ['2026-12-01T00:00:00.000Z', '2026-12-03T09:00:00.000Z'],
    // Over the change of the clocks the purge stays at 09:00 UTC.
    ['2026-03-07T12:00:00.000Z', '2026-03-10T09:00:00.000Z'],
    ['2026-10-31T08:00:00.000Z', '2026-11-02T09:00:00.000Z'],
  ])('of %s is removed at %s', (touched, swept) => {
    expect(new Date(purgesAt(Date.parse(touched))).toISOString()).toBe(swept)
  })

  it('lives two to three days, until the first 09:00 UTC after two', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (touched) => {
        const at = purgesAt(touched)
        expect(new Date(at).toISOString()).toMatch(/T09:00:00\.000Z$/)
        expect(at - touched).toBeGreaterThanOrEqual(48 * HOUR)
        expect(at - touched).toBeLessThan(72 * HOUR)
      }),
    )
  })

  it('is offered to be kept for the last day, never before its last change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (touched) => {
        const at = purgesAt(touched)
        expect(at - extensionOfferedFrom(at)).toBe(24 * HOUR)
        expect(extensionOfferedFrom(at)).toBeGreaterThan(touched)
      }),
    )
  })
})

describe('a draft is kept without anybody asking', () => {
  const [monday, tuesday] = [Date.parse('2026-12-07T09:00:00Z'), Date.parse('2026-12-08T09:00:00Z')]
  const request = (operation: string, expiresAt: number) => ({
    operation,
    expiresAt,
    isGranted: false,
  })

  it.each([
    ['never, as a rule', tuesday, false, [], false],
    ['over a weekend where that is wanted', monday, true, [], true],
    ['not in the week', tuesday, true, [], false],
    [
      'for a request to submit that outlives it',
      tuesday,
      false,
      [request('submit', tuesday + 1)],
      true,
    ],
    ['not for one that ends with it', tuesday, false, [request('submit', tuesday)], false],
    ['not for another request', tuesday, false, [request('cancel', tuesday + 1)], false],
  ])('%s', (_name, dies, overWeekends, requests, isKept) => {
    const from = extendedAutomaticallyFrom(dies, { calendar, overWeekends, requests })
    expect(from).toBe(isKept ? dies - 12 * HOUR : null)
  })
})
