import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SharedFacts } from '../../src/porting/bulk-order.ts'
import type { CustomerOrderId, OrderContent } from '../../src/porting/order.ts'
import {
  noSharedFacts,
  overwrittenBy,
  sharedDifferences,
  sharedFields,
  wayToExtend,
} from '../../src/porting/shared-facts.ts'
import { focDate, portOrder } from './port-order.ts'

const order = portOrder({ requestedFocDate: focDate('2026-12-08') })
const shared: SharedFacts = order

function child(number: number, different: Partial<OrderContent> = {}) {
  return { number, content: { ...order, ...different } }
}

function subscriberWith(different: { city?: string; businessName?: string | null }) {
  const { subscriber } = order
  const { city, ...names } = different
  return {
    ...subscriber,
    ...names,
    serviceAddress: { ...subscriber.serviceAddress, ...(city !== undefined && { city }) },
  }
}

describe('shared facts', () => {
  it('are told by name, what has no value is left out', () => {
    expect(sharedFields(noSharedFacts)).toEqual({})
    expect(sharedFields(shared)).toEqual({
      signer: 'J Rivera',
      site: '101',
      'requested FOC': 'Tue, Dec 8, 2026',
      'subscriber type': 'BUSINESS',
      'business name': 'Orchard Dental',
      'house number': '12',
      street: 'Orchard',
      'street suffix': 'Ln',
      city: 'Durham',
      state: 'NC',
      ZIP: '27701',
    })
  })

  it('are compared field by field', () => {
    const after = { ...shared, siteId: null, subscriber: subscriberWith({ city: 'Cary' }) }
    expect(sharedDifferences(shared, after)).toEqual([
      { field: 'site', before: '101', after: null },
      { field: 'city', before: 'Durham', after: 'Cary' },
    ])
  })
})

describe('a change of the shared facts', () => {
  it('overwrites what a child has of its own, and nothing else is told', () => {
    const children = [
      child(1043),
      child(1044, { loaAuthorizingPerson: 'K Rivera' }),
      child(1045, { loaAuthorizingPerson: null }),
      child(1046, { loaAuthorizingPerson: 'L Rivera' }),
      child(1047, { siteId: '102' }),
    ]
    expect(overwrittenBy({ loaAuthorizingPerson: 'L Rivera' }, children, shared)).toEqual([
      {
        number: 1044,
        fields: [{ field: 'signer', own: 'K Rivera', becomes: 'L Rivera' }],
      },
    ])
  })

  it('takes a value away where it is emptied', () => {
    expect(overwrittenBy({ siteId: null }, [child(1043, { siteId: '102' })], shared)).toEqual([
      { number: 1043, fields: [{ field: 'site', own: '102', becomes: null }] },
    ])
  })

  it('of one part of the subscriber overwrites the other parts too', () => {
    const own = child(1043, { subscriber: subscriberWith({ businessName: 'Orchard North' }) })
    const change = { subscriber: subscriberWith({ city: 'Cary' }) }
    expect(overwrittenBy(change, [own], shared)).toEqual([
      {
        number: 1043,
        fields: [{ field: 'business name', own: 'Orchard North', becomes: 'Orchard Dental' }],
      },
    ])
  })

  it('never overwrites children that are as the bulk order, and always those that are not', () => {
    const site = fc.option(fc.constantFrom('101', '102', '103'))
    fc.assert(
      fc.property(site, site, site, (bulk, own, becomes) => {
        const before = { ...shared, siteId: bulk }
        const lost = overwrittenBy({ siteId: becomes }, [child(1043, { siteId: own })], before)
        const isLost = own !== null && own !== bulk && own !== becomes
        expect(lost.length).toBe(isLost ? 1 : 0)
        expect(overwrittenBy({}, [child(1043, { siteId: own })], before)).toEqual([])
      }),
    )
  })
})

describe('the element through which a bulk draft is kept', () => {
  const id = 'bulk 7' as CustomerOrderId
  const withId = (
    customerOrderId: CustomerOrderId | null,
    different: Partial<SharedFacts> = {},
    number = 1043,
  ) => ({ number, content: { ...shared, ...different }, customerOrderId })

  it.each([
    ['the id, if all have it', [withId(id), withId(id)], 'customerOrderId'],
    ['the site, if ids differ', [withId(id), withId(null)], 'siteId'],
    ['the person, if sites differ', [withId(null, { siteId: '7' })], 'loaAuthorizingPerson'],
    [
      'the subscriber, as a whole',
      [withId(null, { siteId: null, loaAuthorizingPerson: 'K' })],
      'subscriber',
    ],
  ])('is %s', (_name, children, through) => {
    expect(wayToExtend(shared, id, children)).toEqual({ through, differs: [] })
  })

  it('names the fewest orders that stand against it, where each has something of its own', () => {
    const other = { loaAuthorizingPerson: null, requestedFocDate: null }
    const children = [
      withId(null, { siteId: '7', subscriber: subscriberWith({ city: 'Cary' }) }, 1043),
      withId(null, { ...other, subscriber: subscriberWith({ city: 'Cary' }) }, 1044),
      withId(null, { ...other, subscriber: subscriberWith({ city: 'Cary' }) }, 1045),
    ]
    expect(wayToExtend(shared, id, children)).toEqual({ through: 'siteId', differs: [1043] })
  })

  it('has a value: writing nothing would take it away from all', () => {
    expect(wayToExtend(noSharedFacts, null, [withId(null, noSharedFacts)])).toBeNull()
  })

  it('is another in those orders only that are named', () => {
    const someOf = fc.record({
      siteId: fc.constantFrom('101', '102', null),
      loaAuthorizingPerson: fc.constantFrom('J Rivera', null),
      peerId: fc.constantFrom('7', null),
      requestedFocDate: fc.constantFrom(focDate('2026-12-08'), focDate('2026-12-09 11:30'), null),
      subscriber: fc.constantFrom(order.subscriber, subscriberWith({ city: 'Cary' })),
    })
    fc.assert(
      fc.property(someOf, fc.array(someOf), (bulk, others) => {
        const facts = { ...shared, ...bulk }
        const children = others.map((other, index) => withId(null, other, 1043 + index))
        const way = wayToExtend(facts, null, children)
        if (way === null || way.through === 'customerOrderId') return
        const { through, differs } = way
        for (const { number, content } of children) {
          if (!differs.includes(number)) expect(content[through]).toEqual(facts[through])
          else expect(content[through]).not.toEqual(facts[through])
        }
        expect(facts[through]).not.toBeNull()
      }),
    )
  })
})
