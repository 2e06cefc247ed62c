import {
  calendarDay,
  momentOf,
  type CalendarDay,
  type Instant,
} from '../../src/porting/calendar.ts'
import { emptyContent } from '../../src/porting/empty-content.ts'
import type {
  FocDate,
  OrderId,
  PortOrder,
  ServiceAddress,
  TollFreeFacts,
} from '../../src/porting/order.ts'
import { telephoneNumber, type TelephoneNumber } from '../../src/porting/telephone-number.ts'

export function day(text: string): CalendarDay {
  return calendarDay(text) ?? unreadable(text)
}

export function tn(text: string): TelephoneNumber {
  return telephoneNumber(text) ?? unreadable(text)
}

/** A moment on New York's clock, written `2026-12-08 11:30`. */
export function eastern(text: string): Instant {
  const [date = '', time = ''] = text.split(' ')
  const [hour, minute] = time.split(':').map(Number)
  return momentOf(day(date), hour ?? NaN, minute ?? NaN)
}

/** `2026-12-08` is a bare day, `2026-12-08 22:00` a moment. */
export function focDate(text: string): FocDate {
  return { day: day(text.slice(0, 10)), at: text.includes(' ') ? eastern(text) : null }
}

const ADDRESS: ServiceAddress = {
  housePrefix: null,
  houseNumber: '12',
  houseSuffix: null,
  preDirectional: null,
  streetName: 'Orchard',
  streetSuffix: 'Ln',
  postDirectional: null,
  addressLine2: null,
  city: 'Durham',
  stateCode: 'NC',
  zip: '27701',
  plusFour: null,
  county: null,
}

/** A complete on-net wireline draft; say what is different. */
export function portOrder(different: Partial<PortOrder> = {}): PortOrder {
  return {
    id: 'order-1' as OrderId,
    customerOrderId: null,
    status: 'DRAFT',
    portType: 'AUTOMATED',
    vendorName: 'Bandwidth CLEC',
    ...emptyContent([tn('919-555-0100'), tn('919-555-0101')]),
    billingTelephoneNumber: tn('919-555-0100'),
    subscriber: {
      type: 'BUSINESS',
      businessName: 'Orchard Dental',
      firstName: null,
      middleInitial: null,
      lastName: null,
      serviceAddress: ADDRESS,
    },
    loaAuthorizingPerson: 'J Rivera',
    siteId: '101',
    triggered: true,
    actualFocDate: null,
    earliestEstimate: null,
    losingCarrier: { spid: '0121', name: 'Frontier', wireless: false },
    pon: null,
    bulkOrderId: null,
    createdAt: null,
    lastModifiedAt: null,
    errors: [],
    tollFree: null,
    hasAccountNumber: false,
    hasPin: false,
    otherElements: {},
    unshownElements: {},
    ...different,
  }
}

export const TOLL_FREE_FACTS: TollFreeFacts = {
  validationErrors: [],
  controllingRespOrgId: null,
  internal: false,
  rocRequired: true,
}

/** A complete toll-free draft that passed its check; say what is different. */
export function tollFreeOrder(different: Partial<PortOrder> = {}): PortOrder {
  return portOrder({
    status: 'VALID_DRAFT_TFNS',
    portType: 'MANUAL_TOLLFREE',
    vendorName: null,
    numbers: [tn('844-555-0100')],
    billingTelephoneNumber: null,
    triggered: false,
    targetRespOrgId: 'JYT01',
    losingCarrier: { spid: null, name: null, wireless: null },
    tollFree: TOLL_FREE_FACTS,
    ...different,
  })
}

function unreadable(text: string): never {
  throw new Error(`A test says ${JSON.stringify(text)}, which is no such thing.`)
}
