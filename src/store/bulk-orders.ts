import type { Selectable } from 'kysely'
import type { BulkOrder, BulkOrderId, ChildError, SharedFacts } from '../porting/bulk-order.ts'
import type { ListState } from '../porting/bulk-list-state.ts'
import type { Instant } from '../porting/calendar.ts'
import type { CustomerOrderId, OrderContent, OrderError } from '../porting/order.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { insertNumbers } from './bulk-numbers.ts'
import type { Database } from './database.ts'
import { followedColumns, newToken, readFollowed, type Followed } from './followed.ts'
import type { BulkOrderTable } from './schema.ts'
import { takeShortNumber } from './short-numbers.ts'

/** `partial`: some of its orders went live and the others were canceled. */
export type BulkEnding = 'complete' | 'partial' | 'cancelled' | 'swept' | 'deleted' | 'never-made'

/**
 * One bulk order as the desk remembers it, under its short number. Its children are port orders, and its
 * numbers are kept apart.
 */
export interface TrackedBulk extends Followed {
  /** Null while it is not known whether Bandwidth has made it. */
  readonly id: BulkOrderId | null
  readonly shared: SharedFacts
  readonly list: ListState
  readonly seen: BulkOrder | null
  readonly childErrors: readonly ChildError[]
  /** When its card was last drawn again for nothing but progress, or is to be. */
  readonly progressAt: Instant | null
  readonly ending: BulkEnding | null
  readonly recreated: BulkRecreated | null
}

/** Its numbers are written down and still to be given: a whole list, in place of whichever is there. */
export interface DesiredNumbers extends TrackedBulk {
  readonly id: BulkOrderId
  readonly list: Extract<ListState, { readonly is: 'wanted' }>
}

export function wantsNumbers(bulk: TrackedBulk): bulk is DesiredNumbers {
  return bulk.id !== null && bulk.list.is === 'wanted'
}

/** What the children of a purged bulk order had, to be put into the children of the new one. */
export interface BulkRecreated {
  readonly by: string
  readonly children: readonly {
    readonly number: number
    readonly content: OrderContent
    readonly sealedSecrets: string | null
  }[]
}

/** A bulk order that Bandwidth is known to have shown at least once. */
export type SeenBulkOrder = TrackedBulk & { readonly id: BulkOrderId; readonly seen: BulkOrder }

export function isSeenBulk(bulk: TrackedBulk): bulk is SeenBulkOrder {
  return bulk.id !== null && bulk.seen !== null
}

/** @returns its short number, of the counter that single orders have too. */
export async function insertBulk(
  db: Database,
  bulk: Pick<TrackedBulk, 'id' | 'customerOrderId' | 'shared' | 'channel' | 'owner'> & {
    readonly numbers: readonly TelephoneNumber[]
    readonly now: Instant
  },
): Promise<number> {
  const number = await takeShortNumber(db)
  await db
    .insertInto('bulk_order')
    .values({
      number,
      id: bulk.id,
      token: newToken(),
      customer_order_id: bulk.customerOrderId,
      shared: JSON.stringify(bulk.shared),
      // What exists already has been given its numbers by whoever made it.
      numbers_sent_at: bulk.id === null ? null : bulk.now,
      channel: bulk.channel,
      owner: bulk.owner,
      changed_by: JSON.stringify([{ by: bulk.owner, at: bulk.now }]),
      created_at: bulk.now,
    })
    .execute()
  await insertNumbers(db, number, bulk.numbers)
  return number
}

export async function findBulk(db: Database, number: number): Promise<TrackedBulk | undefined> {
  const row = await allOf(db).where('number', '=', number).executeTakeFirst()
  return row && read(row)
}

export async function findBulks(
  db: Database,
  numbers: readonly number[],
): Promise<readonly TrackedBulk[]> {
  return (await allOf(db).where('number', 'in', numbers).orderBy('number').execute()).map(read)
}

export async function findBulkWithId(
  db: Database,
  id: BulkOrderId,
): Promise<TrackedBulk | undefined> {
  const row = await allOf(db).where('id', '=', id).executeTakeFirst()
  return row && read(row)
}

