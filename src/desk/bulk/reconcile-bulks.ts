import type { BulkFilter, ListedBulk } from '../../bandwidth/bulk-bandwidth.ts'
import {
  bulkStatus,
  isBulkDraft,
  isBulkTerminal,
  type BulkStatus,
} from '../../porting/bulk-status.ts'
import { addDays, dayOf } from '../../porting/calendar.ts'
import type { OrderId } from '../../porting/order.ts'
import { hasEndedAs } from '../../porting/standing.ts'
import { planBulk } from '../../store/plans.ts'
import { writeOrder } from '../../store/orders.ts'
import { redraw } from '../../store/posts.ts'
import { findBulkWithId, writeBulk, type TrackedBulk } from '../../store/bulk-orders.ts'
import { findChildren } from '../../store/children.ts'
import { knownAlive, type Known } from '../../store/known-orders.ts'
import { BY_ITSELF, type Desk } from '../desk.ts'
import { nullIfNotFound } from '../../bandwidth/errors.ts'
import { saveBulkOfOthers } from './follow-bulk.ts'
import { DRAFTS, listedBulks } from './listed-bulks.ts'
import { oneByOne } from '../one-by-one.ts'
import { cardKey } from '../post-keys.ts'
import { announceBulkChanges, queueBulkCard } from './announce-bulk.ts'

/**
 * Find the bulk orders that changed, including those made elsewhere.
 * @returns the children that the lists name: they are followed with their bulk order, not on their own.
 */
export async function reconcileBulks(
  desk: Desk,
  since: number | null,
): Promise<ReadonlySet<OrderId>> {
  const now = desk.clock()
  const listed = await listedBulks(desk, wherever(since, now))
  if (listed === null) return new Set()
  const shown = new Map<string, ListedBulk>(listed.map((bulk) => [bulk.id, bulk]))
  const known = await knownAlive(desk.db, 'bulk_order')
  const isDraft = (status: string): boolean => isBulkDraft(bulkStatus(status))
  for (const bulk of known) {
    if (hasChanged(bulk, shown.get(bulk.id), isDraft))
      await planBulk(desk.db, bulk.number, { nextPollAt: now })
  }
  await follow(desk, [...shown.values()], { quietly: since === null })
  return new Set(listed.flatMap(({ children }) => children))
}

/** The first start has no earlier reconciliation to go by: it lists every status that can still change. */
function wherever(since: number | null, now: number): readonly BulkFilter[] {
  if (since === null) {
    return [
      ...DRAFTS,
      ...(['IN_PROGRESS', 'NEEDS_ATTENTION'] as const).map((status) => ({ status })),
    ]
  }
  // The zone in which Bandwidth's days begin is not known, so a day is added on either side.
  return [...DRAFTS, { from: addDays(dayOf(since), -1), to: addDays(dayOf(now), 1) }]
}

/** A draft that is in no list was deleted; Bandwidth does not notify about that. */
export function hasChanged(
  { status, lastModifiedAt }: Known,
  listed: Pick<Known, 'status' | 'lastModifiedAt'> | undefined,
  isDraft: (status: string) => boolean,
): boolean {
  if (listed === undefined) return status !== null && isDraft(status)
  return listed.lastModifiedAt !== lastModifiedAt || listed.status !== status
}

async function follow(
  desk: Desk,
  listed: readonly ListedBulk[],
  { quietly }: { readonly quietly: boolean },
): Promise<void> {
  const { defaultChannel: channel } = desk.settings
  if (channel === null) return
  const now = desk.clock()
  const followOne = async ({ id, ...shown }: ListedBulk): Promise<void> => {
    const known = await findBulkWithId(desk.db, id)
    if (known !== undefined) return followAgain(desk, known, shown.status)
    // The list may leave it out, and this may be one of ours whose creation got no answer.
    const customerOrderId =
      shown.customerOrderId ?? (await desk.bandwidth.getBulk(id)).customerOrderId
    await desk.db.transaction().execute(async (db) => {
      const { number, isNew } = await saveBulkOfOthers(db, {
        id,
        customerOrderId,
        channel,
        owner: BY_ITSELF,
        now,
      })
      if (isNew && !quietly) await queueBulkCard(db, { number, channel, now })
    })
  }
  const open = listed.filter(({ status }) => !isBulkTerminal(status))
  const outage = await oneByOne(desk, open, {
    name: ({ id }) => ({ id }),
    outage: 'bulk-order-not-followed',
    work: followOne,
  })
  // The next reconciliation reaches further back, and finds it.
  if (outage !== null) throw outage
}

/**
 * A bulk order that ended as deleted is listed again, with its orders. A list may still show a deleted one,
 * so it is read first.
 */
async function followAgain(desk: Desk, deleted: TrackedBulk, status: BulkStatus): Promise<void> {
  if (!hasEndedAs('purged', deleted) && !hasEndedAs('deleted', deleted)) return
  const { number, id, endedAt } = deleted
  if (id === null || (await nullIfNotFound(desk.bandwidth.getBulk(id))) === null) return
  const now = desk.clock()
  const alive = { endedAt: null, ending: null, nextPollAt: now }
  const back = { kind: 'surprise', from: bulkStatus('deleted'), to: status } as const
  await desk.db.transaction().execute(async (db) => {
    await writeBulk(db, number, alive)
    for (const child of await findChildren(db, number)) {
      if (child.endedAt !== endedAt) continue
      await writeOrder(db, child.number, alive)
      await redraw(db, cardKey(child.number))
    }
    await announceBulkChanges(db, desk, deleted, [back], now)
  })
}
