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
import type { Database } from './database.ts'
import { followedColumns, newToken, readFollowed, type Followed } from './followed.ts'
import type { PortOrderTable } from './schema.ts'
import { takeShortNumber } from './short-numbers.ts'
import type { Selectable } from 'kysely'

/** How an order left our hands: `never-made` was asked for and proved not to exist. */
export type Ending =
  | 'complete'
  | 'cancelled'
  | 'swept'
  | 'deleted'
  | 'never-made'
  /** A child of a bulk order whose numbers went to others when they were split again. */
  | 'regrouped'

/** One order as the desk remembers it, under its short number. */
export interface TrackedOrder extends Followed {
  /** Null while it is not known whether Bandwidth has made it. */
  readonly id: OrderId | null
  /** The last content known, kept even when Bandwidth has removed the order. */
  readonly content: OrderContent
  readonly seen: PortOrder | null
  readonly documents: readonly OrderDocument[]
  readonly sealedSecrets: string | null
  readonly ending: Ending | null
  /** It was purged and is made again; until the new order is seen. */
  readonly recreated: Recreated | null
  /** The bulk order that it is a child of; null for one that stands alone. */
  readonly bulkNumber: number | null
  /** What a list told of a child before it was looked at. */
  readonly listed: ListedChild | null
  /** Differs with account number and PIN as last seen, and tells neither. */
  readonly secretsMark: string | null
  /** The canceled order of a bulk order that this one was made for again, alone. */
  readonly inPlaceOf: number | null
  /** Of a child: the date that its carrier gave by itself, before Bandwidth moved it to that of the others. */
  readonly carrierFocDate: FocDate | null
  /** Of one with a change or a cancel under way: how it stood before. */
  readonly stoodBefore: StoodBefore | null
}

/** As much of a child as a list of orders tells, so that hundreds need not be asked for one by one. */
export interface ListedChild {
  readonly status: string
  /** The losing carrier or the RespOrg. */
  readonly from: string | null
  readonly vendorName: string | null
  readonly lastModifiedAt: Instant | null
}

export interface Recreated {
  readonly by: string
  /** Names of documents that did not come through Slack: they have to be added again. */
  readonly lost: readonly string[]
}

/** An order that Bandwidth is known to have shown at least once. */
export type SeenOrder = TrackedOrder & { readonly id: OrderId; readonly seen: PortOrder }

export function isSeen(order: TrackedOrder): order is SeenOrder {
  return order.id !== null && order.seen !== null
}

export interface NewOrder {
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
export async function insertOrder(db: Database, order: NewOrder): Promise<number> {
  const number = await takeShortNumber(db)
  await db
    .insertInto('port_order')
    .values({
      number,
      id: order.id,
      token: newToken(),
      customer_order_id: order.customerOrderId,
      content: JSON.stringify(order.content),
      sealed_secrets: order.sealedSecrets,
      documents: '[]',
      changed_by: JSON.stringify([{ by: order.owner, at: order.now }]),
      version: 1,
      channel: order.channel,
      owner: order.owner,
      created_at: order.now,
      bulk_number: order.bulkNumber ?? null,
    })
    .execute()
  return number
}

export async function findOrder(db: Database, number: number): Promise<TrackedOrder | undefined> {
  const row = await db
    .selectFrom('port_order')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst()
  return row && readOrder(row)
}

export async function findOrders(
  db: Database,
  numbers: readonly number[],
): Promise<readonly TrackedOrder[]> {
  const rows = await db
    .selectFrom('port_order')
    .selectAll()
    .where('number', 'in', numbers)
    .orderBy('number')
    .execute()
  return rows.map(readOrder)
}

export async function findOrderWithId(
  db: Database,
  id: OrderId,
): Promise<TrackedOrder | undefined> {
  const row = await db.selectFrom('port_order').selectAll().where('id', '=', id).executeTakeFirst()
  return row && readOrder(row)
}

/** An order of ours that Bandwidth was asked for and of which it is not known whether it was made. */
export async function findOrderNotYetKnown(
  db: Database,
  customerOrderId: CustomerOrderId,
): Promise<TrackedOrder | undefined> {
  const row = await db
    .selectFrom('port_order')
    .selectAll()
    .where('customer_order_id', '=', customerOrderId)
    .where('id', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row && readOrder(row)
}

export type OrderWrite = Partial<
  Pick<
    TrackedOrder,
    | 'id'
    | 'content'
    | 'seen'
    | 'seenAt'
    | 'documents'
    | 'sealedSecrets'
    | 'channel'
    | 'owner'
    | 'changedBy'
    | 'nextPollAt'
    | 'waitingSince'
    | 'endedAt'
    | 'ending'
    | 'standsSince'
    | 'recreated'
    | 'bulkNumber'
    | 'listed'
    | 'secretsMark'
    | 'inPlaceOf'
    | 'carrierFocDate'
    | 'stoodBefore'
  >
>

/** Only the named parts are written; whoever shows the order is told by the version. */
export async function writeOrder(db: Database, number: number, write: OrderWrite): Promise<void> {
  await db
    .updateTable('port_order')
    .set({ ...orderColumns(write), remind_at: 0 })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}

export function orderColumns(write: OrderWrite): Partial<Selectable<PortOrderTable>> {
  return {
    ...followedColumns(write),
    ...(write.content !== undefined && { content: JSON.stringify(write.content) }),
    ...(write.documents !== undefined && { documents: JSON.stringify(write.documents) }),
    ...(write.sealedSecrets !== undefined && { sealed_secrets: write.sealedSecrets }),
    ...(write.bulkNumber !== undefined && { bulk_number: write.bulkNumber }),
    ...(write.listed !== undefined && { listed: write.listed && JSON.stringify(write.listed) }),
    ...(write.secretsMark !== undefined && { secrets_mark: write.secretsMark }),
    ...(write.inPlaceOf !== undefined && { in_place_of: write.inPlaceOf }),
    ...(write.carrierFocDate !== undefined && {
      carrier_foc_date: write.carrierFocDate && JSON.stringify(write.carrierFocDate),
    }),
    ...(write.stoodBefore !== undefined && {
      stood_before: write.stoodBefore && JSON.stringify(write.stoodBefore),
    }),
  }
}

export function readOrder(row: Selectable<PortOrderTable>): TrackedOrder {
  return {
    ...readFollowed(row),
    id: row.id as OrderId | null,
    content: JSON.parse(row.content) as OrderContent,
    seen: row.seen === null ? null : (JSON.parse(row.seen) as PortOrder),
    documents: JSON.parse(row.documents) as OrderDocument[],
    sealedSecrets: row.sealed_secrets,
    ending: row.ending as Ending | null,
    recreated: row.made_again === null ? null : (JSON.parse(row.made_again) as Recreated),
    bulkNumber: row.bulk_number,
    listed: row.listed === null ? null : (JSON.parse(row.listed) as ListedChild),
    secretsMark: row.secrets_mark,
    inPlaceOf: row.in_place_of,
    carrierFocDate:
      row.carrier_foc_date === null ? null : (JSON.parse(row.carrier_foc_date) as FocDate),
    stoodBefore: row.stood_before === null ? null : (JSON.parse(row.stood_before) as StoodBefore),
  }
}
