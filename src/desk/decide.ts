import { fixOf } from '../porting/causes.ts'
import type { Fix } from '../porting/fix.ts'
import { APPROVER_LEFT, showDifferences, type ApprovedContent } from '../porting/approval.ts'
import { bulkContentDifferences } from '../porting/bulk-approval.ts'
import {
  findApproval,
  moveApproval,
  spendApproval,
  announceOutcome,
  type Approval,
  type Outcome,
} from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import type { Approvable } from './approvable.ts'
import { refreshApprovable } from './refresh-approvable.ts'
import type { Desk } from './desk.ts'
import { redrawApproval } from './queue-approval.ts'
import { notFound } from './not-found.ts'
import { NotReady, RefusedByBandwidth } from './refusals.ts'
import {
  alreadyDecided,
  approvalEnded,
  approverNotKnown,
  changedAfterAsked,
  noSuchApproval,
  refuseUnlessMayDecide,
} from './approval-refusals.ts'
import { Refusal } from '../porting/refusal.ts'
import { redrawReplacements } from './replaced-by.ts'
import { refuseSecretsIn } from './refuse-secrets.ts'
import { notifyAsker, voidApproval } from './void-approval.ts'

export interface Decider {
  readonly by: string
  /** Checked at the click, not cached. */
  readonly isApprover: boolean
}

/**
 * An approver says yes. Under the order's lock: read the order again, compare it with what was approved,
 * spend the approval, act, refresh. However often and by whomever it is pressed, one operation results.
 *
 * @returns the sentence that the request now shows.
 * @throws Refusal when it was decided already, has ended, was voided by a change, or is not theirs.
 */
export async function approveRequest(
  desk: Desk,
  approvalId: string,
  decider: Decider,
): Promise<string> {
  const { orderNumber } = await openApproval(desk, approvalId)
  return desk.locks.hold(orderNumber, async () => {
    const approval = await openApproval(desk, approvalId)
    const decided = await refreshApprovable(desk, orderNumber)
    if (decided === null) throw await notFound(desk, orderNumber)
    refuseUnlessTheirs(desk, approval, decided, decider)
    // The refresh may have voided it already.
    await openApproval(desk, approvalId)
    await refuseIfChanged(desk, approval, decided)
    const asked: Approvable = {
      ...decided,
      // A refusal here is an outcome too: the requester is notified of it.
      async act(spent, by) {
        await decided.refuseUnlessPossible(approval)
        return decided.act(spent, by)
      },
    }
    return spend(desk, approval, asked, decider.by)
  })
}

/** An approver denies a request, or the requester withdraws it; either may give a reason. @returns the request. */
export async function deny(
  desk: Desk,
  approvalId: string,
  { by, isApprover, reason }: Decider & { readonly reason: string | null },
): Promise<Approval> {
  const { orderNumber } = await openApproval(desk, approvalId)
  return desk.locks.hold(orderNumber, async () => {
    const approval = await openApproval(desk, approvalId)
    // The requester may withdraw; a person who changed the order may still deny it.
    if (!isApprover && by !== approval.askedBy) {
      refuseUnlessMayDecide({
        operation: approval.operation,
        asker: approval.askedBy,
        changedBy: [],
        decider: by,
        isApprover,
        askerMayDecide: true,
      })
    }
    if (reason !== null) await refuseSecretsIn(desk, orderNumber, reason)
    const now = desk.clock()
    const denied = { state: 'denied', decidedBy: by, decidedAt: now, outcome: reason } as const
    if (!(await moveApproval(desk.db, approval, denied))) throw await whyNotOpen(desk, approvalId)
    const isWithdrawn = by === approval.askedBy
    await audit(desk.db, {
      at: now,
      orderNumber,
      by,
      operation: isWithdrawn ? 'withdraw request' : `deny ${approval.operation}`,
      facts: reason === null ? {} : { reason },
    })
    await show(desk, approval)
    return approval
  })
}

/**
 * Use an approval, once. The outcome of the operation is shown in the request; when it is certain that
 * Bandwidth could not even be asked, the approval is given back.
 */
