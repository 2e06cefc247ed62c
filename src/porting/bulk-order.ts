import type { Instant } from './calendar.ts'
import type { BulkStatus } from './bulk-status.ts'
import type { CustomerOrderId, OrderContent, OrderError, OrderId } from './order.ts'
import { SHARED_KEYS, type SharedKey } from './order-fields.ts'
import type { TelephoneNumber } from './telephone-number.ts'

declare const bulkOrderId: unique symbol
/** Bandwidth's own id of a bulk order. Opaque. */
export type BulkOrderId = string & { readonly [bulkOrderId]: true }

/** What one bulk order takes (Bandwidth: Bulk Port-Ins guide, 7314). */
export const MOST_BULK_NUMBERS = 20_000

/**
 * Details that are entered once for all orders: Bandwidth copies them to every child when it creates it,
 * and overwrites the child's own values whenever they are changed on the bulk order.
 */
export type SharedFacts = Pick<OrderContent, SharedKey>

/** A bulk order as Bandwidth showed it at one refresh: the template, without its numbers. */
export interface BulkOrder extends SharedFacts {
  readonly id: BulkOrderId
  readonly customerOrderId: CustomerOrderId | null
  readonly status: BulkStatus
  readonly createdAt: Instant | null
  readonly lastModifiedAt: Instant | null
  /** As of an order. No secrets. */
  readonly otherElements: Readonly<Record<string, string>>
  readonly unshownElements: Readonly<Record<string, string>>
}

/** An order that the numbers of a bulk order were split into. */
export interface BulkChild {
  readonly id: OrderId
  readonly numbers: readonly TelephoneNumber[]
}

/** Bandwidth's word on the numbers of a bulk order. Which parts are there depends on its status. */
export interface BulkNumbers {
  readonly status: BulkStatus
  /** Can move, and are in no child yet because others cannot. */
  readonly portable: readonly TelephoneNumber[]
  readonly notValidated: readonly TelephoneNumber[]
  readonly children: readonly BulkChild[]
  /** Why numbers cannot go, or, without numbers, why the check failed as a whole. */
  readonly errors: readonly OrderError[]
}

/** What is wrong with one child, as the list of children or a refusal of the bulk order says it. */
export interface ChildError {
  readonly orderId: OrderId
  readonly code: string
  readonly description: string
}

/** The children that belong to a bulk order right now. */
export interface ChildList {
  readonly ids: readonly OrderId[]
  readonly errors: readonly ChildError[]
}

/** The shared facts in something that has more, such as an order or a bulk order. */
export function sharedIn(wider: SharedFacts): SharedFacts {
  return sharedFrom((key) => wider[key])
}

export function sharedFrom(
  valueOf: <Key extends SharedKey>(key: Key) => SharedFacts[Key],
): SharedFacts {
  return Object.fromEntries(SHARED_KEYS.map((key) => [key, valueOf(key)])) as unknown as SharedFacts
}
