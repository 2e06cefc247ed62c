import { APPROVER_LEFT } from '../porting/approval.ts'
import type { Instant } from '../porting/calendar.ts'
import { approvalsIn, type Approval } from '../store/approvals.ts'
import type { Database } from '../store/database.ts'
import { changedIn, noneLeft, noneLeftWords } from './approver-left.ts'
import { BY_ITSELF, writeAndWake, type Desk } from './desk.ts'
import { numbered, orderNumbered } from './numbered.ts'
import { withdraw } from './void-approval.ts'

const EVERY_MS = 10 * 60_000

/**
 * What voids the pre-approvals of those who are no approvers any more, and what waits for nobody since they
 * left, to be asked at every tick: Slack is asked every ten minutes while there are any. While it doesn't
 * answer, they stay.
 */
export function voidLeftNowAndThen(desk: Desk): () => Promise<void> {
  let askedAt: Instant | null = null
  return async () => {
    const now = desk.clock()
    if (askedAt !== null && now >= askedAt && now < askedAt + EVERY_MS) return
    askedAt = now
    const granted = await approvalsIn(desk.db, 'granted')
    const byApprover = Map.groupBy(granted, ({ decidedBy, askedBy }) => decidedBy ?? askedBy)
    for (const [approver, theirs] of byApprover) {
      if ((await desk.mayApprove(approver)) !== false) continue
      await writeAndWake(desk, (db) => voidAll(db, theirs, now))
    }
    await voidUndecidable(desk, now)
  }
}

/** Whoever asked hears it with the way out, and not when the request expires. */
async function voidUndecidable(desk: Desk, now: Instant): Promise<void> {
  const { db } = desk
  for (const approval of await approvalsIn(db, 'open')) {
    // Of several, each has an approver of its own.
    if (approval.facts.batch !== undefined) continue
    const [found, changed] = [
      await numbered(db, approval.orderNumber),
      await changedIn(db, approval.orderNumber),
    ]
    if (found === undefined || changed === null) continue
    const none = await noneLeft(desk, changed, approval)
    if (none === null) continue
    const of = { kind: found.kind, channel: found.one.channel }
    const how = { outcome: `${noneLeftWords(none)} ${none.wayOut}`, by: BY_ITSELF, now }
    await writeAndWake(desk, (all) => withdraw(all, of, approval, how))
  }
}

async function voidAll(db: Database, left: readonly Approval[], now: Instant): Promise<void> {
  const how = { outcome: APPROVER_LEFT, by: BY_ITSELF, now }
  for (const approval of left) {
    const { channel } = await orderNumbered(db, approval.orderNumber)
    await withdraw(db, { kind: 'order', channel }, approval, how)
  }
}
