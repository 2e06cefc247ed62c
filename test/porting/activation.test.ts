import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { activationOf, type Activation } from '../../src/porting/activation.ts'
import { addDays, dayOf, momentOf } from '../../src/porting/calendar.ts'
import type { PortOrder } from '../../src/porting/order.ts'
import { KNOWN_STATUSES, portStatus } from '../../src/porting/status.ts'
import { day, eastern, focDate, portOrder, TOLL_FREE_FACTS, tollFreeOrder } from './port-order.ts'
import { activation, calendar } from '../fixtures/planning.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const settings = {
  calendar,
  ...activation,
}

// Tuesday 8 December 2026.
const agreed = { status: 'FOC', actualFocDate: focDate('2026-12-08') } as const
const onNet = portOrder(agreed)
const offNet = portOrder({ ...agreed, vendorName: 'Level 3' })
const tollFree = tollFreeOrder(agreed)

function at(order: PortOrder, moment: string | number): Activation {
  const now = typeof moment === 'string' ? eastern(moment) : moment
  return activationOf(order, { ...settings, now })
}

function unmet({ conditions }: Activation): readonly string[] {
  return conditions.filter(({ holds }) => !holds).map(({ name }) => name)
}

const TABLE: readonly (readonly [string, PortOrder, string, readonly string[], string | null])[] = [
  ['on-net on its day', onNet, '2026-12-08 05:00', [], '2026-12-08 05:00'],
  ['on-net to the last minute', onNet, '2026-12-08 21:59', [], '2026-12-08 05:00'],
  ['on-net too early', onNet, '2026-12-08 04:59', ['hours'], '2026-12-08 05:00'],
  ['on-net too late', onNet, '2026-12-08 22:00', ['hours'], '2026-12-09 05:00'],
  ['on-net the day before', onNet, '2026-12-07 12:00', ['FOC date'], '2026-12-08 05:00'],
  ['on-net three business days later', onNet, '2026-12-11 12:00', [], '2026-12-11 05:00'],
  ['on-net at the weekend after', onNet, '2026-12-12 12:00', ['FOC date', 'business day'], null],
  ['on-net too many days later', onNet, '2026-12-14 12:00', ['FOC date'], null],
  [
    'on-net over a holiday',
    portOrder({ ...agreed, actualFocDate: focDate('2026-12-24') }),
    '2026-12-25 12:00',
    ['business day'],
    '2026-12-28 05:00',
  ],
  [
    'on-net not triggered',
    portOrder({ ...agreed, triggered: false }),
    '2026-12-08 12:00',
    ['triggered'],
    '2026-12-08 05:00',
  ],
  [
    'on-net without a date',
    portOrder({ status: 'SUBMITTED' }),
    '2026-12-08 12:00',
    ['FOC', 'FOC date'],
    null,
  ],
  ['off-net on its day', offNet, '2026-12-08 06:00', [], '2026-12-08 06:00'],
  ['off-net too early', offNet, '2026-12-08 05:59', ['hours'], '2026-12-08 06:00'],
  ['off-net too late', offNet, '2026-12-08 22:00', ['hours'], null],
  ['off-net the day after', offNet, '2026-12-09 12:00', ['FOC date'], null],
  ['toll-free before its day', tollFree, '2026-12-03 08:00', [], '2026-12-03 08:00'],
  ['toll-free on a Sunday', tollFree, '2026-12-06 17:59', [], '2026-12-06 08:00'],
  ['toll-free too early', tollFree, '2026-12-08 07:59', ['hours'], '2026-12-08 08:00'],
  ['toll-free too late', tollFree, '2026-12-08 18:00', ['hours'], '2026-12-09 08:00'],
  [
    'toll-free without a date',
    tollFreeOrder({ status: 'FOC' }),
    '2026-12-08 12:00',
    ['FOC date'],
    null,
  ],
  [
    'toll-free that is live',
    tollFreeOrder({ ...agreed, status: 'COMPLETE' }),
    '2026-12-08 12:00',
    ['FOC', 'not yet active'],
    null,
  ],
  [
    'toll-free at Bandwidth already',
    tollFreeOrder({ ...agreed, tollFree: { ...TOLL_FREE_FACTS, internal: true } }),
    '2026-12-08 12:00',
    ['not at Bandwidth already'],
    '2026-12-08 08:00',
  ],
  [
    'a status nobody knows',
    tollFreeOrder({ ...agreed, status: portStatus('ON_THE_MOON') }),
    '2026-12-08 12:00',
    ['FOC'],
    null,
  ],
]

