import type { ListedBulk } from '../../bandwidth/bulk-bandwidth.ts'
import {
  BULK_DRAFT_STATUSES,
  isBulkDraft,
  isBulkTerminal,
  bulkStatus,
} from '../../porting/bulk-status.ts'
import { addDays, dayOf } from '../../porting/calendar.ts'
import type { OrderId } from '../../porting/order.ts'
import { planBulk } from '../../store/plans.ts'
import { findBulkWithId } from '../../store/bulk-orders.ts'
import { knownAlive, type Known } from '../../store/known-orders.ts'
import { BY_ITSELF, type Desk } from '../desk.ts'
import { BandwidthForbidden, BandwidthNotFound } from '../../bandwidth/errors.ts'
import { saveBulkOfOthers } from './follow-bulk.ts'
import { oneByOne } from '../one-by-one.ts'
import { queueBulkCard } from './announce-bulk.ts'

/**
 * Find what changed of bulk orders, those made elsewhere included.
 * @returns the children that the lists name: they are followed with their bulk order, not on their own.
 */
export async function reconcileBulks(
  desk: Desk,
  since: number | null,
): Promise<ReadonlySet<OrderId>> {
  const now = desk.clock()
  const listed = await listAll(desk, since, now)
  if (listed === null) return new Set()
  const shown = new Map<string, ListedBulk>(listed.map((bulk) => [bulk.id, bulk]))
  const known = await knownAlive(desk.db, 'bulk_order')
  for (const bulk of known) {
    if (hasChanged(bulk, shown.get(bulk.id)))
      await planBulk(desk.db, bulk.number, { nextPollAt: now })
  }
  await follow(desk, [...shown.values()], { quietly: since === null })
  return new Set(listed.flatMap(({ children }) => children))
}

/** @returns null when this account has no bulk orders at all (7706, 7707). */
async function listAll(
  desk: Desk,
  since: number | null,
  now: number,
): Promise<readonly ListedBulk[] | null> {
  const listed: ListedBulk[] = []
  try {
    for (const status of BULK_DRAFT_STATUSES) {
      listed.push(...(await desk.bandwidth.listBulks({ status })))
    }
    if (since === null) {
      for (const status of ['IN_PROGRESS', 'NEEDS_ATTENTION'] as const) {
        listed.push(...(await desk.bandwidth.listBulks({ status })))
      }
    } else {
      // The zone in which Bandwidth's days begin is not known, so a day is added on either side.
      const range = { from: addDays(dayOf(since), -1), to: addDays(dayOf(now), 1) }
      listed.push(...(await desk.bandwidth.listBulks(range)))
    }
    return listed
  } catch (error) {
    if (!(error instanceof BandwidthForbidden) && !(error instanceof BandwidthNotFound)) throw error
    desk.log('bulk-orders-not-listed', { error })
    return null
  }
}

/** A draft that is in no list is gone, and Bandwidth tells nobody. */
function hasChanged(known: Known, listed: ListedBulk | undefined): boolean {
  if (listed === undefined) return known.status !== null && isBulkDraft(bulkStatus(known.status))
  return listed.lastModifiedAt !== known.lastModifiedAt || listed.status !== known.status
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
    if ((await findBulkWithId(desk.db, id)) !== undefined) return
    // The list need not tell it, and this may be one of ours whose creation got no answer.
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
