import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { carrierDate, commonDate, type DatedChild } from '../../src/porting/bulk-dates.ts'
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
    own = null,
  }: {
    given?: string | null
    asked?: string | null
    status?: KnownStatus
    own?: string | null
  } = {},
): DatedChild {
  const date = (text: string | null): FocDate | null => (text === null ? null : focDate(text))
  return {
    number,
    status,
    actualFocDate: date(given),
    requestedFocDate: date(asked),
    carrierFocDate: date(own),
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
      withoutHolders: focDate('2026-12-10'),
    })
  })

  it('is still held by the slowest once the others were moved there', () => {
    const dates = commonDate([
      child(1043, moved),
      child(1044, { given: '2026-12-15' }),
      child(1045, moved),
    ])
    expect(dates.heldBy).toEqual([1044])
    expect(dates.withoutHolders).toBe('not-known')
  })

  it('is known without the slowest where it was seen what each carrier gave', () => {
    const dates = commonDate([
      child(1043, { ...moved, own: '2026-12-09' }),
      child(1044, { given: '2026-12-15', own: '2026-12-15' }),
      child(1045, { ...moved, own: '2026-12-10' }),
    ])
    expect(dates.heldBy).toEqual([1044])
    expect(dates.withoutHolders).toEqual(focDate('2026-12-10'))
  })

  it('is brought forward only when both leave that hold it', () => {
    const dates = commonDate([
      child(1043, { given: '2026-12-15' }),
      child(1044, { given: '2026-12-15 11:30' }),
      child(1045, { ...moved, own: '2026-12-09' }),
    ])
    expect(dates.heldBy).toEqual([1043, 1044])
    expect(dates.withoutHolders).toEqual(focDate('2026-12-09'))
  })

  it('stays when another was given what it asked for, and that is the same day', () => {
    const dates = commonDate([
      child(1043, { given: '2026-12-15' }),
      child(1044, { ...moved, own: '2026-12-15' }),
      child(1045, moved),
    ])
    expect(dates.heldBy).toEqual([1043])
    expect(dates.withoutHolders).toEqual(focDate('2026-12-15'))
  })

  it('is nothing to others where there are none with a date', () => {
    const dates = commonDate([child(1043, { given: '2026-12-15' }), child(1044)])
    expect(dates).toMatchObject({ heldBy: [1043], withoutHolders: null })
  })

  it('is held by nobody when it is what all asked for', () => {
    const dates = commonDate([
      child(1043, { given: '2026-12-08' }),
      child(1044, { given: '2026-12-08' }),
    ])
    expect(dates).toMatchObject({ common: focDate('2026-12-08'), heldBy: [] })
  })

  it('was not asked for by one that requested it as soon as possible', () => {
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
    const someChild = fc
      .record({ given: someDay, asked: someDay, own: someDay })
      .filter(({ given, own }) => own === null || given === null || own <= given)
    fc.assert(
      fc.property(fc.array(someChild, { maxLength: 6 }), (list) => {
        const children = list.map((one, index) => child(1043 + index, one))
        const { common, heldBy, withoutDate, withoutHolders } = commonDate(children)
        const latest = common === null ? -Infinity : activationMomentOf(common)
        for (const { number, actualFocDate } of children) {
          if (actualFocDate === null) expect(withoutDate).toContain(number)
          else expect(activationMomentOf(actualFocDate)).toBeLessThanOrEqual(latest)
        }
        if (withoutHolders !== null && withoutHolders !== 'not-known') {
          expect(activationMomentOf(withoutHolders)).toBeLessThanOrEqual(latest)
        }
        expect(heldBy.filter((number) => withoutDate.includes(number))).toEqual([])
      }),
    )
  })
})

describe('what a carrier gave by itself', () => {
  const askedForAll = focDate('2026-12-08')
  const known = focDate('2026-12-09')
  const after = (given: string | null, asked: string, status: KnownStatus = 'FOC') =>
    child(1043, { given, asked, status })

  it('is the date that it gave though another was asked for, also when it moves it itself', () => {
    const first = carrierDate(
      null,
      after(null, '2026-12-08'),
      after('2026-12-09', '2026-12-08'),
      askedForAll,
    )
    expect(first).toEqual(known)
    const later = after('2026-12-10', '2026-12-08')
    expect(carrierDate(first, after('2026-12-09', '2026-12-08'), later, askedForAll)).toEqual(
      focDate('2026-12-10'),
    )
  })

  it('is what was asked for, where all were asked for that', () => {
    const agreed = after('2026-12-08', '2026-12-08')
    expect(carrierDate(null, after(null, '2026-12-08'), agreed, askedForAll)).toEqual(askedForAll)
  })

  it('stays known while Bandwidth moves the order to the day of another', () => {
    const asked = after('2026-12-09', '2026-12-15', 'REQUESTED_SUPP')
    expect(carrierDate(known, after('2026-12-09', '2026-12-08'), asked, askedForAll)).toEqual(known)
    const movedThere = after('2026-12-15', '2026-12-15')
    expect(carrierDate(known, asked, movedThere, askedForAll)).toEqual(known)
  })

  it('is not known of one that was moved before it was looked at', () => {
    const movedThere = after('2026-12-15', '2026-12-15')
    expect(carrierDate(null, after(null, '2026-12-08'), movedThere, askedForAll)).toBeNull()
    expect(carrierDate(null, null, movedThere, askedForAll)).toBeNull()
    expect(carrierDate(null, movedThere, movedThere, focDate('2026-12-15'))).toBeNull()
  })

  it('is forgotten when the order is rejected, and what it then agrees to by request is no sign', () => {
    const rejected = after('2026-12-15', '2026-12-15', 'EXCEPTION')
    expect(carrierDate(known, after('2026-12-15', '2026-12-15'), rejected, askedForAll)).toBeNull()
    const sentAgain = after(null, '2026-12-15', 'SUBMITTED')
    expect(carrierDate(null, sentAgain, after('2026-12-15', '2026-12-15'), askedForAll)).toBeNull()
  })
})