describe('may this be activated now', () => {
  it.each(TABLE)('%s', (_name, order, moment, expectedUnmet, opensAt) => {
    const activation = at(order, moment)
    expect(unmet(activation)).toEqual(expectedUnmet)
    expect(activation.allowed).toBe(expectedUnmet.length === 0)
    expect(activation.window?.opensAt ?? null).toBe(opensAt === null ? null : eastern(opensAt))
  })

  it('asks neither for Triggered nor for the FOC day of a toll-free order', () => {
    const names = at(tollFree, '2026-12-03 12:00').conditions.map(({ name }) => name)
    expect(names).not.toContain('triggered')
    expect(tollFree.triggered).toBe(false)
    expect(at(tollFree, '2026-12-03 12:00').allowed).toBe(true)
  })

  it('takes the toll-free hours and the switch from the settings', () => {
    const now = eastern('2026-12-08 19:00')
    const tollFreeHours = { opens: { hour: 9, minute: 30 }, closes: { hour: 20, minute: 0 } }
    expect(activationOf(tollFree, { ...settings, tollFreeHours, now }).allowed).toBe(true)

    const off = activationOf(tollFree, {
      ...settings,
      tollFreeActivation: false,
      now: eastern('2026-12-08 10:00'),
    })
    expect(unmet(off)).toEqual(['toll-free activation is on'])
    expect(off.instead).toMatch(/is off in the settings.*goes live automatically 11:30 AM ET\.$/)
  })

  it('says when it becomes possible, or what was missed', () => {
    const reasons = (order: PortOrder, moment: string): string =>
      at(order, moment)
        .conditions.filter(({ holds }) => !holds)
        .map(({ reason }) => reason)
        .join(' ')
    expect(reasons(tollFree, '2026-12-08 18:05')).toBe(
      'It’s 6:05 PM ET, outside the window of 8 AM to 6 PM ET, next Wed, Dec 9 at 8 AM ET.',
    )
    expect(reasons(onNet, '2026-12-07 12:00')).toBe('The FOC date is Tue, Dec 8.')
    expect(reasons(offNet, '2026-12-09 12:00')).toBe(
      'This order could only be activated on its FOC date, and that was Tue, Dec 8. Open a ticket with Bandwidth support.',
    )
    expect(reasons(portOrder({ status: 'SUBMITTED' }), '2026-12-07 12:00')).toBe(
      'It’s waiting on the losing carrier. Bandwidth activates only orders with an FOC date. No FOC date yet.',
    )
  })
})

describe('what is not activated from here', () => {
  it.each([
    [
      'manual',
      { portType: 'MANUALOFFNET' },
      /manually.*goes live automatically Tue, Dec 8 at 11:30 AM ET\.$/,
    ],
    [
      'wireless',
      { losingCarrier: { spid: '6529', name: 'T-Mobile', wireless: true } },
      /wireless numbers only at the FOC time.*Tue, Dec 8 at 11:30 AM ET\.$/,
    ],
    ['internal', { portType: 'INTERNAL' }, /already at Bandwidth.*Tue, Dec 8 at 11:30 AM ET\.$/],
    ['of an unknown kind', { portType: null }, /can’t tell.* It goes live automatically/],
    [
      'manual and not agreed',
      { portType: 'MANUALONNET', actualFocDate: null, status: 'SUBMITTED' as const },
      /on its FOC date, once there is one\.$/,
    ],
    [
      'manual and agreed, with a change on its way',
      { portType: 'MANUALONNET', status: 'REQUESTED_SUPP' as const },
      /may still go live automatically Tue, Dec 8 at 11:30 AM ET\.$/,
    ],
    ['manual and live', { portType: 'MANUALONNET', status: 'COMPLETE' as const }, /It’s live\.$/],
  ])('%s: says what happens instead', (_name, different, instead) => {
    const activation = at(portOrder({ ...agreed, ...different }), '2026-12-07 12:00')
    expect(activation.allowed).toBe(false)
    expect(activation.window).toBeNull()
    expect(activation.instead).toMatch(instead)
  })

  it('an order not triggered goes by itself, and late is called late', () => {
    const order = portOrder({ ...agreed, triggered: false })
    expect(at(order, '2026-12-07 12:00').instead).toMatch(
      /can’t be turned on.*It goes live automatically Tue, Dec 8 at 11:30 AM ET\.$/,
    )
    expect(at(order, '2026-12-08 12:00').instead).toMatch(
      /was due to go live automatically 11:30 AM ET/,
    )
    expect(at(onNet, '2026-12-07 12:00').instead).toBeNull()
  })
})

