import type { Instant } from '../porting/calendar.ts'
import { findBatch, type ActivationBatch, type BatchOrder } from '../store/activation-batches.ts'
import { activationsOf, type ActivationRun } from '../store/activations.ts'
import { approvalsOf, type Approval } from '../store/approvals.ts'
import type { TrackedBulk } from '../store/bulk-orders.ts'
import type { Desk } from './desk.ts'
import { findOrder } from '../store/orders.ts'
import { withItsBulk } from './numbered.ts'
import { viewOrder, type OrderView } from './view-order.ts'

/** Several orders that are activated together, with the progress of each. */
export interface BatchView {
  readonly now: Instant
  readonly batch: ActivationBatch
  readonly bulk: TrackedBulk | null
  readonly orders: readonly BatchedOrder[]
}

export interface BatchedOrder {
  readonly order: BatchOrder
  readonly view: OrderView
  readonly approval: Approval | null
  /** The activation, once it has begun. */
  readonly run: ActivationRun | null
}

export async function viewBatch(desk: Desk, id: string): Promise<BatchView | null> {
  const batch = await findBatch(desk.db, id)
  if (batch === undefined) return null
  const now = desk.clock()
  const ids = batch.orders.flatMap(({ approvalId }) => approvalId ?? [])
  const runs = await activationsOf(desk.db, ids)
  const approvals = await approvalsOf(desk.db, ids)
  const orders: BatchedOrder[] = []
  for (const order of batch.orders) {
    const tracked = await findOrder(desk.db, order.number)
    if (tracked === undefined) continue
    const { approvalId } = order
    orders.push({
      order,
      view: await viewOrder(desk.db, tracked, desk.settings, now),
      approval: approvalId === null ? null : (approvals.get(approvalId) ?? null),
      run: approvalId === null ? null : (runs.get(approvalId) ?? null),
    })
  }
  return { now, batch, bulk: await withItsBulk(desk.db, batch, (bulk) => bulk), orders }
}
