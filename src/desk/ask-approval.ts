import { randomUUID } from 'node:crypto'
import { activationOf } from '../porting/activation.ts'
import { approvalExpiresAt, contentDifferences } from '../porting/approval.ts'
import { isReady, readiness } from '../porting/readiness.ts'
import { isDraft, ruleFor } from '../porting/status.ts'
import {
  insertApproval,
  liveApprovals,
  moveApproval,
  type Approval,
  type ApprovalDeed,
} from '../store/approvals.ts'
import { openActivations } from '../store/activations.ts'
import { audit } from '../store/audit.ts'
import { queuePost, redraw } from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { contentToApprove, lookAtOrder, type FreshLook } from './look-at-order.ts'
import { approvalKey, cardKey } from './post-keys.ts'
import {
  activationRunning,
  alreadyAsked,
  cannotActivateNow,
  cannotCancelNow,
  cannotSubmitNow,
  notReady,
  orderGoneNow,
} from './refusals.ts'

/**
 * Ask the approvers for a deed. What they see and allow is a fresh read of the order; whatever changes
 * afterwards voids it.
 *
 * @throws Refusal when the deed is not possible as the order stands, or was asked for already.
 */
export function askApproval(
  desk: Desk,
  request: {
    readonly number: number
    readonly deed: ApprovalDeed
    readonly by: string
    readonly reason?: string
  },
): Promise<Approval> {
  return desk.locks.hold(request.number, () => askApprovalLocked(desk, request))
}

/** The same for a deed that holds the order's lock already. */
export async function askApprovalLocked(
  desk: Desk,
  { number, deed, by, reason }: Parameters<typeof askApproval>[1],
): Promise<Approval> {
  const look = await lookAtOrder(desk, number)
  if (look === null) throw orderGoneNow(number)
  await refuseUnlessPossible(desk, deed, look)

  const now = desk.clock()
  const content = await contentToApprove(desk, deed, look)
  for (const open of await liveApprovals(desk.db, number)) {
    if (open.deed !== deed || open.state !== 'open') continue
    if (contentDifferences(open.content, content).length === 0 && open.expiresAt > now) {
      throw alreadyAsked(open)
    }
    await moveApproval(desk.db, open, { state: 'void', outcome: 'asked again' })
    await redraw(desk.db, approvalKey(open.id))
  }

  const { seen, channel } = look.tracked
  const approval = {
    id: randomUUID(),
    orderNumber: number,
    deed,
    askedBy: by,
    askedAt: now,
    content,
    facts: reason === undefined ? {} : { reason },
    expiresAt: approvalExpiresAt({ deed, requestedAt: now, order: seen, until: null }),
    state: 'open',
  } as const
  await desk.db.transaction().execute(async (db) => {
    await insertApproval(db, approval)
    await queuePost(db, {
      key: approvalKey(approval.id),
      ref: { kind: 'approval', number, id: approval.id },
      channel,
      parent: cardKey(number),
      broadcast: true,
      now,
    })
    await redraw(db, cardKey(number))
    await audit(db, { at: now, orderNumber: number, by, deed: `ask to ${deed}`, facts: {} })
  })
  desk.nudge()
  return { ...approval, decidedBy: null, decidedAt: null, outcome: null, version: 1 }
}

/** The order's own obstacles; who may decide is another matter. */
export async function refuseUnlessPossible(
  desk: Desk,
  deed: ApprovalDeed,
  { tracked }: FreshLook,
): Promise<void> {
  const { seen, documents } = tracked
  const { may } = ruleFor(seen.status)
  switch (deed) {
    case 'submit': {
      const items = readiness(seen, { documents })
      if (isDraft(seen.status) && !isReady(items)) throw notReady(tracked, items)
      if (!may.includes('submit')) throw cannotSubmitNow(tracked)
      return
    }
    case 'cancel':
      if (!may.includes('cancel')) throw cannotCancelNow(tracked)
      return
    case 'activate': {
      const [run] = await openActivations(desk.db, tracked.number)
      if (run !== undefined) throw activationRunning(run)
      const now = desk.clock()
      const { calendar, activation: settings } = desk.settings
      const activation = activationOf(seen, { now, calendar, ...settings })
      if (!activation.allowed) throw cannotActivateNow(tracked, activation)
    }
  }
}