/** A bulk order of ours of which it is not known whether Bandwidth made it. */
export async function findBulkNotYetKnown(
  db: Database,
  customerOrderId: CustomerOrderId,
): Promise<TrackedBulk | undefined> {
  const row = await allOf(db)
    .where('customer_order_id', '=', customerOrderId)
    .where('id', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row && read(row)
}

/** Bulk orders whose news would go to this channel. */
export async function bulksIn(db: Database, channel: string): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('bulk_order')
    .select('number')
    .where('channel', '=', channel)
    .where('ended_at', 'is', null)
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}

export type BulkWrite = Partial<Omit<TrackedBulk, 'number' | 'version' | 'createdAt'>>

/** Only the named parts are written; whoever shows the order is told by the version. */
export async function writeBulk(db: Database, number: number, write: BulkWrite): Promise<void> {
  await db
    .updateTable('bulk_order')
    .set({ ...columns(write), remind_at: 0 })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}

/** Its list moves on, which nobody sees and which is therefore no new version. */
export async function noteProgress(
  db: Database,
  number: number,
  write: Pick<BulkWrite, 'nextPollAt' | 'progressAt'>,
): Promise<void> {
  await db.updateTable('bulk_order').set(columns(write)).where('number', '=', number).execute()
}

/**
 * A purged bulk order's number stands for one that is about to be made.
 * @returns false when it is not purged (any more): somebody was quicker.
 */
export async function claimPurgedBulk(
  db: Database,
  number: number,
  again: BulkWrite,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('bulk_order')
    .set({ ...columns(again), remind_at: 0 })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .where('ending', '=', 'swept')
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

function allOf(db: Database) {
  return db.selectFrom('bulk_order').selectAll()
}

function columns(write: BulkWrite): Partial<Selectable<BulkOrderTable>> {
  return {
    ...followedColumns(write),
    ...(write.shared !== undefined && { shared: JSON.stringify(write.shared) }),
    ...(write.list !== undefined && listColumns(write.list)),
    ...(write.childErrors !== undefined && { child_errors: JSON.stringify(write.childErrors) }),
    ...(write.progressAt !== undefined && { progress_at: write.progressAt }),
  }
}

function read(row: Selectable<BulkOrderTable>): TrackedBulk {
  return {
    ...readFollowed(row),
    id: row.id as BulkOrderId | null,
    shared: JSON.parse(row.shared) as SharedFacts,
    list: readList(row),
    seen: row.seen === null ? null : (JSON.parse(row.seen) as BulkOrder),
    childErrors: JSON.parse(row.child_errors) as ChildError[],
    progressAt: row.progress_at,
    ending: row.ending as BulkEnding | null,
    recreated: row.made_again === null ? null : (JSON.parse(row.made_again) as BulkRecreated),
  }
}

type ListColumns = Pick<
  Selectable<BulkOrderTable>,
  'numbers_sent_at' | 'numbers_errors' | 'checking_since' | 'numbers_done'
>

const NO_LIST: ListColumns = {
  numbers_sent_at: null,
  numbers_errors: '[]',
  checking_since: null,
  numbers_done: null,
}

function listColumns(list: ListState): ListColumns {
  switch (list.is) {
    case 'wanted':
      return NO_LIST
    case 'not-taken':
      return { ...NO_LIST, numbers_errors: JSON.stringify(list.errors) }
    case 'in-check': {
      const { since, done } = list
      return { ...NO_LIST, numbers_sent_at: since, checking_since: since, numbers_done: done }
    }
    case 'checked':
      return { ...NO_LIST, numbers_sent_at: list.givenAt }
  }
}

function readList(row: ListColumns): ListState {
  const errors = JSON.parse(row.numbers_errors) as OrderError[]
  if (errors.length > 0) return { is: 'not-taken', errors }
  if (row.numbers_sent_at === null) return { is: 'wanted' }
  return row.checking_since === null
    ? { is: 'checked', givenAt: row.numbers_sent_at }
    : { is: 'in-check', since: row.checking_since, done: row.numbers_done }
}
