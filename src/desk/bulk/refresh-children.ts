import type { OrderFilter } from '../../bandwidth/bandwidth.ts'
import { isBulkDraft } from '../../porting/bulk-status.ts'
import { isAlive } from '../../porting/standing.ts'
import { addDays, dayOf } from '../../porting/calendar.ts'
import { DRAFT_STATUSES } from '../../porting/status.ts'
import { ordersWithDaysToAnnounce } from '../../store/bulk-days-posts.ts'
import { isSeenBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import { lastSeenAmong, type LivingChild, livingChildren } from '../../store/children.ts'
import { planPoll } from '../../store/plans.ts'
import { patient, type Desk } from '../desk.ts'
import { bulkNumbered } from '../numbered.ts'
import { syncOrder } from '../refresh-order.ts'

/** Up to this many are read one by one: a list of every draft in the account costs more. */
const FEW = 8

/**
 * Refresh every child of a bulk order. Of many, only those are read that a list shows to have changed, so
 * calls grow with changes and not with children.
 *
 * @throws a BandwidthError when one could not be read.
 */
export async function refreshChildren(desk: Desk, bulk: SeenBulkOrder): Promise<void> {
  await refreshEach(desk, bulk, await livingChildren(desk.db, bulk.number))
}

/**
 * The message about some orders' days counts all of them, so the children that were last read before those
 * orders are refreshed before it goes out.
 *
 * @throws a BandwidthError when one could not be read.
 */
export async function refreshForDays(desk: Desk, number: number): Promise<void> {
  const waiting = await ordersWithDaysToAnnounce(desk.db, number)
  const bulk = await bulkNumbered(desk.db, number)
  if (waiting.length === 0 || !isSeenBulk(bulk) || !isAlive(bulk)) return
  const since = (await lastSeenAmong(desk.db, waiting)) ?? 0
  const children = await livingChildren(desk.db, bulk.number)
  await refreshEach(
    desk,
    bulk,
    children.filter(({ seenAt }) => (seenAt ?? 0) < since),
  )
}

async function refreshEach(
  hurried: Desk,
  bulk: SeenBulkOrder,
  children: readonly LivingChild[],
): Promise<void> {
  const desk = patient(hurried)
  const unchanged = children.length > FEW ? await unchangedIn(desk, bulk) : () => false
  for (const child of children) {
    if (unchanged(child)) {
      // The list has just shown it unchanged.
      await planPoll(desk.db, child.number, { seenAt: desk.clock() })
      continue
    }
    await syncOrder(desk, child.number, { documents: false })
  }
}

async function unchangedIn(
  desk: Desk,
  bulk: SeenBulkOrder,
): Promise<(child: LivingChild) => boolean> {
  const today = dayOf(desk.clock())
  const filters: readonly OrderFilter[] = isBulkDraft(bulk.seen.status)
    ? DRAFT_STATUSES.map((status) => ({ status }))
    : [{ from: addDays(dayOf(bulk.createdAt), -1), to: addDays(today, 1) }]
  const shown = new Map<string, string>()
  for (const filter of filters) {
    for (const { id, status, lastModifiedAt } of await desk.bandwidth.listOrders(filter)) {
      shown.set(id, `${status} ${lastModifiedAt ?? ''}`)
    }
  }
  return ({ id, status, lastModifiedAt }) =>
    status !== null && shown.get(id) === `${status} ${lastModifiedAt ?? ''}`
}
