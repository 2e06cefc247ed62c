import type { Outcome, SpentApproval } from '../store/approvals.ts'
import type { Desk } from './desk.ts'
import type { RefreshedOrder } from './refresh-order.ts'

/** Performs what was approved, and returns the outcome in one sentence. */
export type Act = (
  desk: Desk,
  approval: SpentApproval,
  refreshed: RefreshedOrder,
  by: string,
) => Promise<Outcome>
