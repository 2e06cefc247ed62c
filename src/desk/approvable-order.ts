import { approvalExpiresAt, type ApprovalOperation } from '../porting/approval.ts'
import { automaticActivation, blackoutStartsAt, expectedInstead } from '../porting/foc.ts'
import type { SeenOrder } from '../store/orders.ts'
import { activateOrder } from './activate-order.ts'
import type { Act } from './act.ts'
import type { Approvable } from './approvable.ts'
import { changeApproved } from './approved-change.ts'
import { CANCEL_ORDER } from './cancel-order.ts'
import { changeAsApproved } from './change-order.ts'
import type { Desk } from './desk.ts'
import { contentToApprove, refreshOrder, type RefreshedOrder } from './refresh-order.ts'
import { refuseUnlessPossible } from './possible.ts'
import { EarlierThanExpected } from './approval-refusals.ts'
import { submitOrder } from './submit-order.ts'

export async function refreshApprovableOrder(
  desk: Desk,
  number: number,
): Promise<Approvable | null> {
  const refreshed = await refreshOrder(desk, number)
  return refreshed === null ? null : approvableOrder(desk, refreshed)
}

const ACTS: Record<ApprovalOperation, Act> = {
  submit: submitOrder,
  cancel: (desk, approval, { tracked: order }, by) =>
    changeApproved(desk, CANCEL_ORDER, { order, approval, by }),
  activate: activateOrder,
  change: changeAsApproved,
}

export function approvableOrder(desk: Desk, refreshed: RefreshedOrder): Approvable {
  const { tracked } = refreshed
  return {
    kind: 'order',
    channel: tracked.channel,
    changed: [tracked],
    content: (operation) => contentToApprove(desk, operation, refreshed),
    refuseUnlessPossible: (asked) => refuseUnlessPossible(desk, asked, refreshed),
    warning: (operation) => (operation === 'submit' ? warningOf(tracked) : null),
    expiresAt: (operation, requestedAt) =>
      approvalExpiresAt({
        operation,
        requestedAt,
        calendar: desk.settings.calendar,
        requestedFocDate: tracked.seen.requestedFocDate,
        liveAt: automaticActivation(tracked.seen),
        lockedAt: blackoutStartsAt(tracked.seen),
        // A draft is extended while a request for it is open.
        purgedAt: null,
      }),
    act: (approval, by) => ACTS[approval.operation](desk, approval, refreshed, by),
  }
}

function warningOf(order: SeenOrder): EarlierThanExpected | null {
  const { seen } = order
  const expected = expectedInstead(seen)
  const requested = seen.requestedFocDate
  return expected === null || requested === null
    ? null
    : new EarlierThanExpected(order, requested.day, expected)
}
