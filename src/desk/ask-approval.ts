import { randomUUID } from 'node:crypto'
import type { CalendarDay } from '../porting/calendar.ts'
import { contentDifferences, type ApprovalOperation } from '../porting/approval.ts'
import { liveApprovals, moveApproval, type Approval, type AskedChange } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { redraw } from '../store/posts.ts'
import { refreshApprovable } from './refresh-approvable.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { approvalKey } from './post-keys.ts'
import { queueApproval } from './queue-approval.ts'
import { notFound } from './not-found.ts'
import { noApproverLeft, noneLeft } from './approver-left.ts'
import { alreadyAsked, wouldEndAtOnce } from './approval-refusals.ts'
import { refuseSecretsIn } from './refuse-secrets.ts'
import { voidApproval } from './void-approval.ts'

export interface ApprovalRequest {
  readonly number: number
  readonly operation: ApprovalOperation
  readonly by: string
  readonly reason?: string
  readonly change?: AskedChange
  /** This day although Bandwidth expects a later one: the requester was warned. */
  readonly anyway?: CalendarDay
  /** It is requested together with others, in one message. */
  readonly batch?: string
}

/**
 * Ask the approvers. What they see and approve is read fresh from Bandwidth; a change after that voids it.
 *
 * @throws Refusal when the operation is not possible in the order's state, or was requested already.
 */
export function askApproval(desk: Desk, request: ApprovalRequest): Promise<Approval> {
  return desk.locks.hold(request.number, () => askApprovalLocked(desk, request))
}

/** The same for an operation that holds the order's lock already. */
export async function askApprovalLocked(
  desk: Desk,
  { number, operation, by, reason, change, anyway, batch }: ApprovalRequest,
): Promise<Approval> {
  const asked = await refreshApprovable(desk, number)
  if (asked === null) throw await notFound(desk, number)
  const facts = {
    ...(reason !== undefined && { reason }),
    ...(change !== undefined && { change }),
    ...(batch !== undefined && { batch }),
  }
  await asked.refuseUnlessPossible({ operation, facts })
  const none = await noneLeft(desk, asked.changed, { operation, facts, askedBy: by })
  if (none !== null) throw noApproverLeft(none)
  const warning = asked.warning(operation)
  if (warning !== null && warning.requested !== anyway) throw warning
  if (reason !== undefined) await refuseSecretsIn(desk, number, reason)

  const now = desk.clock()
  const expiresAt = asked.expiresAt(operation, now)
  if (expiresAt <= now) throw wouldEndAtOnce(number, operation)
  const content = await asked.content(operation)
  for (const open of await liveApprovals(desk.db, number)) {
    if (open.operation !== operation || open.state !== 'open') continue
    const isSame =
      contentDifferences(open.content, content).length === 0 &&
      isSameChange(open.facts.change, change)
    if (isSame && open.expiresAt > now) {
      // If somebody deleted its message, the redraw notices that and posts it again.
      await redraw(desk.db, approvalKey(open.id))
      desk.wake()
      throw alreadyAsked(open)
    }
    // A requester who asks again knows that the first request is over; one whose change gives way to
    // somebody else's is notified.
    if (operation === 'change' && open.askedBy !== by) {
      await voidApproval(desk, asked, open, 'another change was requested')
      continue
    }
    await moveApproval(desk.db, open, { state: 'void', outcome: 'asked again' })
    await redraw(desk.db, approvalKey(open.id))
  }

  const approval = {
    id: randomUUID(),
    orderNumber: number,
    operation,
    askedBy: by,
    askedAt: now,
    content,
    facts,
    expiresAt,
    state: 'open',
  } as const
  await writeAndWake(desk, async (db) => {
    await queueApproval(db, asked, approval)
    await audit(db, {
      at: now,
      orderNumber: number,
      by,
      operation: `ask to ${operation}`,
      facts: {},
    })
  })
  return { ...approval, decidedBy: null, decidedAt: null, outcome: null }
}

/** Typed secrets are not compared, so a change with secrets is never the same. */
function isSameChange(one: AskedChange | undefined, other: AskedChange | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  const isPlain = one.secrets === null && other.secrets === null
  return isPlain && JSON.stringify(one.differences) === JSON.stringify(other.differences)
}