describe('windows over the year', () => {
  const quarterHours = fc.integer({ min: 0, max: 4 * 24 * 40 }).map((n) => n * 15 * MINUTE)

  it.each([
    ['the clocks go forward', '2026-02-20'],
    ['the clocks go back', '2026-10-15'],
    ['nothing happens', '2026-06-01'],
  ])('toll-free is open from 8 to 18 on the clock in New York while %s', (_name, start) => {
    fc.assert(
      fc.property(quarterHours, (later) => {
        const now = momentOf(day(start), 0, 0) + later
        const today = dayOf(now)
        const isOpen = now >= momentOf(today, 8, 0) && now < momentOf(today, 18, 0)
        const { allowed, window } = at(tollFree, now)
        expect(allowed).toBe(isOpen)
        expect(window?.closesAt).toBeGreaterThan(now)
        expect((window?.closesAt ?? 0) - (window?.opensAt ?? 0)).toBe(10 * HOUR)
        expect(window?.opensAt).toBeLessThanOrEqual(now + 16 * HOUR)
      }),
    )
  })

  it('an order is allowed only inside the window that is shown, and a condition that waits names a later moment', () => {
    const orders = fc.record({
      focIn: fc.integer({ min: -8, max: 8 }),
      vendorName: fc.constantFrom('Bandwidth CLEC', 'Level 3'),
      tollFree: fc.constantFrom(null, TOLL_FREE_FACTS),
      triggered: fc.boolean(),
      status: fc.constantFrom(...KNOWN_STATUSES, 'FOC' as const, 'FOC' as const),
    })
    fc.assert(
      fc.property(
        fc.constantFrom('2026-03-08', '2026-11-01', '2026-07-03', '2026-12-24'),
        fc.integer({ min: -10 * 24 * 60, max: 10 * 24 * 60 }),
        orders,
        (around, minutes, { focIn, ...different }) => {
          const now = momentOf(day(around), 12, 0) + minutes * MINUTE
          const actualFocDate = { day: addDays(day(around), focIn), at: null }
          const order = portOrder({ ...different, actualFocDate })
          const { allowed, conditions, window } = at(order, now)

          expect(allowed).toBe(conditions.every(({ holds }) => holds))
          if (allowed) {
            expect(order.status).toBe('FOC')
            expect(window?.opensAt).toBeLessThanOrEqual(now)
            expect(window?.closesAt).toBeGreaterThan(now)
          }
          for (const { holds, holdsAt, reason } of conditions) {
            expect(reason).not.toBe('')
            if (holds) expect(holdsAt).toBeNull()
            if (holdsAt !== null) expect(holdsAt).toBeGreaterThan(now)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('what is promised for the next window is kept when it opens', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(onNet, offNet, tollFree),
        fc.integer({ min: -12 * 24 * 4, max: 12 * 24 * 4 }),
        (order, quarters) => {
          const { window } = at(order, eastern('2026-12-08 12:00') + quarters * 15 * MINUTE)
          fc.pre(window !== null)
          expect(at(order, window.opensAt).allowed).toBe(true)
          expect(at(order, window.closesAt - 1).allowed).toBe(true)
          expect(at(order, window.closesAt).allowed).toBe(false)
          expect(at(order, window.opensAt - 1).allowed).toBe(false)
        },
      ),
    )
  })
})
