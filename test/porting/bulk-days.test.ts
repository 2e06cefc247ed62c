import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  daysOfOrders,
  callsOwner,
  movedOrders,
  ordersNeeding,
  type ChildNews,
  type DayOrder,
} from '../../src/porting/bulk-days.ts'
import { KNOWN_STATUSES, type KnownStatus } from '../../src/porting/status.ts'
import { focDate, portOrder } from './port-order.ts'

const TUESDAY = '2026-12-15'
const FRIDAY = '2026-12-11'

function order(
  number: number,
  status: KnownStatus | null,
  { date = null, own = null }: { date?: string | null; own?: string | null } = {},
): DayOrder {
  const actualFocDate = date === null ? null : focDate(date)
  return {
    number,
    count: number % 10,
    seen: status === null ? null : portOrder({ status, actualFocDate }),
    carrierFocDate: own === null ? null : focDate(own),
  }
}

function moved(child: number, from: string, to: string): ChildNews {
  return { child, change: { kind: 'foc-moved', from: focDate(from), to: focDate(to) } }
}

describe('when the numbers of a bulk order port', () => {
  it('is sure for those that are agreed; the others are named with what they wait for', () => {
    const days = daysOfOrders([
      order(1002, 'FOC', { date: TUESDAY }),
      order(1003, 'FOC', { date: FRIDAY }),
      order(1004, 'REQUESTED_SUPP', { date: FRIDAY }),
      order(1005, 'EXCEPTION', { date: FRIDAY }),
      order(1006, 'COMPLETE', { date: FRIDAY }),
      order(1007, 'CANCELLED', { date: FRIDAY }),
      order(1008, null),
    ])
    expect(days.days).toEqual([
      { day: FRIDAY, orders: [1003], numbers: 3 },
      { day: TUESDAY, orders: [1002], numbers: 2 },
    ])
    expect(days.without).toEqual([
      { number: 1004, count: 4, why: 'change-requested' },
      { number: 1005, count: 5, why: 'rejected' },
      { number: 1008, count: 8, why: 'not-seen' },
    ])
    expect(days.live).toEqual({ orders: [1006], numbers: 6 })
    expect(days.canceled).toEqual({ orders: [1007], numbers: 7 })
  })

  it('accounts for every number once, whatever its order has come to', () => {
    const anyOrder = fc
      .tuple(fc.constantFrom(...KNOWN_STATUSES, null), fc.constantFrom(null, FRIDAY, TUESDAY))
      .map(([status, date]) => ({ status, date }))
    fc.assert(
      fc.property(fc.array(anyOrder, { maxLength: 12 }), (some) => {
        const orders = some.map(({ status, date }, at) => order(1001 + at, status, { date }))
        const { numbers, days, without, live, canceled } = daysOfOrders(orders)
        const named = [
          ...days.flatMap((one) => one.orders),
          ...without.map(({ number }) => number),
          ...live.orders,
          ...canceled.orders,
        ]
        expect(named.toSorted()).toEqual(orders.map(({ number }) => number))
        const counted = [...days, live, canceled].reduce((all, one) => all + one.numbers, 0)
        expect(counted + without.reduce((all, { count }) => all + count, 0)).toBe(numbers)
      }),
      { numRuns: 50, seed: 16 },
    )
  })
})

describe('a day that moves', () => {
  it('is told from where it was first to where it is last; back where it was is no move', () => {
    const there = [moved(1002, FRIDAY, TUESDAY), moved(1002, TUESDAY, '2026-12-16')]
    expect(movedOrders(there)).toEqual([
      { number: 1002, from: focDate(FRIDAY), to: focDate('2026-12-16') },
    ])
    expect(movedOrders([moved(1002, FRIDAY, TUESDAY), moved(1002, TUESDAY, FRIDAY)])).toEqual([])
  })

  it('is the day of whose own carrier needs it; the others follow', () => {
    const orders = [
      order(1002, 'FOC', { date: TUESDAY, own: FRIDAY }),
      order(1003, 'FOC', { date: TUESDAY, own: TUESDAY }),
      order(1004, 'CANCELLED', { date: TUESDAY, own: TUESDAY }),
    ]
    expect(ordersNeeding(focDate(TUESDAY), orders)).toEqual([1003])
  })

  it('calls the owner once for each day, and once for what is canceled', () => {
    const to = moved(1002, FRIDAY, TUESDAY)
    const canceled: ChildNews = { child: 1004, change: { kind: 'cancelled', errors: [] } }
    expect(callsOwner(to, [])).toBe(true)
    expect(callsOwner(moved(1003, FRIDAY, TUESDAY), [to])).toBe(false)
    expect(callsOwner(moved(1003, FRIDAY, '2026-12-16'), [to])).toBe(true)
    expect(callsOwner(canceled, [to])).toBe(true)
    expect(callsOwner(canceled, [to, canceled])).toBe(false)
    expect(callsOwner({ child: 1005, change: { kind: 'completed' } }, [])).toBe(false)
  })
})
