import { sql } from 'kysely'
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
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { Database } from './database.ts'
import { isDue, LONGEST_LOOK_WAIT_MS } from './due.ts'
import { followedColumns, newToken, readFollowed, type Followed } from './followed.ts'
import type { PortOrderTable } from './schema.ts'
import type { Selectable } from 'kysely'

/** How an order left our hands: `never-made` was asked for and proved not to exist. */
export type Ending =
  | 'complete'
  | 'cancelled'
  | 'swept'
  | 'deleted'
  | 'never-made'
  /** A child of a bulk order whose numbers went to others when they were split anew. */
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
  /** It was swept and is made again; until the new order is seen. */
  readonly madeAgain: MadeAgain | null
  /** The bulk order that it is a child of; null for one that stands alone. */
  readonly bulkNumber: number | null
  /** What a list told of a child before it was looked at. */
  readonly listed: ListedChild | null
  /** Differs with account number and PIN as last seen, and tells neither. */
  readonly secretsMark: string | null
  /** The cancelled order of a bulk order that this one was made for again, alone. */
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

export interface MadeAgain {
  readonly by: string
  /** Names of documents that did not come through Slack: they have to be added anew. */
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
  const { number } = await db
    .insertInto('port_order')
    .values({
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
    .returning('number')
    .executeTakeFirstOrThrow()
  return number
}

export async function findOrder(db: Database, number: number): Promise<TrackedOrder | undefined> {
  const row = await db
    .selectFrom('port_order')
    .selectAll()
    .where('number', '=', number)
    .executeTakeFirst()
  return row && read(row)
}

export async function findOrders(
  db: Database,
  numbers: readonly number[],
): Promise<readonly TrackedOrder[]> {
  const rows = await db
    .selectFrom('port_order')
    .selectAll()
    .where('number', 'in', numbers)
    .execute()
  return rows.map(read)
}

export async function findOrderWithId(
  db: Database,
  id: OrderId,
): Promise<TrackedOrder | undefined> {
  const row = await db.selectFrom('port_order').selectAll().where('id', '=', id).executeTakeFirst()
  return row && read(row)
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
  return row && read(row)
}

/** The orders that a bulk order was split into, also those that have come to their end, oldest first. */
export async function findChildren(
  db: Database,
  bulkNumber: number,
): Promise<readonly TrackedOrder[]> {
  const rows = await db
    .selectFrom('port_order')
    .selectAll()
    .where('bulk_number', '=', bulkNumber)
    .where((or) => or.or([or('ending', 'is', null), or('ending', '!=', 'regrouped')]))
    .orderBy('number')
    .execute()
  return rows.map(read)
}

/** As much of a bulk order's living child as tells whether a list shows it otherwise. */
export interface LivingChild {
  readonly number: number
  readonly id: OrderId
  /** Null: it was never looked at. */
  readonly status: string | null
  readonly lastModifiedAt: Instant | null
}

export async function livingChildren(
  db: Database,
  bulkNumber: number,
): Promise<readonly LivingChild[]> {
  const rows = await db
    .selectFrom('port_order')
    .select(['number', 'id', 'status', 'last_modified_at'])
    .where('bulk_number', '=', bulkNumber)
    .where('id', 'is not', null)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    id: row.id as OrderId,
    status: row.status,
    lastModifiedAt: row.last_modified_at,
  }))
}

/** Orders that were sent again alone, by the cancelled child that each stands for. */
export async function sentAgainAlone(
  db: Database,
  children: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (children.length === 0) return new Map()
  const rows = await db
    .selectFrom('port_order')
    .select(['number', 'in_place_of'])
    .where('in_place_of', 'in', children)
    .orderBy('number')
    .execute()
  return new Map(rows.map((row) => [row.in_place_of ?? 0, row.number]))
}

/** By any of the names people use for an order, newest first: Bandwidth's id, customer order id, PON. */
export async function findOrdersNamed(
  db: Database,
  name: string,
): Promise<readonly TrackedOrder[]> {
  const rows = await db
    .selectFrom('port_order')
    .selectAll()
    .where((or) =>
      or.or([
        or('id', '=', name),
        or('customer_order_id', '=', name),
        or(sql<string>`json_extract(seen, '$.pon')`, '=', name),
      ]),
    )
    .orderBy('number', 'desc')
    .execute()
  return rows.map(read)
}

