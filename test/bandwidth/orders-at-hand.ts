import { emptyContent } from '../../src/porting/empty-content.ts'
import type {
  CustomerOrderId,
  OrderContent,
  OrderId,
  ServiceAddress,
} from '../../src/porting/order.ts'
import { tn } from '../porting/port-order.ts'

export { tn }

export const ORDER = '7f1a3c52-0b6e-4d0e-9d2f-5a6b7c8d9e0f' as OrderId
export const OURS = 'Acme 1042-a1b2c3d4e5' as CustomerOrderId

export const NO_CONTENT: OrderContent = emptyContent([])

export const ADDRESS: ServiceAddress = {
  ...NO_CONTENT.subscriber.serviceAddress,
  houseNumber: '900',
  streetName: 'Main Campus',
  streetSuffix: 'Dr',
  addressLine2: 'Suite 5',
  city: 'Raleigh',
  stateCode: 'NC',
  zip: '02134',
}

export const CONTENT: OrderContent = {
  ...NO_CONTENT,
  numbers: [tn('919-555-0100'), tn('919-555-0101')],
  billingTelephoneNumber: tn('919-555-0100'),
  subscriber: {
    ...NO_CONTENT.subscriber,
    type: 'BUSINESS',
    businessName: 'Widgets & <Sons>',
    serviceAddress: ADDRESS,
  },
  loaAuthorizingPerson: 'Dana Example',
  siteId: '14020',
}

export const NO_SECRETS = { accountNumber: null, pin: null }
export const SECRETS = { accountNumber: '00771297665', pin: '0042' }
