import type { Instant } from '../porting/calendar.ts'
import type { StoodBefore } from '../porting/change-requests.ts'
import type {
  CustomerOrderId,
  FocDate,
  OrderContent,
  OrderDocument,
  OrderId,
  PortOrder,
} from '../porting/order.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { FOLLOWED, newToken, seenColumns, type Followed } from './followed.ts'
import { first, list } from './queries.ts'
import type { PortOrderTable } from './schema.ts'
import { takeShortNumber } from './short-numbers.ts'

/** How an order left our hands: `never-made` was asked for and proved not to exist. */
export type Ending =
  | 'complete'
  | 'cancelled'
  | 'swept'
  | 'deleted'
  | 'never-made'
  /** A child of a bulk order whose numbers went to others when they were split again. */
  | 'regrouped'

/** An order as the desk stores it, under its short number. */
export interface TrackedOrder extends Followed {
  /** Null while it is not known whether Bandwidth has made it. */
  readonly id: OrderId | null
  /** The last known content, even when Bandwidth has deleted the order. */
  readonly content: OrderContent
  readonly seen: PortOrder | null
  readonly documents: readonly OrderDocument[]
  readonly sealedSecrets: string | null
  readonly ending: Ending | null
  /** It was purged and is being recreated; until the new order is seen. */
  readonly recreated: Recreated | null
  /** The bulk order that it is a child of; null for a stand-alone order. */
  readonly bulkNumber: number | null
  /** What a list said of a child before it was first read. */
  readonly listed: ListedChild | null
  /** A fingerprint of account number and PIN as last seen; it reveals neither. */
  readonly secretsMark: string | null
  /** The canceled order of a bulk order that this one was made for again, alone. */
  readonly inPlaceOf: number | null
  /** Of a child: the date that its carrier gave on its own, before Bandwidth moved it to that of the others. */
  readonly carrierFocDate: FocDate | null
  /** While a change or cancellation is under way: the status before it. */
  readonly stoodBefore: StoodBefore | null
}

/** The details of a child that Bandwidth's list includes, so that hundreds need no read each. */
export interface ListedChild {
  readonly status: string
  /** The losing carrier or the RespOrg. */
  readonly from: string | null
  readonly vendorName: string | null
  readonly lastModifiedAt: Instant | null
}

interface Recreated {
  readonly by: string
  /** Names of documents that did not come through Slack: they have to be added again. */
  readonly lost: readonly string[]
}

/** An order that Bandwidth is known to have shown at least once. */
export type SeenOrder = TrackedOrder & { readonly id: OrderId; readonly seen: PortOrder }

export function isSeen(order: TrackedOrder): order is SeenOrder {
  return order.id !== null && order.seen !== null
}

const { read, write } = columnsOf<PortOrderTable, TrackedOrder>()({
  ...FOLLOWED,
  content: { json: 'content' },
  documents: { json: 'documents' },
  sealedSecrets: 'sealed_secrets',
  bulkNumber: 'bulk_number',
  listed: { json: 'listed' },
  secretsMark: 'secrets_mark',
  inPlaceOf: 'in_place_of',
  carrierFocDate: { json: 'carrier_foc_date' },
  stoodBefore: { json: 'stood_before' },
})

export const readOrder = read

interface NewOrder {
  readonly id: OrderId | null
  readonly customerOrderId: CustomerOrderId
  readonly content: OrderContent
  readonly sealedSecrets: string | null
  readonly channel: string
  readonly owner: string
  readonly now: Instant
  readonly bulkNumber?: number
}

/** @returns the order's short number. */
export async function insertOrder(db: Database, { now, ...order }: NewOrder): Promise<number> {
  const number = await takeShortNumber(db)
  const changedBy = [{ by: order.owner, at: now }]
  const row = { ...order, number, token: newToken(), documents: [], changedBy, createdAt: now }
  await db
    .insertInto('port_order')
    .values({ ...write(row), version: 1 })
    .execute()
  return number
}

export function allOrders(db: Database) {
  return db.selectFrom('port_order').selectAll()
}

export async function findOrder(db: Database, number: number): Promise<TrackedOrder | undefined> {
  return first(allOrders(db).where('number', '=', number), readOrder)
}

export async function findOrders(
  db: Database,
  numbers: readonly number[],
): Promise<readonly TrackedOrder[]> {
  return list(allOrders(db).where('number', 'in', numbers).orderBy('number'), readOrder)
}

export async function findOrderWithId(
  db: Database,
  id: OrderId,
): Promise<TrackedOrder | undefined> {
  return first(allOrders(db).where('id', '=', id), readOrder)
}

/** Whether an order other than this one goes by that name. */
export async function isNameOfAnother(
  db: Database,
  number: number,
  customerOrderId: CustomerOrderId | null,
): Promise<boolean> {
  const row = await db
    .selectFrom('port_order')
    .select('number')
    .where('customer_order_id', '=', customerOrderId)
    .where('number', '!=', number)
    .executeTakeFirst()
  return row !== undefined
}

/** An order of ours that Bandwidth was asked for and of which it is not known whether it was made. */
export async function findOrderNotYetKnown(
  db: Database,
  customerOrderId: CustomerOrderId,
): Promise<TrackedOrder | undefined> {
  const row = await allOrders(db)
    .where('customer_order_id', '=', customerOrderId)
    .where('id', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row && readOrder(row)
}

type OrderWrite = Partial<Omit<TrackedOrder, 'number' | 'token' | 'version' | 'createdAt'>>

/** Writes only the named parts and raises the version, so that its views are redrawn. */
export async function writeOrder(db: Database, number: number, order: OrderWrite): Promise<void> {
  await db
    .updateTable('port_order')
    .set({ ...orderColumns(order), remind_at: 0 })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}

export function orderColumns(order: OrderWrite) {
  return { ...write(order), ...seenColumns(order) }
}
