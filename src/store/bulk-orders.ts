import type { Selectable } from 'kysely'
import type { BulkOrder, BulkOrderId, ChildError, SharedFacts } from '../porting/bulk-order.ts'
import type { ListState } from '../porting/bulk-list-state.ts'
import type { Instant } from '../porting/calendar.ts'
import type { CustomerOrderId, OrderContent, OrderError } from '../porting/order.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { insertNumbers } from './bulk-numbers.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { FOLLOWED, newToken, seenColumns, type Followed } from './followed.ts'
import type { BulkOrderTable } from './schema.ts'
import { takeShortNumber } from './short-numbers.ts'

/** `partial`: some of its orders went live and the others were canceled. */
export type BulkEnding = 'complete' | 'partial' | 'cancelled' | 'swept' | 'deleted' | 'never-made'

/**
 * A bulk order as the desk stores it, under its short number. Its children are port orders, and its
 * numbers are stored separately.
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
export interface BulkWithUnsentList extends TrackedBulk {
  readonly id: BulkOrderId
  readonly list: Extract<ListState, { readonly is: 'unsent' }>
}

export function hasUnsentList(bulk: TrackedBulk): bulk is BulkWithUnsentList {
  return bulk.id !== null && bulk.list.is === 'unsent'
}

/** What the children of a purged bulk order had, to be put into the children of the new one. */
export interface BulkRecreated {
  readonly by: string
  /** What it was at Bandwidth, for when it is not recreated; absent in rows of 0.2.0. */
  readonly was?: Pick<TrackedBulk, 'id' | 'customerOrderId' | 'seen' | 'seenAt' | 'endedAt'>
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

const { read: stored, write } = columnsOf<BulkOrderTable, Omit<TrackedBulk, 'list'>>()({
  ...FOLLOWED,
  shared: { json: 'shared' },
  childErrors: { json: 'child_errors' },
  progressAt: 'progress_at',
})

/** @returns its short number, of the counter that single orders have too. */
export async function insertBulk(
  db: Database,
  {
    numbers,
    now,
    ...bulk
  }: Pick<TrackedBulk, 'id' | 'customerOrderId' | 'shared' | 'channel' | 'owner'> & {
    readonly numbers: readonly TelephoneNumber[]
    readonly now: Instant
  },
): Promise<number> {
  const number = await takeShortNumber(db)
  const changedBy = [{ by: bulk.owner, at: now }]
  await db
    .insertInto('bulk_order')
    .values({
      ...write({ ...bulk, number, token: newToken(), changedBy, createdAt: now }),
      // A bulk order that already exists at Bandwidth got its numbers when it was created.
      numbers_sent_at: bulk.id === null ? null : now,
    })
    .execute()
  await insertNumbers(db, number, numbers)
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

type BulkWrite = Partial<Omit<TrackedBulk, 'number' | 'version' | 'createdAt'>>

/** Writes only the named parts and raises the version, so that its views are redrawn. */
export async function writeBulk(db: Database, number: number, bulk: BulkWrite): Promise<void> {
  await db
    .updateTable('bulk_order')
    .set({ ...columns(bulk), remind_at: 0 })
    .set((column) => ({ version: column('version', '+', 1) }))
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
}

/** Its list moves on, which nobody sees and which is therefore no new version. */
export async function noteProgress(
  db: Database,
  number: number,
  progress: Pick<BulkWrite, 'nextPollAt' | 'progressAt'>,
): Promise<void> {
  await db.updateTable('bulk_order').set(columns(progress)).where('number', '=', number).execute()
}

/**
 * Reserves a purged bulk order's number for the one that is about to be created.
 *
 * @returns false when it is no longer purged because somebody was quicker.
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

function columns(bulk: BulkWrite) {
  const { list } = bulk
  return { ...write(bulk), ...seenColumns(bulk), ...(list !== undefined && listColumns(list)) }
}

function read(row: Selectable<BulkOrderTable>): TrackedBulk {
  return { ...stored(row), list: readList(row) }
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
    case 'unsent':
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
  if (row.numbers_sent_at === null) return { is: 'unsent' }
  return row.checking_since === null
    ? { is: 'checked', givenAt: row.numbers_sent_at }
    : { is: 'in-check', since: row.checking_since, done: row.numbers_done }
}
