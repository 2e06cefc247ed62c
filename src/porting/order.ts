import type { CalendarDay, Instant } from './calendar.ts'
import type { PortStatus } from './status.ts'
import type { TelephoneNumber } from './telephone-number.ts'

declare const orderId: unique symbol
/** Bandwidth's own id of a port-in order. Opaque: old ones are no UUIDs. */
export type OrderId = string & { readonly [orderId]: true }

declare const customerOrderId: unique symbol
/** Our id of an order at Bandwidth: at most 40 letters, digits, blanks, and dashes (7318). */
export type CustomerOrderId = string & { readonly [customerOrderId]: true }

/**
 * A date that an order carries. Bandwidth writes either a moment or, as exactly `00:00:00Z`, a bare
 * calendar day; the bare day is that day in New York and is never converted.
 */
export interface FocDate {
  readonly day: CalendarDay
  readonly at: Instant | null
}

export interface ServiceAddress {
  readonly housePrefix: string | null
  readonly houseNumber: string | null
  readonly houseSuffix: string | null
  readonly preDirectional: string | null
  readonly streetName: string | null
  readonly streetSuffix: string | null
  readonly postDirectional: string | null
  readonly addressLine2: string | null
  readonly city: string | null
  readonly stateCode: string | null
  readonly zip: string | null
  readonly plusFour: string | null
  readonly county: string | null
}

/** Whose numbers they are. */
export interface Subscriber {
  /** `BUSINESS` or `RESIDENTIAL`; anything else that Bandwidth may write stays as its text. */
  readonly type: string | null
  readonly businessName: string | null
  readonly firstName: string | null
  readonly middleInitial: string | null
  readonly lastName: string | null
  readonly serviceAddress: ServiceAddress
}

/** What a person fills in: everything of an order that can be sent, except its secrets. */
export interface OrderContent {
  readonly numbers: readonly TelephoneNumber[]
  readonly billingTelephoneNumber: TelephoneNumber | null
  readonly newBillingTelephoneNumber: TelephoneNumber | null
  readonly subscriber: Subscriber
  readonly loaAuthorizingPerson: string | null
  readonly siteId: string | null
  readonly peerId: string | null
  readonly requestedFocDate: FocDate | null
  readonly triggered: boolean
  readonly partialPort: boolean
  readonly targetRespOrgId: string | null
  readonly alternateSpid: string | null
}

/** The same, with the fields of the subscriber and of the address beside the others. */
export type ContentValues = Omit<OrderContent, 'subscriber'> &
  Omit<Subscriber, 'serviceAddress'> &
  ServiceAddress

/** A field that can be sent, at any depth of the content. */
export type ContentField = keyof ContentValues

/** Text that only the losing carrier, Bandwidth and the typist may see. Never stored unsealed, never logged. */
export interface Secrets {
  readonly accountNumber: string | null
  readonly pin: string | null
}

export interface OrderError {
  readonly code: string
  readonly description: string
  readonly numbers: readonly TelephoneNumber[]
}

export interface LosingCarrier {
  readonly spid: string | null
  readonly name: string | null
  readonly wireless: boolean | null
}

/** What only toll-free orders carry. */
export interface TollFreeFacts {
  readonly validationErrors: readonly OrderError[]
  readonly controllingRespOrgId: string | null
  /** The numbers are already at Bandwidth, so its staff ports them. */
  readonly internal: boolean | null
  /** True: an LOA document is needed before the order leaves PENDING_DOCUMENTS. */
  readonly rocRequired: boolean | null
}

/** An order as Bandwidth showed it at one refresh. */
export interface PortOrder extends OrderContent {
  readonly id: OrderId
  readonly customerOrderId: CustomerOrderId | null
  readonly status: PortStatus
  /** Without underscores: `AUTOMATED`, `MANUALOFFNET`, `MANUALTOLLFREE`… ; unknown text stays as it is. */
  readonly portType: string | null
  readonly actualFocDate: FocDate | null
  /** Drafts only: the earliest date that is unlikely to be refused. */
  readonly earliestEstimate: FocDate | null
  readonly losingCarrier: LosingCarrier
  readonly vendorName: string | null
  readonly pon: string | null
  readonly bulkOrderId: string | null
  readonly createdAt: Instant | null
  readonly lastModifiedAt: Instant | null
  readonly errors: readonly OrderError[]
  readonly tollFree: TollFreeFacts | null
  /** That they are there, not what they are. */
  readonly hasAccountNumber: boolean
  readonly hasPin: boolean
  /** Elements this program does not know, by path (`TnAttributes/TnAttribute`): stored, shown, and approved. */
  readonly otherElements: Readonly<Record<string, string>>
  /** Elements that say nothing to people, by path: approved with the rest. */
  readonly unshownElements: Readonly<Record<string, string>>
}

export type DocumentType = 'LOA' | 'INVOICE' | 'CSR' | 'OTHER'

/** A document as Bandwidth lists it. */
export interface OrderDocument {
  readonly fileId: string
  readonly type: string | null
  readonly name: string | null
}
