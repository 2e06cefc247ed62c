import { approvalExpiresAt, type ApprovedContent } from '../porting/approval.ts'
import type { Instant } from '../porting/calendar.ts'
import { automaticActivation, expectedInstead } from '../porting/foc.ts'
import type { Approval, ApprovalDeed, Outcome } from '../store/approvals.ts'
import { findBulk } from '../store/bulk-orders.ts'
import type { SeenOrder } from '../store/orders.ts'
import { activateOrder } from './activate-order.ts'
import type { Act } from './act.ts'
import { lookAtApprovableBulk } from './bulk/approvable-bulk.ts'
import { cancelOrder } from './cancel-order.ts'
import type { Desk } from './desk.ts'
import { contentToApprove, lookAtOrder, type FreshLook } from './look-at-order.ts'
import { refuseUnlessPossible } from './possible.ts'
import { EarlierThanExpected } from './refusals.ts'
import { submitOrder } from './submit-order.ts'

/** What is decided about, as it stands at Bandwidth this moment: an order, or a bulk order with its children. */
export interface Approvable {
  readonly kind: 'order' | 'bulk'
  readonly number: number
  readonly channel: string
  /** Whoever changed it since: they decide no more than the asker does. */
  readonly changedBy: readonly string[]
  /** What an approval of this deed would hold right now. */
  content(deed: ApprovalDeed): Promise<ApprovedContent>
  /** @throws Refusal with its own obstacles; who may decide is another matter. */
  refuseUnlessPossible(deed: ApprovalDeed): Promise<void>
  /** What whoever asks has to know before anybody is asked; null: nothing. */
  warning(deed: ApprovalDeed): EarlierThanExpected | null
  expiresAt(deed: ApprovalDeed, requestedAt: Instant): Instant
  /** Does what was approved, and says in one sentence what came of it. */
  act(approval: Approval, by: string): Promise<Outcome>
}

/** @returns null when Bandwidth does not have it any more. The caller holds its lock. */
export async function lookAtApprovable(desk: Desk, number: number): Promise<Approvable | null> {
  if ((await findBulk(desk.db, number)) !== undefined) return lookAtApprovableBulk(desk, number)
  const look = await lookAtOrder(desk, number)
  return look === null ? null : approvableOrder(desk, look)
}

const ACTS: Record<ApprovalDeed, Act> = {
  submit: submitOrder,
  cancel: cancelOrder,
  activate: activateOrder,
}

export function approvableOrder(desk: Desk, look: FreshLook): Approvable {
  const { tracked } = look
  return {
    kind: 'order',
    number: tracked.number,
    channel: tracked.channel,
    changedBy: tracked.changedBy.map(({ by }) => by),
    content: (deed) => contentToApprove(desk, deed, look),
    refuseUnlessPossible: (deed) => refuseUnlessPossible(desk, deed, look),
    warning: (deed) => (deed === 'submit' ? warningOf(tracked) : null),
    expiresAt: (deed, requestedAt) =>
      approvalExpiresAt({
        ...{ deed, requestedAt, until: null, calendar: desk.settings.calendar },
        requestedFocDate: tracked.seen.requestedFocDate,
        liveAt: automaticActivation(tracked.seen),
        // As long as it is asked for, a draft is kept.
        purgedAt: null,
      }),
    act: (approval, by) => ACTS[approval.deed](desk, approval, look, by),
  }
}

function warningOf({ number, seen }: SeenOrder): EarlierThanExpected | null {
  const expected = expectedInstead(seen)
  const wanted = seen.requestedFocDate
  return expected === null || wanted === null
    ? null
    : new EarlierThanExpected(number, wanted.day, expected)
}
