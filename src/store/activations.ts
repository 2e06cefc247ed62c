import type { Instant } from '../porting/calendar.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { redrawBatchOf } from './approvals.ts'
import { thinkOfReminders } from './plans.ts'
import { first } from './queries.ts'
import type { ActivationTable } from './schema.ts'

/**
 * `asked`: Bandwidth accepted the request, the order does not show it yet. `unknown`: no answer came.
 * `live`: the order shows it. `refused`: Bandwidth said no. `not-seen`: it did not before the deadline.
 */
type ActivationState = 'asked' | 'unknown' | 'live' | 'refused' | 'not-seen'

declare const activationId: unique symbol
/** Of one that was written a moment ago, and is asked for next. */
export type ActivationId = number & { readonly [activationId]: true }

export interface ActivationRun {
  readonly id: number
  readonly orderNumber: number
  readonly approvalId: string
  readonly askedAt: Instant
  readonly by: string
  readonly state: ActivationState
  /** Bandwidth's own words; empty when it took the request and said nothing more, null: no answer. */
  readonly reply: string | null
  readonly confirmUntil: Instant
  readonly windowClosesAt: Instant | null
}

const { read, write } = columnsOf<ActivationTable, ActivationRun>()({
  id: 'id',
  orderNumber: 'order_number',
  approvalId: 'approval_id',
  askedAt: 'asked_at',
  by: 'by',
  state: 'state',
  reply: 'told',
  confirmUntil: 'look_until',
  windowClosesAt: 'window_closes_at',
})

export async function insertActivation(
  db: Database,
  run: Omit<ActivationRun, 'id'>,
): Promise<ActivationId> {
  const { id } = await db
    .insertInto('activation')
    .values({ ...write(run), version: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  await thinkOfReminders(db, run.orderNumber)
  return id as ActivationId
}

export async function findActivation(db: Database, id: number): Promise<ActivationRun | undefined> {
  return first(db.selectFrom('activation').selectAll().where('id', '=', id), read)
}

/** Runs whose end is not known yet. */
export async function openActivations(
  db: Database,
  orderNumber?: number,
): Promise<readonly ActivationRun[]> {
  let query = db.selectFrom('activation').selectAll().where('state', 'in', ['asked', 'unknown'])
  if (orderNumber !== undefined) query = query.where('order_number', '=', orderNumber)
  return (await query.orderBy('id').execute()).map(read)
}

/** Runs that never showed before their deadline. */
export async function activationsNotSeen(
  db: Database,
  orderNumber: number,
): Promise<readonly ActivationRun[]> {
  const rows = await db
    .selectFrom('activation')
    .selectAll()
    .where('state', '=', 'not-seen')
    .where('order_number', '=', orderNumber)
    .orderBy('id')
    .execute()
  return rows.map(read)
}

export async function moveActivation(
  db: Database,
  id: number,
  to: {
    readonly state: ActivationState
    readonly reply?: string | null
    readonly confirmUntil?: Instant
  },
): Promise<void> {
  await db.updateTable('activation').set(write(to)).where('id', '=', id).execute()
  const run = await findActivation(db, id)
  if (run !== undefined) await redrawBatchOf(db, run.approvalId)
}

/** What became of the approvals that were used; the latest of each. */
export async function activationsOf(
  db: Database,
  approvalIds: readonly string[],
): Promise<ReadonlyMap<string, ActivationRun>> {
  const rows = await db
    .selectFrom('activation')
    .selectAll()
    .where('approval_id', 'in', approvalIds)
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.approval_id, read(row)]))
}
