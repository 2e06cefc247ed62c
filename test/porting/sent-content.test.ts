import { describe, expect, it } from 'vitest'
import type { PortOrder } from '../../src/porting/order.ts'
import {
  documentsOtherwise,
  documentsToRead,
  OF_BANDWIDTH,
  sentOtherwise,
  type SentContent,
} from '../../src/porting/sent-content.ts'
import { EVERY_CHANGE } from './content-changes.ts'
import { focDate, portOrder } from './port-order.ts'

const MARKS = { secretsMark: 'm1', markedBy: 'k1' }

function fieldsThatDiffer(
  before: Partial<PortOrder>,
  after: Partial<PortOrder>,
  marks: Partial<typeof MARKS> = {},
): readonly string[] {
  const approved: SentContent = { order: portOrder(before), ...MARKS, documents: [] }
  const seen = { order: portOrder(after), ...MARKS, ...marks }
  return sentOtherwise(approved, seen).map(({ field }) => field)
}

const { subscriber } = portOrder()
const withAddress = (address: Partial<typeof subscriber.serviceAddress>): Partial<PortOrder> => ({
  subscriber: { ...subscriber, serviceAddress: { ...subscriber.serviceAddress, ...address } },
})

/** For each row of the table what is no difference, and what still is one. */
const ROWS: readonly (readonly [
  because: string,
  none: readonly [Partial<PortOrder>, Partial<PortOrder>],
  told: readonly [Partial<PortOrder>, Partial<PortOrder>],
])[] = [
  [
    'fills in what was left open and can be left open',
    [{ peerId: null }, { peerId: '7' }],
    [{ peerId: '6' }, { peerId: '7' }],
  ],
  [
    'chooses one date that all orders of a bulk order can meet, and asks for it in its name',
    [
      { bulkOrderId: 'b', requestedFocDate: focDate('2026-12-08') },
      { bulkOrderId: 'b', requestedFocDate: focDate('2026-12-10') },
    ],
    [{ requestedFocDate: focDate('2026-12-08') }, { requestedFocDate: focDate('2026-12-10') }],
  ],
  [
    'gives an order that it takes its PON, and the carrier its date',
    [{}, { pon: 'B1', actualFocDate: focDate('2026-12-09'), status: 'FOC' }],
    [{}, { customerOrderId: 'other' as PortOrder['customerOrderId'] }],
  ],
  [
    'decides when it takes the order by which vendor it goes, and looks up the carrier again',
    [{}, { vendorName: 'Onvoy', losingCarrier: { spid: '1', name: 'B', wireless: true } }],
    [{}, { bulkOrderId: 'b' }],
  ],
  [
    'abbreviates the streets of addresses as the post does',
    [
      withAddress({ streetName: 'North Main Street', streetSuffix: null }),
      withAddress({ preDirectional: 'N', streetName: 'MAIN', streetSuffix: 'ST' }),
    ],
    [withAddress({ streetName: 'North Main Street' }), withAddress({ streetName: 'N Maine St' })],
  ],
  [
    'abbreviates what stands behind the street, too',
    [withAddress({ addressLine2: 'Suite 5' }), withAddress({ addressLine2: 'STE 5' })],
    [withAddress({ addressLine2: 'Suite 5' }), withAddress({ addressLine2: 'Suite 6' })],
  ],
  [
    'writes an empty element or leaves it out',
    [{ otherElements: { TnAttributes: '' } }, {}],
    [{}, { otherElements: { 'TnAttributes/TnAttribute': 'Protected' } }],
  ],
  [
    'has words of its own about an order, which nobody can send',
    [{}, { unshownElements: { VendorId: '49' } }],
    [{}, { otherElements: { VendorWish: '49' } }],
  ],
]

describe('what went out is compared with what was approved', () => {
  it('by a table of which each row has its case here', () => {
    expect(ROWS.map(([because]) => because)).toEqual(OF_BANDWIDTH.map(({ because }) => because))
  })

  it.each(ROWS)('Bandwidth %s, which is no difference', (_because, none, announced) => {
    expect(fieldsThatDiffer(...none)).toEqual([])
    expect(fieldsThatDiffer(...announced)).not.toEqual([])
  })

  it.each([
    [
      'the hour of a bare day',
      { requestedFocDate: focDate('2026-12-08') },
      focDate('2026-12-08 11:30'),
    ],
    ['a date that was left open', { requestedFocDate: null }, focDate('2026-12-08')],
  ])('%s is no difference', (_what, before, requestedFocDate) => {
    expect(fieldsThatDiffer(before, { requestedFocDate })).toEqual([])
  })

  it.each(EVERY_CHANGE.filter(([, change]) => !('peerId' in change && change.peerId === null)))(
    'another %s is told',
    (field, change) => {
      const filledIn = [
        'requestedFocDate',
        'peerId',
        'targetRespOrgId',
        'plusFour',
        'county',
      ].includes(field)
      if (!filledIn) expect(fieldsThatDiffer({}, change)).not.toEqual([])
      else expect(fieldsThatDiffer(change, {})).not.toEqual([])
    },
  )

  it('another PIN is named and not shown; marks of two keys cannot be compared', () => {
    expect(fieldsThatDiffer({}, {}, { secretsMark: 'm2' })).toEqual(['account number and PIN'])
    expect(fieldsThatDiffer({}, {}, { secretsMark: 'm2', markedBy: 'k2' })).toEqual([])
  })
})

describe('documents that went out', () => {
  const loa = { fileId: 'a.pdf', type: 'LOA', digest: 'd1' }
  const listed = { fileId: 'a.pdf', type: 'LOA', name: null }
  const none = new Set<string>()

  it.each([
    ['as approved', [listed], []],
    ['with another kind', [{ ...listed, type: 'OTHER' }], ['document a.pdf']],
    ['without it', [], ['document a.pdf']],
    ['with one more', [listed, { ...listed, fileId: 'b.pdf' }], ['document b.pdf']],
    ['with one more that was attached from here', [listed, { ...listed, fileId: 'o.pdf' }], []],
  ])('%s', (_how, now, fields) => {
    const found = documentsOtherwise({ documents: [loa] }, now, new Set(['o.pdf']))
    expect(found.map(({ field }) => field)).toEqual(fields)
    expect(documentsOtherwise({ documents: [] }, [], none)).toEqual([])
  })

  it('are read again where there are at most five', () => {
    const many = Array.from({ length: 6 }, (_, index) => ({ ...loa, fileId: `${index}.pdf` }))
    expect(documentsToRead({ documents: many.slice(1) })).toHaveLength(5)
    expect(documentsToRead({ documents: many })).toEqual([])
    expect(documentsToRead({ documents: [{ ...loa, digest: null }] })).toEqual([])
  })
})
