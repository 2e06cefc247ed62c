import { liveApprovals, useInBatch, type Approval } from '../store/approvals.ts'
import { approvableOrder } from './approvable-order.ts'
import { askApprovalLocked } from './ask-approval.ts'
import { spend, voidIfChanged } from './decide.ts'
import type { Desk } from './desk.ts'
import { contentToApprove, refreshOrder } from './refresh-order.ts'
import { refuseUnlessPossible } from './possible.ts'
import { notFound } from './not-found.ts'

export type ActivationAsked =
  | { readonly kind: 'running'; readonly approvalId: string; readonly says: string }
  | { readonly kind: 'approval-asked'; readonly approvalId: string; readonly approval: Approval }

/**
 * A coordinator wants an order live now. An approval given ahead for this hour is spent by the click;
 * without one the approvers are asked.
 *
 * @throws Refusal with every condition when it cannot be activated now.
 */
export function requestActivation(
  desk: Desk,
  {
    number,
    by,
    batch,
  }: {
    readonly number: number
    readonly by: string
    /** It is asked for together with others, in one message. */
    readonly batch?: string
  },
): Promise<ActivationAsked> {
  return desk.locks.hold(number, async () => {
    const refreshed = await refreshOrder(desk, number)
    if (refreshed === null) throw await notFound(desk, number)
    await refuseUnlessPossible(desk, { operation: 'activate', facts: {} }, refreshed)

    const now = desk.clock()
    const content = await contentToApprove(desk, 'activate', refreshed)
    const ahead = (await liveApprovals(desk.db, number)).find(
      ({ operation, state, facts, decidedBy }) =>
        operation === 'activate' &&
        state === 'granted' &&
        facts.ahead !== undefined &&
        facts.ahead.opensAt <= now &&
        now < facts.ahead.closesAt &&
        (decidedBy !== by || desk.settings.askerMayApprove),
    )
    const order = approvableOrder(desk, refreshed)
    if (ahead !== undefined && (await voidIfChanged(desk, order, ahead, content)) === null) {
      const says = await spend(desk, await useInBatch(desk.db, ahead, batch), order, by)
      return { kind: 'running', approvalId: ahead.id, says }
    }
    const approval = await askApprovalLocked(desk, {
      number,
      operation: 'activate',
      by,
      ...(batch !== undefined && { batch }),
    })
    return { kind: 'approval-asked', approvalId: approval.id, approval }
  })
}
