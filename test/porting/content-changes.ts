import type {
  OrderContent,
  PortOrder,
  ServiceAddress,
  Subscriber,
} from '../../src/porting/order.ts'
import { focDate, portOrder, tn } from './port-order.ts'

// Typed by their subjects, so that a new field that can be sent has to be tried here too.
const ORDER_CHANGES: Record<Exclude<keyof OrderContent, 'subscriber'>, Partial<PortOrder>> = {
  numbers: { numbers: [tn('919-555-0100'), tn('919-555-0102')] },
  billingTelephoneNumber: { billingTelephoneNumber: null },
  newBillingTelephoneNumber: { newBillingTelephoneNumber: tn('919-555-0150') },
  loaAuthorizingPerson: { loaAuthorizingPerson: 'K Rivera' },
  siteId: { siteId: '102' },
  peerId: { peerId: '7' },
  requestedFocDate: { requestedFocDate: focDate('2026-12-09') },
  triggered: { triggered: false },
  partialPort: { partialPort: true },
  targetRespOrgId: { targetRespOrgId: 'ABC01' },
  alternateSpid: { alternateSpid: 'X455' },
}

const SUBSCRIBER_CHANGES: Record<Exclude<keyof Subscriber, 'serviceAddress'>, string> = {
  type: 'RESIDENTIAL',
  businessName: 'Orchard Dental Two',
  firstName: 'Ana',
  middleInitial: 'Q',
  lastName: 'Orchard',
}

const ADDRESS_CHANGES: Record<keyof ServiceAddress, string> = {
  housePrefix: 'A',
  houseNumber: '13',
  houseSuffix: 'B',
  preDirectional: 'N',
  streetName: 'Orchid',
  streetSuffix: 'Dr',
  postDirectional: 'SW',
  addressLine2: 'Suite 4',
  city: 'Cary',
  stateCode: 'SC',
  zip: '2134',
  plusFour: '0001',
  county: 'Wake',
}

const { subscriber } = portOrder()
/** What makes a `portOrder` differ in one field, for every field that can be sent. */
export const EVERY_CHANGE: readonly (readonly [string, Partial<PortOrder>])[] = [
  ...Object.entries(ORDER_CHANGES),
  ...Object.entries(SUBSCRIBER_CHANGES).map(
    ([field, value]) => [field, { subscriber: { ...subscriber, [field]: value } }] as const,
  ),
  ...Object.entries(ADDRESS_CHANGES).map(
    ([field, value]) =>
      [
        field,
        {
          subscriber: {
            ...subscriber,
            serviceAddress: { ...subscriber.serviceAddress, [field]: value },
          },
        },
      ] as const,
  ),
]
