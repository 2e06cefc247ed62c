import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checked } from '../../src/desk/change-order.ts'
import { contentToSend } from '../../src/desk/edit-order.ts'
import { valuesIn } from '../../src/porting/content-fields.ts'
import { needsApprover } from '../../src/porting/change-approval.ts'
import type { ContentField, OrderContent, PortOrder } from '../../src/porting/order.ts'
import { CONTENT_FIELDS } from '../../src/porting/order-fields.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import { KNOWN_STATUSES } from '../../src/porting/status.ts'
import { changesOf } from '../../src/porting/supplement.ts'
import { isSeen, type SeenOrder } from '../../src/store/orders.ts'
import { focDate, portOrder, tollFreeOrder, tn } from '../porting/port-order.ts'
import { HOUR, NOW, trackedOrder } from '../fixtures/orders.ts'
import { extent } from '../fixtures/extent.ts'

const OTHERS: Partial<OrderContent> = {
  billingTelephoneNumber: tn('919-555-0199'),
  newBillingTelephoneNumber: tn('919-555-0198'),
  partialPort: true,
  loaAuthorizingPerson: 'M Rivera',
  siteId: '102',
  peerId: '7',
  requestedFocDate: focDate('2026-12-15'),
  triggered: false,
  targetRespOrgId: 'ABC01',
  alternateSpid: 'X455',
  numbers: [tn('919-555-0100')],
}

const order = fc
  .record({
    way: fc.constantFrom<Partial<PortOrder>>(
      { portType: 'MANUALOFFNET' },
      { portType: 'AUTOMATED', vendorName: 'Bandwidth CLEC' },
      { portType: 'AUTOMATED', vendorName: 'Level 3' },
      { portType: 'INTERNAL' },
      tollFreeOrder(),
    ),
    status: fc.oneof(
      fc.constantFrom('EXCEPTION' as const, 'SUBMITTED' as const, 'FOC' as const),
      fc.constantFrom(...KNOWN_STATUSES),
    ),
    actualFocDate: fc.constantFrom(null, focDate('2026-12-08'), focDate('2026-12-02')),
  })
  .map(({ way, ...rest }) => portOrder({ ...way, ...rest }))

interface Wish {
  readonly different: readonly (keyof OrderContent)[]
  readonly subscriber: { readonly name: boolean; readonly zip: boolean }
  readonly hasPin: boolean
  readonly changesSinceFoc: number
  readonly now: number
}

const asked: fc.Arbitrary<Wish> = fc.record({
  different: fc.subarray(Object.keys(OTHERS) as (keyof OrderContent)[], { maxLength: 2 }),
  subscriber: fc.record({ name: fc.boolean(), zip: fc.boolean() }),
  hasPin: fc.boolean(),
  changesSinceFoc: fc.nat(4),
  now: fc.nat(24 * 9).map((hours) => NOW + hours * HOUR),
})

function requestedOf(seen: PortOrder, { different, subscriber }: Wish): OrderContent {
  const { serviceAddress } = seen.subscriber
  const others = Object.fromEntries(different.map((field) => [field, OTHERS[field]]))
  return {
    ...seen,
    ...others,
    subscriber: {
      ...seen.subscriber,
      ...(subscriber.name && { businessName: 'Somebody Else' }),
      serviceAddress: { ...serviceAddress, ...(subscriber.zip && { zip: '27701' }) },
    },
  }
}

function seenOrder(seen: PortOrder): SeenOrder {
  const tracked = trackedOrder({ seen })
  if (!isSeen(tracked)) throw new Error('It was not seen.')
  return tracked
}

describe('a change of a submitted order', () => {
  it('has no closed field in it, whatever is asked for', () => {
    fc.assert(
      fc.property(order, asked, (seen, wish) => {
        const facts = { now: wish.now, changesSinceFoc: wish.changesSinceFoc }
        const fields = new Set<ContentField>(CONTENT_FIELDS)
        const secrets = wish.hasPin ? { accountNumber: null, pin: '1' } : null
        const content = requestedOf(seen, wish)
        let sent: OrderContent
        try {
          sent = checked(seenOrder(seen), { fields, content, secrets }, facts)
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
          return
        }
        const offers = changesOf(seen, facts)
        const [was, is] = [valuesIn(seen), valuesIn(sent)]
        const changed = CONTENT_FIELDS.filter(
          (field) => JSON.stringify(was[field]) !== JSON.stringify(is[field]),
        )
        for (const field of [...changed, ...(wish.hasPin ? (['pin'] as const) : [])]) {
          const offer = offers[field]
          expect([
            field,
            offer === 'open' || (typeof offer === 'object' && 'doubtful' in offer),
          ]).toEqual([field, true])
        }
        // What leaves an agreed order has an approver's word.
        if (seen.status === 'FOC' && seen.actualFocDate !== null) {
          expect(needsApprover(seen, sent, { now: wish.now, approve: 'described' })).toBe(true)
        }
      }),
      { seed: 13, numRuns: extent({ usual: 200, full: 1_000 }) },
    )
  })

  it('does not say of toll-free numbers what only local ones have, when their list stays out', () => {
    const tollFree = tollFreeOrder()
    const sent = contentToSend(tollFree, { ...tollFree, siteId: '102' })
    expect(sent).toMatchObject({ siteId: '102' })
    for (const field of ['numbers', 'partialPort', 'triggered'])
      expect(sent).not.toHaveProperty(field)
    const local = portOrder()
    expect(contentToSend(local, { ...local, siteId: '102' })).toHaveProperty('partialPort', false)
  })
})
