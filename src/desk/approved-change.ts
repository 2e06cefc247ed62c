import type { BandwidthWrites } from '../bandwidth/bandwidth.ts'
import { showEasternTime } from '../porting/calendar.ts'
import type { ApprovalOperation } from '../porting/approval.ts'
import type { Outcome, SpentApproval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import type { Desk } from './desk.ts'
import type { AnyOrder, OrderKind } from './order-kind.ts'
import { sendChange } from './send-to-bandwidth.ts'

/**
 * A call that is sent when an approver has said yes, declared once: the approval is the row that survives a
 * crash, and the refresh afterwards shows the outcome.
 */
export interface ApprovedChange<Order extends AnyOrder> {
  readonly of: OrderKind<Order>
  readonly operation: ApprovalOperation
  /** Completes "Bandwidth would not …". */
  readonly what: string
  readonly send: (bandwidth: BandwidthWrites, order: Order) => Promise<unknown>
  /** Refreshes what the operation changes besides the order. */
  readonly refreshBeside?: (desk: Desk, order: Order) => Promise<unknown>
  /** The outcome when a refresh shows it; null when it does not. */
  readonly shows: (order: Order, time: string) => Outcome | null
  /** Bandwidth accepted it, and it does not show yet. @param after is null when the order could not be read. */
  readonly taken: (time: string, after: Order | null) => string
  /** No answer came, and it does not show. */
  readonly inDoubt: (time: string) => string
  /** Bandwidth no longer has the order; when absent: announced as one that could not be read. */
  readonly deleted?: (time: string) => string
}

interface Approved<Order extends AnyOrder> {
  readonly order: Order
  readonly approval: SpentApproval
  readonly by: string
}

/**
 * Send it once, under the order's lock, and return the outcome in one sentence.
 *
 * @throws Refusal when it is certain that nothing happened.
 */
export async function changeApproved<Order extends AnyOrder>(
  desk: Desk,
  change: ApprovedChange<Order>,
  { order, approval, by }: Approved<Order>,
): Promise<Outcome> {
  const { of, operation, what, send, shows, taken, inDoubt, deleted } = change
  const { number } = order
  const why = of.whyNot(desk, number, what)
  const answer = await sendChange(desk, number, () => send(desk.writesFor(approval), order), why)
  await audit(desk.db, { at: desk.clock(), orderNumber: number, by, operation, facts: { answer } })
  await change.refreshBeside?.(desk, order)

  const after = await of.refreshAfter(desk, number)
  const time = showEasternTime(desk.clock())
  if (after === null && deleted !== undefined) return { result: 'unknown', says: deleted(time) }
  return (
    (after == null ? null : shows(after, time)) ??
    (answer === 'answered'
      ? { result: 'taken', says: taken(time, after ?? null) }
      : { result: 'unknown', says: inDoubt(time) })
  )
}
