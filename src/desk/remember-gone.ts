import { sweptAt } from '../porting/draft-life.ts'
import { isDraft } from '../porting/status.ts'
import { liveApprovals, moveApproval } from '../store/approvals.ts'
import { planBulk } from '../store/bulk-orders.ts'
import { type Ending, type TrackedOrder, writeOrder } from '../store/orders.ts'
import { planLook } from '../store/plans.ts'
import { redraw } from '../store/posts.ts'
import { leaveBulk } from './bulk/leave-bulk.ts'
import { concludeDeletion } from './conclude-deletion.ts'
import type { Desk } from './desk.ts'
import { approvalKey, cardKey } from './post-keys.ts'
import { tellChanges } from './tell-changes.ts'
import { tellNewsWith } from './tell-news.ts'

/** Not at Bandwidth any more: swept, deleted by hand, or deleted by us a moment ago. */
export async function rememberGone(desk: Desk, before: TrackedOrder): Promise<void> {
  if (before.endedAt !== null) return
  const now = desk.clock()
  const { number, seen, bulkNumber } = before
  const wasDraft = seen === null || isDraft(seen.status)
  if (wasDraft && (await isOursToTell(desk, before, now))) {
    desk.nudge()
    return
  }
  if (wasDraft && bulkNumber !== null) {
    // Split anew, or swept with the whole: its bulk order tells which.
    await planLook(desk.db, number, { lookAt: now + desk.settings.lookEveryMs })
    await planBulk(desk.db, bulkNumber, { lookAt: now })
    return
  }
  if (!wasDraft) {
    // Submitted orders are never removed: more likely we ask with the wrong account.
    desk.log('order-not-found', { number, status: seen.status })
    await planLook(desk.db, number, { lookAt: now + desk.settings.lookEveryMs })
    return
  }
  const touchedAt = seen?.lastModifiedAt ?? before.createdAt
  const ending: Ending = now >= sweptAt(touchedAt) ? 'swept' : 'deleted'
  await desk.db.transaction().execute(async (db) => {
    await writeOrder(db, number, { endedAt: now, ending, lookAt: null, waitingSince: null })
    for (const approval of await liveApprovals(db, number)) {
      await moveApproval(db, approval, {
        state: 'void',
        outcome: 'Bandwidth does not have the draft any more',
      })
      await redraw(db, approvalKey(approval.id))
    }
    await tellChanges(db, desk.settings, before, [{ kind: 'swept' }], now)
    await redraw(db, cardKey(number))
  })
  desk.nudge()
}

/** Somebody here was deleting it: it is gone by them, and so is told. */
async function isOursToTell(desk: Desk, draft: TrackedOrder, now: number): Promise<boolean> {
  const { number } = draft
  return desk.db.transaction().execute(async (db) => {
    const by = await concludeDeletion(db, { kind: 'delete', orderNumber: number }, now)
    if (by === null) return false
    const end = { endedAt: now, ending: 'deleted', lookAt: null, waitingSince: null } as const
    await writeOrder(db, number, end)
    await tellNewsWith(db, desk, number, { kind: 'deleted', by })
    await leaveBulk(db, draft, { settings: desk.settings, by, at: now })
    return true
  })
}