/** Orders that hold this number, those still alive first, then the newest. */
export async function findOrdersWith(
  db: Database,
  tn: TelephoneNumber,
): Promise<readonly TrackedOrder[]> {
  const rows = await db
    .selectFrom('port_order')
    .selectAll()
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM json_each(content, '$.numbers') AS tn WHERE tn.value = ${tn})`,
    )
    .orderBy(sql`ended_at IS NOT NULL`)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(read)
}

/** Orders with account number or PIN kept sealed that hold any of these numbers. */
export async function sealedOrdersWith(
  db: Database,
  numbers: readonly TelephoneNumber[],
): Promise<readonly TrackedOrder[]> {
  const rows = await db
    .selectFrom('port_order')
    .selectAll()
    .where('sealed_secrets', 'is not', null)
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM json_each(content, '$.numbers') AS tn
        WHERE tn.value IN (SELECT value FROM json_each(${JSON.stringify(numbers)})))`,
    )
    .execute()
  return rows.map(read)
}

/** What is kept sealed, of every order that has any. */
export async function allSealed(db: Database): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('port_order')
    .select('sealed_secrets')
    .where('sealed_secrets', 'is not', null)
    .execute()
  return rows.flatMap(({ sealed_secrets: sealed }) => sealed ?? [])
}

export interface OrderFilter {
  readonly owner?: string
  readonly alive?: boolean
  readonly statuses?: readonly string[]
  /** Without those that go out with a bulk order. */
  readonly standAlone?: boolean
}

export async function listTracked(
  db: Database,
  filter: OrderFilter,
): Promise<readonly TrackedOrder[]> {
  let query = db.selectFrom('port_order').selectAll()
  if (filter.owner !== undefined) query = query.where('owner', '=', filter.owner)
  if (filter.alive === true) query = query.where('ended_at', 'is', null)
  if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses)
  if (filter.standAlone === true) query = query.where('bulk_number', 'is', null)
  return (await query.orderBy('number', 'desc').execute()).map(read)
}

/** Orders of a channel whose news would go there, or wait for it: one that has just ended is told of too. */
export async function ordersIn(db: Database, channel: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('port_order')
    .select('number')
    .where('channel', '=', channel)
    .where((or) =>
      or.or([
        or('ended_at', 'is', null),
        or.exists(
          or
            .selectFrom('post')
            .select('post.id')
            .whereRef('post.parent', '=', sql<string>`'card-' || port_order.number`)
            .where('post.ts', 'is', null)
            .whereRef('post.drawn', '<', 'post.version'),
        ),
      ]),
    )
    .execute()
  return rows.map(({ number }) => number)
}

/** Orders to be looked at by now, the longest overdue first. */
export async function dueLooks(
  db: Database,
  now: Instant,
  most: number,
): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('port_order')
    .select('number')
    .where(isDue('look_at', now, LONGEST_LOOK_WAIT_MS))
    .where('id', 'is not', null)
    .orderBy('look_at')
    .limit(most)
    .execute()
  return rows.map((row) => row.number)
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
    | 'lookAt'
    | 'waitingSince'
    | 'endedAt'
    | 'ending'
    | 'standsSince'
    | 'madeAgain'
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
    .set({ ...columns(write), remind_at: 0 })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}

/** Sets when to look next, which nobody sees and which is therefore no new version. */
export async function planLook(
  db: Database,
  number: number,
  plan: { readonly lookAt: Instant | null; readonly waitingSince?: Instant | null },
): Promise<void> {
  await db.updateTable('port_order').set(columns(plan)).where('number', '=', number).execute()
}

/** Something about an order has changed of which people may have to be reminded. */
export async function thinkOfReminders(db: Database, number: number): Promise<void> {
  for (const table of ['port_order', 'bulk_order'] as const) {
    await db.updateTable(table).set({ remind_at: 0 }).where('number', '=', number).execute()
  }
}

