import type { Instant } from '../porting/calendar.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { thinkOfReminders } from './plans.ts'
import { redraw } from './posts.ts'
import { first, list } from './queries.ts'
import type { ActivationBatchTable } from './schema.ts'

/**
 * `open` waits for an approver, `running` is being activated one after another, `stopped` and `over` are
 * not begun again. `ahead` was approved for its day, and each is used by the press that activates it.
 */
export type BatchState = 'open' | 'running' | 'stopped' | 'over' | 'ahead'

/** Several orders that are to go live together, each as an operation of its own. */
export interface ActivationBatch {
  readonly id: string
  /** The bulk order whose orders they all are; null for stand-alone orders. */
  readonly bulkNumber: number | null
  readonly orders: readonly BatchOrder[]
  readonly askedBy: string
  readonly askedAt: Instant
  readonly decidedBy: string | null
  readonly state: BatchState
}

export interface BatchOrder {
  readonly number: number
  /** What allows it, or is to; null: it could not be asked for. */
  readonly approvalId: string | null
  /** Why it is not activated with the others, as far as that is known here. */
  readonly why: string | null
}

const { read, write } = columnsOf<ActivationBatchTable, ActivationBatch>()({
  id: 'id',
  bulkNumber: 'bulk_number',
  orders: { json: 'orders' },
  askedBy: 'asked_by',
  askedAt: 'asked_at',
  decidedBy: 'decided_by',
  state: 'state',
})

export function batchKey(id: string): string {
  return `activation-batch-${id}`
}

function allOf(db: Database) {
  return db.selectFrom('activation_batch').selectAll()
}

export async function insertBatch(db: Database, batch: ActivationBatch): Promise<void> {
  await db.insertInto('activation_batch').values(write(batch)).execute()
  await thinkOfThem(db, batch)
}

export async function findBatch(db: Database, id: string): Promise<ActivationBatch | undefined> {
  return first(allOf(db).where('id', '=', id), read)
}

/** Those that wait for an approver. */
export async function openBatches(db: Database): Promise<readonly ActivationBatch[]> {
  return list(allOf(db).where('state', '=', 'open').orderBy('asked_at').orderBy('id'), read)
}

/** Being activated when the bot stopped: what has not begun waits for an approver again. */
export async function reopenBatches(db: Database): Promise<void> {
  const rows = await db
    .selectFrom('activation_batch')
    .select('id')
    .where('state', '=', 'running')
    .orderBy('id')
    .execute()
  for (const { id } of rows) {
    await moveBatch(db, { id, state: 'running' }, { state: 'open', decidedBy: null })
  }
}

/** @returns false when somebody else moved it first. */
export async function moveBatch(
  db: Database,
  { id, state }: Pick<ActivationBatch, 'id' | 'state'>,
  to: { readonly state: BatchState; readonly decidedBy?: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('activation_batch')
    .set(write(to))
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  await redraw(db, batchKey(id))
  // What calls it to mind has its buttons.
  const reminders = await db
    .selectFrom('post')
    .select('key')
    .where('key', 'like', `reminder-%-approval-${id}-%`)
    .orderBy('id')
    .execute()
  for (const { key } of reminders) await redraw(db, key)
  const batch = to.state === 'open' ? await findBatch(db, id) : undefined
  if (batch !== undefined) await thinkOfThem(db, batch)
  return numUpdatedRows === 1n
}

async function thinkOfThem(
  db: Database,
  { bulkNumber, orders }: Pick<ActivationBatch, 'bulkNumber' | 'orders'>,
): Promise<void> {
  const held = bulkNumber === null ? orders.map(({ number }) => number) : [bulkNumber]
  for (const number of held) await thinkOfReminders(db, number)
}

/** What is known of one of them since. */
export async function noteInBatch(
  db: Database,
  id: string,
  known: Pick<BatchOrder, 'number' | 'why'> & Partial<BatchOrder>,
): Promise<void> {
  const batch = await findBatch(db, id)
  if (batch === undefined) return
  const orders = batch.orders.map((order) =>
    order.number === known.number ? { ...order, ...known } : order,
  )
  await db.updateTable('activation_batch').set(write({ orders })).where('id', '=', id).execute()
  await redraw(db, batchKey(id))
}
