import { readFocDate } from './dates.ts'
import { readBoolean, readCarrierName } from './fields.ts'
import { CONTENT_ELEMENTS, SHARED_ELEMENTS } from './order-elements.ts'
import {
  field,
  knownElements,
  text,
  unshown,
  volatile,
  type KnownElements,
} from './other-elements.ts'

const date = field(readFocDate)
const flag = field(readBoolean)

const MODIFIED = volatile('tells of the last change, be it one of nothing that is approved')
const MADE = volatile('tells when it was made, which nobody can change')
const STANDS = volatile(
  'where it stands is judged by itself, and approved where the operation depends on it',
)

export const ORDER_ELEMENTS: KnownElements = knownElements({
  ...CONTENT_ELEMENTS,
  ProcessingStatus: STANDS,
  Status: volatile('the head of a reply, and nothing of the order'),
  Errors: volatile('what Bandwidth and the carrier object to'),
  TollFreeValidationErrors: volatile('what is wrong with the numbers, as the check tells it'),
  TollFreeValidationStatus: volatile('how far the check of the numbers is'),
  EarliestEstimate: volatile('moves on with each day, and is gone once the order is submitted'),
  LastModifiedDate: MODIFIED,
  LastModifiedBy: MODIFIED,
  OrderCreateDate: MADE,
  CustomerOrderId: text,
  PON: text,
  BulkPortinOrderId: text,
  ActualFocDate: date,
  PortType: text,
  LosingCarrierSPID: text,
  LosingCarrierName: field(readCarrierName),
  LosingCarrierIsWireless: flag,
  VendorName: text,
  OrderId: unshown,
  AccountId: unshown,
  userId: unshown,
  VendorId: unshown,
  TollFreePortType: unshown,
  // Of an order of local numbers no field holds them.
  ControllingRespOrgId: unshown,
  RespOrgException: unshown,
  Internal: unshown,
  RocRequired: unshown,
})

export const BULK_ELEMENTS: KnownElements = knownElements({
  ...SHARED_ELEMENTS,
  ProcessingStatus: STANDS,
  Status: volatile('the head of a reply, and nothing of the order'),
  ResponseStatus: volatile('the head of a reply, and nothing of the order'),
  LastModifiedDate: MODIFIED,
  LastModifiedBy: MODIFIED,
  OrderCreateDate: MADE,
  CustomerOrderId: text,
  OrderId: volatile('stands in some replies and not in others'),
  AccountId: unshown,
  CreatedByUser: unshown,
})