export async function spend(
  desk: Desk,
  approval: Approval,
  decided: Approvable,
  by: string,
): Promise<string> {
  const now = desk.clock()
  const spent = await spendApproval(desk.db, approval, { by, now })
  if (spent === null) throw await whyNotOpen(desk, approval.id)
  await audit(desk.db, {
    at: now,
    orderNumber: approval.orderNumber,
    by,
    operation:
      approval.state === 'granted'
        ? `use the approval to ${approval.operation}`
        : `approve ${approval.operation}`,
    facts: {},
  })
  const used = approval.state === 'granted' ? { usedBy: by } : {}
  try {
    const outcome = await decided.act(spent, by)
    await announceOutcome(desk.db, approval.id, { ...outcome, ...used })
    if (outcome.result === 'refused') await notifyAsker(desk.db, decided, approval, desk.clock())
    return outcome.says
  } catch (error) {
    if (error instanceof Refusal) {
      if (NOTHING_DECIDED.has(error.code)) {
        await moveApproval(desk.db, { id: approval.id, state: 'spent' }, { state: approval.state })
      } else {
        await announceOutcome(desk.db, approval.id, { ...refusedOutcome(error), ...used })
        await notifyAsker(desk.db, decided, approval, desk.clock())
      }
    } else {
      await announceOutcome(desk.db, approval.id, {
        ...used,
        result: 'unknown',
        says: 'Something broke before it finished. Check the order.',
      })
    }
    throw error
  } finally {
    await show(desk, approval)
  }
}

/** Bandwidth could not be asked, or an earlier press is still running: the request stays as it was. */
const NOTHING_DECIDED: ReadonlySet<string> = new Set([
  'bandwidth-unreachable',
  'activation-running',
  'change-in-doubt',
])

function refusedOutcome(refusal: Refusal): Outcome {
  const { message: says, nextStep: next, why } = refusal
  return { result: 'refused', says, why, next, fix: fixFor(refusal) }
}

function fixFor(refusal: Refusal): Fix['kind'] | null {
  if (refusal instanceof RefusedByBandwidth) return fixOf(refusal.errors).kind
  return refusal instanceof NotReady ? 'fields' : null
}

function refuseUnlessTheirs(
  desk: Desk,
  approval: Approval,
  { changed }: Approvable,
  { by, isApprover }: Decider,
): void {
  const { operation, askedBy, facts } = approval
  refuseUnlessMayDecide({
    operation,
    asker: askedBy,
    askedBefore: facts.change?.askedBefore ?? [],
    changedBy: changed.flatMap(({ changedBy }) => changedBy.map((one) => one.by)),
    decider: by,
    isApprover,
    askerMayDecide: desk.settings.askerMayApprove,
  })
}

async function refuseIfChanged(desk: Desk, approval: Approval, decided: Approvable): Promise<void> {
  const content = await decided.content(approval.operation)
  const outcome = await voidIfChanged(desk, decided, approval, content)
  if (outcome !== null) throw changedAfterAsked(approval, outcome)
}

/**
 * What was approved ahead counts only while its approver still may approve.
 *
 * @returns why it no longer counts; null when it does.
 * @throws Refusal when that can't be found out: it fails closed.
 */
export async function voidIfApproverLeft(
  desk: Desk,
  of: Pick<Approvable, 'kind' | 'channel'>,
  approval: Approval,
): Promise<string | null> {
  const may = await desk.mayApprove(approval.decidedBy ?? approval.askedBy)
  if (may === null) throw approverNotKnown(approval)
  if (may) return null
  await voidApproval(desk, of, approval, APPROVER_LEFT)
  return APPROVER_LEFT
}

/** An approval covers one content only. @returns the differences, in words; null when there are none. */
export async function voidIfChanged(
  desk: Desk,
  of: Pick<Approvable, 'kind' | 'channel'>,
  approval: Approval,
  content: ApprovedContent,
): Promise<string | null> {
  const differences = bulkContentDifferences(approval.content, content)
  if (differences.length === 0) return null
  const outcome = showDifferences(differences)
  await voidApproval(desk, of, approval, outcome)
  return outcome
}

/** An approval that waits for its decision; one whose time is up is expired here. */
async function openApproval(desk: Desk, id: string): Promise<Approval> {
  const approval = await findApproval(desk.db, id)
  if (approval === undefined) throw noSuchApproval()
  if (approval.state !== 'open') throw await whyNotOpen(desk, id)
  if (approval.expiresAt <= desk.clock()) {
    await moveApproval(desk.db, approval, { state: 'expired' })
    await show(desk, approval)
    throw approvalEnded(approval)
  }
  return approval
}

async function whyNotOpen(desk: Desk, id: string): Promise<Refusal> {
  const approval = await findApproval(desk.db, id)
  return approval === undefined ? noSuchApproval() : alreadyDecided(approval)
}

async function show(desk: Desk, approval: Approval): Promise<void> {
  await redrawApproval(desk.db, approval)
  await redrawReplacements(desk.db, approval.orderNumber)
  desk.wake()
}
