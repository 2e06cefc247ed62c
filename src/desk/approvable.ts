import type { ApprovedContent, ApprovalOperation } from '../porting/approval.ts'
import type { Instant } from '../porting/calendar.ts'
import type { Approval, Outcome, SpentApproval } from '../store/approvals.ts'
import type { Changed } from './approver-left.ts'
import type { KindName } from '../store/followed.ts'
import type { EarlierThanExpected } from './approval-refusals.ts'

/** What an approval decides about, read fresh from Bandwidth: an order, or a bulk order with its children. */
export interface Approvable {
  readonly kind: KindName
  readonly channel: string
  /** It and each of its orders, with the people who changed them: like the requester, they may not decide. */
  readonly changed: readonly [Changed, ...Changed[]]
  /** The content that an approval of this operation would cover right now. */
  content(operation: ApprovalOperation): Promise<ApprovedContent>
  /** @throws Refusal with the order's own obstacles; who may decide is checked elsewhere. */
  refuseUnlessPossible(asked: Pick<Approval, 'operation' | 'facts'>): Promise<void>
  /** What the requester has to know before anybody is asked; null: nothing. */
  warning(operation: ApprovalOperation): EarlierThanExpected | null
  expiresAt(operation: ApprovalOperation, requestedAt: Instant): Instant
  /** Performs what was approved, and returns the outcome in one sentence. */
  act(approval: SpentApproval, by: string): Promise<Outcome>
}
