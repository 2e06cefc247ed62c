import { liveApprovals, useInBatch, type Approval } from '../store/approvals.ts'
import type { Approvable } from './approvable.ts'
import { approvableOrder } from './approvable-order.ts'
import { askApprovalLocked, type ApprovalRequest } from './ask-approval.ts'
import { spend, voidIfApproverLeft, voidIfChanged } from './decide.ts'
import type { Desk } from './desk.ts'
import { contentToApprove, refreshOrder } from './refresh-order.ts'
import { refuseUnlessPossible } from './possible.ts'
import { notFound } from './not-found.ts'

type ActivationAsked =
  | { readonly kind: 'running'; readonly approvalId: string; readonly says: string }
  | {
      readonly kind: 'approval-asked'
      readonly approvalId: string
      readonly approval: Approval
      /** Why an approval given ahead isn't used; null: there was none for this hour. */
      readonly voided: string | null
    }

type Requested = Pick<ApprovalRequest, 'number' | 'by' | 'batch'>

/**
 * A coordinator requests that an order goes live now. The click spends an approval that was given ahead for
 * this hour; without one the approvers are asked.
 *
 * @throws Refusal with every condition when it cannot be activated now.
 */
export function requestActivation(desk: Desk, requested: Requested): Promise<ActivationAsked> {
  return desk.locks.hold(requested.number, async () => {
    const { order, ahead, voided } = await approvedAhead(desk, requested)
    if (ahead === null) return { ...(await ask(desk, requested)), voided }
    const says = await spend(
      desk,
      await useInBatch(desk.db, ahead, requested.batch),
      order,
      requested.by,
    )
    return { kind: 'running', approvalId: ahead.id, says }
  })
}

/**
 * The same for one of several, which begin when all have been requested.
 *
 * @returns what allows it, or will, and why an approval given ahead doesn't.
 * @throws Refusal as above.
 */
export function requestInBatch(
  desk: Desk,
  requested: Requested & { readonly batch: string },
): Promise<Pick<AheadFound, 'voided'> & { readonly approval: Approval }> {
  return desk.locks.hold(requested.number, async () => {
    const { ahead, voided } = await approvedAhead(desk, requested)
    const approval =
      ahead === null
        ? (await ask(desk, requested)).approval
        : await useInBatch(desk.db, ahead, requested.batch)
    return { approval, voided }
  })
}

async function ask(desk: Desk, { number, by, batch }: Requested) {
  const approval = await askApprovalLocked(desk, {
    number,
    operation: 'activate',
    by,
    ...(batch !== undefined && { batch }),
  })
  return { kind: 'approval-asked', approvalId: approval.id, approval } as const
}

interface AheadFound {
  readonly order: Approvable
  readonly ahead: Approval | null
  /** Why the approval given ahead no longer counts. */
  readonly voided: string | null
}

/** Given ahead for this hour, if the order is unchanged and its approver still may approve. */
async function approvedAhead(desk: Desk, { number, by }: Requested): Promise<AheadFound> {
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
  if (ahead === undefined) return { order, ahead: null, voided: null }
  const voided =
    (await voidIfApproverLeft(desk, order, ahead)) ??
    (await voidIfChanged(desk, order, ahead, content))
  return { order, ahead: voided === null ? ahead : null, voided }
}
