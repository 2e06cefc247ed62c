import type { CalendarDay, Instant } from '../porting/calendar.ts'
import type {
  CustomerOrderId,
  DocumentType,
  OrderContent,
  OrderDocument,
  OrderError,
  OrderId,
  PortOrder,
  Secrets,
} from '../porting/order.ts'
import type { TheirEntry } from '../porting/history.ts'
import type { Note } from '../porting/notes.ts'
import type { Verdict } from '../porting/portability.ts'
import type { PortStatus } from '../porting/status.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { BudgetState } from './budget.ts'
import type { BulkBandwidth } from './bulk-bandwidth.ts'

/**
 * What can be asked of Bandwidth. Every method ends well or throws one of `errors.ts`; reads are
 * repeated when the network fails, writes never are.
 */
export interface Bandwidth extends BulkBandwidth {
  /**
   * Verdicts on local numbers, one each, in the order asked. Numbers that Bandwidth refuses by name are
   * taken out with their reason and the rest is asked again.
   */
  checkNumbers(numbers: readonly TelephoneNumber[]): Promise<NumberCheck>

  createValidation(input: {
    customerOrderId: string
    numbers: readonly TelephoneNumber[]
  }): Promise<ValidationReading>
  getValidation(id: string): Promise<ValidationReading>
  /** The recent ones; Bandwidth does not say how far back that goes. */
  listValidations(): Promise<readonly ValidationReading[]>

  /** The order exists when this returns, even with errors: correct it then, do not create it again. */
  createDraft(input: {
    customerOrderId: CustomerOrderId
    content: OrderContent
    secrets: Secrets
  }): Promise<CreatedDraft>
  getOrder(id: OrderId): Promise<OrderReading>
  /**
   * Sends only what is given. A PUT cannot express "no value": a `null` in `content` is not sent and
   * leaves the current value at Bandwidth, except inside `subscriber`, which is replaced as a whole.
   * `secrets` go together: Bandwidth accepts both or none. The customer order id is always required
   * because a PUT without it deletes it. A reply does not prove that it took effect: read the order.
   */
  updateOrder(
    id: OrderId,
    input: {
      customerOrderId: CustomerOrderId
      content?: Partial<OrderContent>
      secrets?: Secrets
      submit?: true
      retryValidation?: true
    },
  ): Promise<void>
  /** Removes a draft; asks for the cancellation of a submitted order. */
  deleteOrder(id: OrderId): Promise<void>
  /** All pages. Without a status Bandwidth leaves drafts out; without dates it goes back two years. */
  listOrders(filter: OrderFilter): Promise<readonly ListedOrder[]>
  /** The same with the drafts, which takes a list for each of their states. */
  listWithDrafts(filter: OrderFilter): Promise<readonly ListedOrder[]>
  /** Also among drafts, which a plain list leaves out. */
  findByCustomerOrderId(customerOrderId: CustomerOrderId): Promise<readonly ListedOrder[]>

  uploadDocument(
    id: OrderId,
    file: { bytes: Uint8Array; mime: string; type: DocumentType },
  ): Promise<{ fileId: string }>
  /** Names a document: at most 50 characters (7800). */
  describeDocument(
    id: OrderId,
    fileId: string,
    description: { name: string; type: DocumentType },
  ): Promise<void>
  listDocuments(id: OrderId): Promise<readonly OrderDocument[]>
  downloadDocument(id: OrderId, fileId: string): Promise<Uint8Array>

  /** Requests activation of all numbers now. A reply does not prove that they are active: read the order. */
  activateNow(id: OrderId): Promise<ActivationReply>

  listNotes(id: OrderId): Promise<readonly Note[]>
  addNote(id: OrderId, text: string): Promise<{ noteId: string | null }>
  /** Oldest first, up to two minutes late; `null` for a draft, which has none. */
  getHistory(id: OrderId): Promise<readonly HistoryEntry[] | null>

  listSites(): Promise<readonly Site[]>
  listPeers(siteId: string): Promise<readonly Peer[]>

  /** All subscriptions of the account, including those created elsewhere. */
  listSubscriptions(): Promise<readonly Subscription[]>
  createSubscription(content: SubscriptionContent): Promise<{ id: string | null }>
  /** Replaces the subscription as a whole, so the password must be sent again. */
  replaceSubscription(id: string, content: SubscriptionContent): Promise<void>
  deleteSubscription(id: string): Promise<void>

