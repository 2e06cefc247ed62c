import type { Note, Order, OrderContent, StoredDocument, WireError } from '../order.ts'

export const DRAFT_BULK_STATUSES = [
  'DRAFT',
  'VALIDATE_DRAFT_TNS',
  'VALID_DRAFT_TNS',
  'INVALID_DRAFT_TNS',
] as const

export const BULK_STATUSES = [
  ...DRAFT_BULK_STATUSES,
  'IN_PROGRESS',
  'NEEDS_ATTENTION',
  'PARTIAL',
  'COMPLETED',
  'CANCELLED',
] as const

export type BulkStatus = (typeof BULK_STATUSES)[number]

interface BulkHistoryEntry {
  readonly at: number
  readonly note: string
  readonly author: string
  readonly status: BulkStatus
}

/** How a bulk order stood at one of its changes; the list by date shows these. */
export interface BulkVersion {
  readonly at: number
  readonly by: string
  readonly status: BulkStatus
}

/** A template and a list of numbers; the orders made of both know it by their `bulkId`. */
export interface BulkOrder {
  readonly id: string
  readonly createdAt: number
  readonly createdBy: string
  /** What every child starts with; it has no numbers. */
  template: OrderContent
  status: BulkStatus
  modifiedAt: number
  modifiedBy: string
  /** Counts the moves; a check of an earlier list is dropped when the order has moved since. */
  moves: number
  /** The list as it was put, with the numbers of children that were attached since. */
  tns: readonly string[]
  /** Those of the list that can be ported, as far as it has been checked. */
  portable: readonly string[]
  errors: readonly WireError[]
  /** The vendor did not answer: only then may the check be tried again. */
  vendorFailed: boolean
  vendorTries: number
  /** When the check that goes on ends, or the last one ended. */
  checkEndsAt: number
  readonly history: BulkHistoryEntry[]
  readonly versions: BulkVersion[]
  readonly documents: StoredDocument[]
  readonly notes: Note[]
}

export const isDraftBulk = ({ status }: BulkOrder): boolean =>
  DRAFT_BULK_STATUSES.some((draft) => draft === status)

export const isRunningBulk = ({ status }: BulkOrder): boolean =>
  status === 'IN_PROGRESS' || status === 'NEEDS_ATTENTION'

export const childrenOf = (bulk: BulkOrder, orders: ReadonlyMap<string, Order>): Order[] =>
  [...orders.values()].filter(({ bulkId }) => bulkId === bulk.id)
