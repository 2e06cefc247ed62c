import { BandwidthDown } from '../bandwidth/errors.ts'
import { isAlive } from '../porting/standing.ts'
import { purgesAt } from '../porting/draft-life.ts'
import { knownStatus, isSubmitted } from '../porting/status.ts'
import { type Ending, type TrackedOrder, writeOrder } from '../store/orders.ts'
import { planBulk, planPoll } from '../store/plans.ts'
import { redraw, redrawNewsLater } from '../store/posts.ts'
import { leaveBulk } from './bulk/leave-bulk.ts'
import { concludeDeletion, NO_LONGER_THERE, voidAll } from './conclude-deletion.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { cardKey } from './post-keys.ts'
import { announceChanges } from './announce-changes.ts'
import { announceWith } from './announce-news.ts'

/** No longer at Bandwidth: purged, deleted by hand, or deleted by us a moment ago. */
export async function saveDeletion(desk: Desk, before: TrackedOrder): Promise<void> {
  if (!isAlive(before)) return
  const now = desk.clock()
  const { number, seen, bulkNumber } = before
  const wasDraft = !isSubmitted(before.seen)
  if (wasDraft && (await isOursToAnnounce(desk, before, now))) {
    desk.wake()
    return
  }
  if (wasDraft && bulkNumber !== null) {
    // Split again, or purged with its bulk order, which announces it.
    await planPoll(desk.db, number, { nextPollAt: now + desk.settings.pollEveryMs })
    await planBulk(desk.db, bulkNumber, { nextPollAt: now })
    return
  }
  if (!wasDraft) {
    // Submitted orders are never removed: more likely we asked with the wrong account.
    desk.log('order-not-found', { number, status: before.seen.status })
    await planPoll(desk.db, number, { nextPollAt: now + desk.settings.pollEveryMs })
    return
  }
  await refuseIfListed(desk, before)
  const touchedAt = seen?.lastModifiedAt ?? before.createdAt
  const ending: Ending = now >= purgesAt(touchedAt) ? 'swept' : 'deleted'
  await writeAndWake(desk, async (db) => {
    await writeOrder(db, number, { endedAt: now, ending, nextPollAt: null, waitingSince: null })
    await voidAll(db, number, NO_LONGER_THERE)
    await announceChanges(db, desk.settings, before, [{ kind: 'swept' }], now)
    await redraw(db, cardKey(number))
  })
}

/** @throws BandwidthDown when Bandwidth's list has a draft that it does not find: one of the two is wrong. */
async function refuseIfListed(
  { bandwidth }: Desk,
  { id, seen, customerOrderId }: TrackedOrder,
): Promise<void> {
  const status = knownStatus(seen?.status ?? 'DRAFT') ?? 'DRAFT'
  const listed = await bandwidth.listOrders({ status, customerOrderId })
  if (listed.some((order) => order.id === id)) {
    throw new BandwidthDown('getOrder', 'not found, and the list has it')
  }
}

/** Somebody here was deleting it: it is announced as deleted by that person. */
async function isOursToAnnounce(desk: Desk, draft: TrackedOrder, now: number): Promise<boolean> {
  const { number } = draft
  return desk.db.transaction().execute(async (db) => {
    const by = await concludeDeletion(db, { kind: 'delete', orderNumber: number }, now)
    if (by === null) return false
    const end = { endedAt: now, ending: 'deleted', nextPollAt: null, waitingSince: null } as const
    await writeOrder(db, number, end)
    await announceWith(db, desk, number, { kind: 'deleted', by })
    await redrawNewsLater(db, number, now)
    await leaveBulk(db, draft, { settings: desk.settings, by, at: now })
    return true
  })
}