  health(): BandwidthHealth
}

type Read = `${'get' | 'list' | 'find' | 'download'}${string}` | 'checkNumbers' | 'health'
type OfSubscriptions = `${'create' | 'replace' | 'delete'}Subscription`

/** What only asks: whatever is not named so changes something. */
export type BandwidthReads = Pick<Bandwidth, Extract<keyof Bandwidth, Read>>
/** Derived from the settings after a fresh read, so repeating a write is safe. */
export type BandwidthSubscriptions = Pick<Bandwidth, OfSubscriptions>
export type BandwidthWrites = Omit<Bandwidth, Read | OfSubscriptions>

interface NumberCheck {
  readonly verdicts: readonly Verdict[]
}

export interface ValidationReading {
  readonly id: string
  readonly customerOrderId: string | null
  /** A state unknown to this program is passed through as Bandwidth's text. */
  readonly state: ValidationState
  /** Empty until the validation has ended. One that failed still lists the portable numbers. */
  readonly verdicts: readonly Verdict[]
  readonly errors: readonly OrderError[]
}

export type ValidationState =
  'running' | 'complete' | 'failed' | 'cancelled' | (string & Record<never, never>)

export interface CreatedDraft {
  readonly id: OrderId
  readonly errors: readonly OrderError[]
}

export interface OrderReading {
  readonly order: PortOrder
  readonly secrets: Secrets
  /** Other elements whose names suggest a secret, by path: compared by fingerprint, not stored. */
  readonly otherSecrets: Readonly<Record<string, string>>
}

/** Dates come in pairs, and Bandwidth does not combine them with a search for one order. */
export type OrderFilter = { readonly status?: PortStatus } & (
  | {
      readonly customerOrderId?: CustomerOrderId
      readonly pon?: string
      /** One of the order's numbers. */
      readonly number?: TelephoneNumber
      readonly from?: never
      readonly to?: never
    }
  | {
      /** Days of the last modification, both included. */
      readonly from: CalendarDay
      readonly to: CalendarDay
      readonly customerOrderId?: never
      readonly pon?: never
      readonly number?: never
    }
)

/** A line of the list: less than an order, its numbers are not in it. */
export interface ListedOrder {
  readonly id: OrderId
  readonly customerOrderId: CustomerOrderId | null
  readonly status: PortStatus
  readonly losingCarrierName: string | null
  readonly vendorName: string | null
  /** Toll-free orders only, as the target. */
  readonly controllingRespOrgId: string | null
  readonly createdAt: Instant | null
  readonly lastModifiedAt: Instant | null
}

export interface ActivationReply {
  /** As Bandwidth said it. */
  readonly activationDate: string | null
  readonly at: Instant | null
  readonly warnings: readonly OrderError[]
}

export interface HistoryEntry<Status extends string = PortStatus> extends TheirEntry {
  readonly status: Status | null
}

export interface Site {
  readonly id: string
  readonly name: string
  readonly description: string | null
}

export interface Peer {
  readonly id: string
  readonly name: string
  readonly isDefault: boolean
}

export interface Subscription {
  readonly id: string
  /** `portins`, `bulkPortins`, …; null for one about events. */
  readonly orderType: string | null
  /** Null: every order of the account. */
  readonly orderId: OrderId | null
  /** Null for one that goes by e-mail. */
  readonly url: string | null
  readonly secondsLeft: number | null
  /** `READY`, `200 OK`, or in words what went wrong with the last delivery. */
  readonly lastDelivery: string | null
  /** The password is never shown. */
  readonly username: string | null
}

export interface SubscriptionContent {
  readonly orderType: 'portins' | 'bulkPortins'
  readonly url: string
  readonly expirySeconds: number
  /** At most 100 characters. */
  readonly username: string
  readonly password: string
}

interface BandwidthHealth extends BudgetState {
  /** In words for a log; `null` once Bandwidth has answered again. */
  readonly lastProblem: string | null
  /** How far Bandwidth's clock was ahead of ours at the last reply, to the second. */
  readonly clockAheadMs: number | null
}
