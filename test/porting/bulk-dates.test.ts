import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commonDate, type DatedChild } from '../../src/porting/bulk-dates.ts'
import { activationMomentOf } from '../../src/porting/foc.ts'
import type { FocDate } from '../../src/porting/order.ts'
import type { KnownStatus } from '../../src/porting/status.ts'
import { focDate } from './port-order.ts'

function child(
  number: number,
  {
    given = null,
    asked = '2026-12-08',
    status = 'FOC',
    first = null,
  }: {
    given?: string | null
    asked?: string | null
    status?: KnownStatus
    first?: string | null
  } = {},
): DatedChild {
  const date = (text: string | null): FocDate | null => (text === null ? null : focDate(text))
  return {
    number,
    status,
    actualFocDate: date(given),
    requestedFocDate: date(asked),
    firstFocDate: date(first),
  }
}

const moved = { given: '2026-12-15', asked: '2026-12-15' }

describe('the date that a bulk order has in common', () => {
  it('is the latest that was given, held by whose carrier gave it', () => {
    const dates = commonDate([
      child(1043, { given: '2026-12-09' }),
      child(1044, { given: '2026-12-15' }),
      child(1045, { given: '2026-12-10' }),
      child(1046, { status: 'SUBMITTED' }),
    ])
    expect(dates).toEqual({
      common: focDate('2026-12-15'),
      heldBy: [1044],
      withoutDate: [1046],
      ifDetached: [{ number: 1044, common: focDate('2026-12-10') }],
    })
  })

  it('is still held by the slowest once the others were moved there', () => {
    const dates = commonDate([
      child(1043, moved),
      child(1044, { given: '2026-12-15' }),
      child(1045, moved),
    ])
    expect(dates.heldBy).toEqual([1044])
    expect(dates.ifDetached).toEqual([{ number: 1044, common: null }])
  })

  it('is known without the slowest where the first dates were seen', () => {
    const dates = commonDate([
      child(1043, { ...moved, first: '2026-12-09' }),
      child(1044, { given: '2026-12-15', first: '2026-12-15' }),
      child(1045, { ...moved, first: '2026-12-10' }),
    ])
    expect(dates.heldBy).toEqual([1044])
    expect(dates.ifDetached).toEqual([{ number: 1044, common: focDate('2026-12-10') }])
  })

  it('stays when one of two that hold it leaves', () => {
    const dates = commonDate([
      child(1043, { given: '2026-12-15' }),
      child(1044, { given: '2026-12-15 11:30' }),
      child(1045, moved),
    ])
    expect(dates.heldBy).toEqual([1043, 1044])
    for (const { common } of dates.ifDetached) {
      expect(common && activationMomentOf(common)).toBe(activationMomentOf(focDate('2026-12-15')))
    }
  })

  it('is held by nobody when it is what all asked for', () => {
    const dates = commonDate([
      child(1043, { given: '2026-12-08' }),
      child(1044, { given: '2026-12-08' }),
    ])
    expect(dates).toMatchObject({ common: focDate('2026-12-08'), heldBy: [], ifDetached: [] })
  })

  it('was not asked for by one that wanted it as soon as possible', () => {
    const dates = commonDate([
      child(1043, { given: '2026-12-15', asked: null }),
      child(1044, moved),
    ])
    expect(dates.heldBy).toEqual([1043])
  })

  it.each<KnownStatus>(['COMPLETE', 'CANCELLED', 'DRAFT', 'EXCEPTION'])(
    'is not that of one in %s',
    (status) => {
      const dates = commonDate([
        child(1043, { given: '2026-12-20', status }),
        child(1044, { given: '2026-12-09' }),
      ])
      expect(dates.common).toEqual(focDate('2026-12-09'))
      expect(dates.heldBy).toEqual([1044])
      expect(dates.withoutDate).toEqual(status === 'EXCEPTION' ? [1043] : [])
    },
  )

  it('is never earlier than any given, and never later once somebody leaves', () => {
    const someDay = fc.option(
      fc.integer({ min: 7, max: 18 }).map((day) => `2026-12-${String(day).padStart(2, '0')}`),
    )
    const someChild = fc.record({ given: someDay, asked: someDay, first: someDay })
    fc.assert(
      fc.property(fc.array(someChild, { maxLength: 6 }), (list) => {
        const children = list.map((one, index) => child(1043 + index, one))
        const { common, heldBy, withoutDate, ifDetached } = commonDate(children)
        const latest = common === null ? -Infinity : activationMomentOf(common)
        for (const { number, actualFocDate } of children) {
          if (actualFocDate === null) expect(withoutDate).toContain(number)
          else expect(activationMomentOf(actualFocDate)).toBeLessThanOrEqual(latest)
        }
        expect(ifDetached.map(({ number }) => number)).toEqual(heldBy)
        expect(heldBy.filter((number) => withoutDate.includes(number))).toEqual([])
      }),
    )
  })
})
