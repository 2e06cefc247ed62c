import type {
  BulkNumbers,
  BulkOrder,
  BulkOrderId,
  ChildList,
  SharedFacts,
} from '../porting/bulk-order.ts'
import type { BulkStatus } from '../porting/bulk-status.ts'
import type { CalendarDay, Instant } from '../porting/calendar.ts'
import type { TheirEntry } from '../porting/history.ts'
import type { Note } from '../porting/notes.ts'
import type { CustomerOrderId, OrderId } from '../porting/order.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'

/**
 * What can be asked of Bandwidth about bulk orders. Ends and errors as in `Bandwidth`; a refusal that
 * names children has them in `BandwidthRefused.children`.
 */
export interface BulkBandwidth {
  /** An empty bulk draft with these facts; numbers come afterwards. */
  createBulk(input: {
    readonly customerOrderId: CustomerOrderId
    readonly shared: SharedFacts
  }): Promise<{ readonly id: BulkOrderId }>
  getBulk(id: BulkOrderId): Promise<BulkOrder>
  /**
   * Changes only what is named, in the bulk order and in every child: what a child has of its own there
   * is overwritten. `null` takes a value away; `subscriber` goes as a whole. That it returned is no proof.
   */
  patchBulk(
    id: BulkOrderId,
    change: {
      readonly customerOrderId?: CustomerOrderId
      readonly shared?: Partial<SharedFacts>
      readonly submit?: true
      readonly retryValidation?: true
    },
  ): Promise<void>
  /** Drafts only; their draft children go too. */
  deleteBulk(id: BulkOrderId): Promise<void>

  /** Replaces the whole list, which is then checked and split. Safe to repeat. */
  putBulkNumbers(id: BulkOrderId, numbers: readonly TelephoneNumber[]): Promise<void>
  getBulkNumbers(id: BulkOrderId): Promise<BulkNumbers>

  getBulkChildren(id: BulkOrderId): Promise<ChildList>
  /** Replaces the whole list: attaches and detaches. If refused, nothing has changed. */
  putBulkChildren(id: BulkOrderId, ids: readonly OrderId[]): Promise<ChildList>

  /** All pages. Without a status Bandwidth leaves drafts out; without dates it goes back two years. */
  listBulks(filter: BulkFilter): Promise<readonly ListedBulk[]>

  addBulkNote(id: BulkOrderId, text: string): Promise<{ readonly noteId: string | null }>
  listBulkNotes(id: BulkOrderId): Promise<readonly Note[]>
  /** As of an order. */
  getBulkHistory(id: BulkOrderId): Promise<readonly TheirEntry[] | null>
}

export type BulkFilter =
  | { readonly status: BulkStatus; readonly from?: never; readonly to?: never }
  | {
      /** Days of the last modification, both included. */
      readonly from: CalendarDay
      readonly to: CalendarDay
      readonly status?: never
    }

/** A line of the list. */
export interface ListedBulk {
  readonly id: BulkOrderId
  /** Also null where the list omits it. */
  readonly customerOrderId: CustomerOrderId | null
  readonly status: BulkStatus
  readonly createdAt: Instant | null
  readonly lastModifiedAt: Instant | null
  readonly children: readonly OrderId[]
}
