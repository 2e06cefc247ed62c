import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ApprovedDocument } from '../../src/porting/approval.ts'
import {
  approvedBulkContent,
  bulkContentDifferences,
  type ApprovedChild,
} from '../../src/porting/bulk-approval.ts'
import type { BulkOrder } from '../../src/porting/bulk-order.ts'
import type { CustomerOrderId, OrderId, PortOrder } from '../../src/porting/order.ts'
import { someNumbers } from './bulk-numbers.ts'
import { bulkOrder } from './bulk-order.ts'
import { EVERY_CHANGE } from './content-changes.ts'
import { focDate, portOrder, tn } from './port-order.ts'

const loa: ApprovedDocument = { fileId: 'a.pdf', type: 'LOA', digest: 'd1' }

function child(number: number, order: Partial<PortOrder> = {}, different = {}): ApprovedChild {
  const id = `order-${number}` as OrderId
  const whole = portOrder({ id, ...order })
  return { number, id, order: whole, documents: [loa], secretsMark: 'm1', ...different }
}

const bulk = bulkOrder('VALID_DRAFT_TNS')
const children = [child(1043), child(1044, { numbers: someNumbers(3, 9_845_550_100) })]

function differences(
  after: { bulk?: BulkOrder; children?: readonly ApprovedChild[] },
  operation: 'submit' | 'cancel' = 'submit',
) {
  const before = { bulk, children }
  return bulkContentDifferences(
    approvedBulkContent(operation, before),
    approvedBulkContent(operation, { ...before, ...after }),
  )
}

describe('what an approval of a bulk order was given for', () => {
  it.each(EVERY_CHANGE)(
    'is something else once %s of any child has changed',
    (_field, different) => {
      for (const operation of ['submit', 'cancel'] as const) {
        const found = differences(
          { children: [child(1043, different), ...children.slice(1)] },
          operation,
        )
        expect(found).toHaveLength(1)
        expect(found[0]?.field).toMatch(/^#1043: /)
      }
    },
  )

  it('is told in words, with the child and both sides', () => {
    const changed = child(1043, {
      billingTelephoneNumber: tn('919-555-0101'),
      requestedFocDate: focDate('2026-12-08'),
    })
    expect(differences({ children: [changed, ...children.slice(1)] })).toEqual([
      { field: '#1043: BTN', before: '9195550100', after: '9195550101' },
      { field: '#1043: requested FOC', before: null, after: 'Tue, Dec 8, 2026' },
    ])
  })

  it('is told of a child that left or came as one thing, with its numbers', () => {
    expect(differences({ children: children.slice(0, 1) })).toEqual([
      { field: '#1044', before: '984-555-0100 to 0102 (3 numbers)', after: null },
    ])
    expect(differences({ children: [...children, child(1045)] })).toEqual([
      { field: '#1045', before: null, after: '919-555-0100 to 0101 (2 numbers)' },
    ])
  })

  it.each<[string, Partial<ApprovedChild>, string]>([
    ['a document is swapped', { documents: [{ ...loa, digest: 'd2' }] }, 'document a.pdf'],
    ['a document is gone', { documents: [] }, 'document a.pdf'],
    ['it was made anew', { id: 'order-9' as OrderId }, 'order ID'],
  ])('is something else once of a child %s', (_name, different, field) => {
    const found = differences({ children: [child(1043, {}, different), ...children.slice(1)] })
    expect(found.map((difference) => difference.field)).toEqual([`#1043: ${field}`])
  })

  it('is something else once account number or PIN of a child changed, without a word of them', () => {
    const changed = child(1043, {}, { secretsMark: 'm2' })
    expect(differences({ children: [changed, ...children.slice(1)] })).toEqual([
      { field: '#1043: account number and PIN', before: 'hidden', after: 'hidden' },
    ])
  })

  it('is something else once a shared fact changed', () => {
    const changed = { ...bulk, siteId: '102', customerOrderId: 'bulk 7' as CustomerOrderId }
    expect(differences({ bulk: changed })).toEqual([
      { field: 'site', before: '101', after: '102' },
      { field: 'customer order id', before: null, after: 'bulk 7' },
    ])
  })

  it('holds the status for a cancel only', () => {
    const moved = { bulk: bulkOrder('NEEDS_ATTENTION') }
    expect(differences(moved)).toEqual([])
    expect(differences(moved, 'cancel').map(({ field }) => field)).toEqual(['status'])
  })

  it('stays the same while nothing that can be sent has changed, in whatever order it comes', () => {
    const touched = children.map((one) => ({
      ...one,
      order: {
        ...one.order,
        lastModifiedAt: 5,
        earliestEstimate: focDate('2026-12-07'),
      },
    }))
    expect(
      differences({ children: touched.reverse(), bulk: { ...bulk, lastModifiedAt: 5 } }),
    ).toEqual([])
  })

  it('tells every change in every child, and no other', () => {
    const some = fc.array(
      fc.record({ child: fc.nat(4), change: fc.constantFrom(...EVERY_CHANGE) }),
      { maxLength: 4 },
    )
    const five = Array.from({ length: 5 }, (_, index) => child(1043 + index))
    fc.assert(
      fc.property(some, (changes) => {
        const changed = five.map((one, index) => {
          const own = changes.filter((each) => each.child === index).map(({ change }) => change[1])
          return { ...one, order: Object.assign({}, one.order, ...own) as PortOrder }
        })
        const found = bulkContentDifferences(
          approvedBulkContent('submit', { bulk, children: five }),
          approvedBulkContent('submit', { bulk, children: changed }),
        )
        const announced = new Set(found.map(({ field }) => Number(field.slice(1, 5))))
        expect(announced).toEqual(new Set(changes.map((each) => 1043 + each.child)))
      }),
    )
  })

  it('of 500 children is small enough to be kept, and tells the one that left', () => {
    const many = Array.from({ length: 500 }, (_, index) =>
      child(1043 + index, { numbers: someNumbers(40, 9_192_000_000 + index * 53) }),
    )
    const content = approvedBulkContent('submit', { bulk, children: many })
    const found = bulkContentDifferences(
      content,
      approvedBulkContent('submit', { bulk, children: many.slice(1) }),
    )
    expect(found).toHaveLength(1)
    expect(JSON.stringify(content).length).toBeLessThan(600_000)
  })
})
