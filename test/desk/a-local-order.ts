import type { OrderContent } from '../../src/porting/order.ts'
import { ADDRESS, NO_CONTENT, tn } from '../bandwidth/orders-at-hand.ts'

let next = 0

/** Complete, and of a number that no other order has. */
export function aLocalOrder(): OrderContent {
  const number = tn(`919555${String(next++).padStart(4, '0')}`)
  return {
    ...NO_CONTENT,
    numbers: [number],
    billingTelephoneNumber: number,
    subscriber: {
      ...NO_CONTENT.subscriber,
      type: 'BUSINESS',
      businessName: 'Acme Dental',
      serviceAddress: { ...ADDRESS, city: 'Raleigh', zip: '27601' },
    },
    loaAuthorizingPerson: 'J Rivera',
    siteId: '14020',
  }
}
