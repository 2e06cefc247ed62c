import type { Outcome, SpentApproval } from '../store/approvals.ts'
import type { Desk } from './desk.ts'
import type { FreshLook } from './look-at-order.ts'

/** Does what was approved, and says in one sentence what came of it. */
export type Act = (
  desk: Desk,
  approval: SpentApproval,
  look: FreshLook,
  by: string,
) => Promise<Outcome>