/** Orders of which something may be due by now, those that wait longest first. */
export async function ordersToRemindOf(
  db: Database,
  now: Instant,
  most: number,
): Promise<readonly { readonly number: number; readonly owner: string }[]> {
  return db
    .selectFrom('port_order')
    .select(['number', 'owner'])
    .where('ended_at', 'is', null)
    .where('remind_at', '<=', now)
    .orderBy('remind_at')
    .orderBy('number')
    .limit(most)
    .execute()
}

/** Nobody sees any of it, so it is no new version. */
export async function planReminders(
  db: Database,
  number: number,
  plan: {
    readonly remindAt: Instant
    readonly ownerZone?: string | null
    readonly keepAgainAt?: Instant | null
  },
): Promise<void> {
  await db
    .updateTable('port_order')
    .set({
      remind_at: plan.remindAt,
      ...(plan.ownerZone !== undefined && { owner_zone: plan.ownerZone }),
      ...(plan.keepAgainAt !== undefined && { keep_again_at: plan.keepAgainAt }),
    })
    .where('number', '=', number)
    .execute()
}

/** What a swept draft was at Bandwidth: kept aside while it is made again. */
export type SweptDraft = Pick<
  TrackedOrder,
  'id' | 'customerOrderId' | 'seen' | 'seenAt' | 'documents' | 'endedAt'
>

/**
 * The number stands for an order that is about to be made.
 * @returns false when it is not swept (any more): somebody was quicker.
 */
export async function claimSwept(
  db: Database,
  number: number,
  again: Pick<
    TrackedOrder,
    'customerOrderId' | 'content' | 'sealedSecrets' | 'changedBy' | 'madeAgain'
  >,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('port_order')
    .set({
      ...columns({
        id: null,
        seen: null,
        seenAt: null,
        documents: [],
        content: again.content,
        sealedSecrets: again.sealedSecrets,
        changedBy: again.changedBy,
        lookAt: null,
        waitingSince: null,
        endedAt: null,
        ending: null,
        standsSince: null,
        madeAgain: again.madeAgain,
      }),
      customer_order_id: again.customerOrderId,
      remind_at: 0,
    })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .where('ending', '=', 'swept')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** It was not made again: the number stands for the swept draft as before. */
export async function backToSwept(
  db: Database,
  number: number,
  { customerOrderId, ...swept }: SweptDraft,
): Promise<void> {
  await db
    .updateTable('port_order')
    .set({
      ...columns({ ...swept, ending: 'swept', madeAgain: null }),
      customer_order_id: customerOrderId,
    })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}

/** Account numbers and PINs are not kept longer than needed. */
export async function eraseSecretsEndedBefore(db: Database, before: Instant): Promise<void> {
  await db
    .updateTable('port_order')
    .set({ sealed_secrets: null })
    .where('ended_at', '<', before)
    .where('sealed_secrets', 'is not', null)
    .execute()
}

function columns(write: OrderWrite): Partial<Selectable<PortOrderTable>> {
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

function read(row: Selectable<PortOrderTable>): TrackedOrder {
  return {
    ...readFollowed(row),
    id: row.id as OrderId | null,
    content: JSON.parse(row.content) as OrderContent,
    seen: row.seen === null ? null : (JSON.parse(row.seen) as PortOrder),
    documents: JSON.parse(row.documents) as OrderDocument[],
    sealedSecrets: row.sealed_secrets,
    ending: row.ending as Ending | null,
    madeAgain: row.made_again === null ? null : (JSON.parse(row.made_again) as MadeAgain),
    bulkNumber: row.bulk_number,
    listed: row.listed === null ? null : (JSON.parse(row.listed) as ListedChild),
    secretsMark: row.secrets_mark,
    inPlaceOf: row.in_place_of,
    carrierFocDate:
      row.carrier_foc_date === null ? null : (JSON.parse(row.carrier_foc_date) as FocDate),
    stoodBefore: row.stood_before === null ? null : (JSON.parse(row.stood_before) as StoodBefore),
  }
}
