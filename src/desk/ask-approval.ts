import { randomUUID } from 'node:crypto'
import type { CalendarDay } from '../porting/calendar.ts'
import { contentDifferences } from '../porting/approval.ts'
import {
  liveApprovals,
  moveApproval,
  type Approval,
  type ApprovalDeed,
  type AskedChange,
} from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { redraw } from '../store/posts.ts'
import { lookAtApprovable } from './look-at-approvable.ts'
import type { Desk } from './desk.ts'
import { approvalKey } from './post-keys.ts'
import { queueApproval } from './queue-approval.ts'
import { orderGoneNow } from './refusals.ts'
import { alreadyAsked, wouldEndAtOnce } from './approval-refusals.ts'
import { refuseSecretsIn } from './refuse-secrets.ts'

export interface ApprovalRequest {
  readonly number: number
  readonly deed: ApprovalDeed
  readonly by: string
  readonly reason?: string
  readonly change?: AskedChange
  /** This day, though Bandwidth expects a later one: whoever asks was told. */
  readonly anyway?: CalendarDay
}

/**
 * Ask the approvers for a deed. What they see and allow is a fresh read of the order; whatever changes
 * afterwards voids it.
 *
 * @throws Refusal when the deed is not possible as the order stands, or was asked for already.
 */
export function askApproval(desk: Desk, request: ApprovalRequest): Promise<Approval> {
  return desk.locks.hold(request.number, () => askApprovalLocked(desk, request))
}

/** The same for a deed that holds the order's lock already. */
export async function askApprovalLocked(
  desk: Desk,
  { number, deed, by, reason, change, anyway }: ApprovalRequest,
): Promise<Approval> {
  const asked = await lookAtApprovable(desk, number)
  if (asked === null) throw orderGoneNow(number)
  const facts = {
    ...(reason !== undefined && { reason }),
    ...(change !== undefined && { change }),
  }
  await asked.refuseUnlessPossible({ deed, facts })
  const warning = asked.warning(deed)
  if (warning !== null && warning.wanted !== anyway) throw warning
  if (reason !== undefined) await refuseSecretsIn(desk, number, reason)

  const now = desk.clock()
  const expiresAt = asked.expiresAt(deed, now)
  if (expiresAt <= now) throw wouldEndAtOnce(number, deed)
  const content = await asked.content(deed)
  for (const open of await liveApprovals(desk.db, number)) {
    if (open.deed !== deed || open.state !== 'open') continue
    const isSame =
      contentDifferences(open.content, content).length === 0 &&
      isSameChange(open.facts.change, change)
    if (isSame && open.expiresAt > now) {
      throw alreadyAsked(open)
    }
    await moveApproval(desk.db, open, { state: 'void', outcome: 'asked again' })
    await redraw(desk.db, approvalKey(open.id))
  }

  const approval = {
    id: randomUUID(),
    orderNumber: number,
    deed,
    askedBy: by,
    askedAt: now,
    content,
    facts,
    expiresAt,
    state: 'open',
  } as const
  await desk.db.transaction().execute(async (db) => {
    await queueApproval(db, asked, approval)
    await audit(db, { at: now, orderNumber: number, by, deed: `ask to ${deed}`, facts: {} })
  })
  desk.nudge()
  return { ...approval, decidedBy: null, decidedAt: null, outcome: null, version: 1 }
}

/** Secrets that were typed make it another: they are not compared. */
function isSameChange(one: AskedChange | undefined, other: AskedChange | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  const isPlain = one.secrets === null && other.secrets === null
  return isPlain && JSON.stringify(one.differences) === JSON.stringify(other.differences)
}
