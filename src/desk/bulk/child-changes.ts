import type { Instant } from '../../porting/calendar.ts'
import type { OrderChange } from '../../porting/order-changes.ts'
import { carrierDate } from '../../porting/bulk-dates.ts'
import { KIND_OF_CHANGE } from '../../porting/news-routes.ts'
import { announceFrom } from '../../porting/quiet-hours.ts'
import type { FocDate, PortOrder } from '../../porting/order.ts'
import type { BulkOrderId } from '../../porting/bulk-order.ts'
import { findBulkWithId, noteProgress, type TrackedBulk } from '../../store/bulk-orders.ts'
import { collectDays, redrawDays } from '../../store/bulk-days-posts.ts'
import { collectForDigest } from '../../store/collected-posts.ts'
import type { Database } from '../../store/database.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { planBulk } from '../../store/plans.ts'
import { redrawBy, redrawNewsLater } from '../../store/posts.ts'
import type { DeskSettings } from '../desk.ts'
import { cardKey } from '../post-keys.ts'
import { placesOf } from '../queue-news.ts'
import { redrawLoas } from './redraw-loas.ts'
import { withItsBulk } from '../numbered.ts'
import { isAlive, isRecreated } from '../../porting/standing.ts'

/** Whether somebody must act: then it has its own card, thread and alert; others are collected. */
const NEEDS_SOMEBODY: Record<OrderChange['kind'], boolean> = {
  validated: false,
  invalid: true,
  submitted: false,
  'documents-wanted': true,
  foc: false,
  'foc-moved': false,
  rejected: true,
  completed: false,
  'cancel-requested': false,
  cancelled: false,
  swept: false,
  'supplement-requested': false,
  'change-refused': true,
  'change-accepted': false,
  remark: false,
  surprise: true,
}

/** When numbers port, or that they no longer do: announced in the channel, once for all orders. */
const ABOUT_DAYS: ReadonlySet<OrderChange['kind']> = new Set([
  'foc',
  'foc-moved',
  'completed',
  'cancelled',
])

/**
 * Collects the changes of a child that need nobody into one message for all children.
 * @returns the changes to announce for this order alone.
 */
export async function collectQuietChanges(
  db: Database,
  settings: DeskSettings,
  order: TrackedOrder,
  changes: readonly OrderChange[],
  now: number,
): Promise<readonly OrderChange[]> {
  const quiet = changes.filter(({ kind }) => !NEEDS_SOMEBODY[kind])
  // Most refreshes show nothing new, so don't load the bulk order with its up to 20,000 numbers.
  if (quiet.length === 0) return changes
  const loud = await withItsBulk(db, order, async (bulk) => {
    for (const change of quiet) {
      const item = { child: order.number, change }
      const from = announceFrom(change, bulk, settings.calendar, now)
      if (ABOUT_DAYS.has(change.kind)) {
        for (const place of placesOf(settings, bulk, KIND_OF_CHANGE[change.kind])) {
          await collectDays(db, { number: bulk.number, place, item, now, announceFrom: from })
        }
        continue
      }
      // One message for many orders is not broadcast; people who asked for direct messages still get them.
      const places = placesOf(settings, bulk, KIND_OF_CHANGE[change.kind]).map((place) => ({
        ...place,
        broadcast: false,
      }))
      await collectForDigest(db, { number: bulk.number, places }, [item], {
        now,
        announceFrom: from,
      })
    }
    return changes.filter(({ kind }) => NEEDS_SOMEBODY[kind])
  })
  return loud ?? changes
}

/** The first of several hundred is followed at once, the others together. */
const TOGETHER_MS = 15_000

/** The bulk order's own status follows its children, and so does its card. */
export async function childHasChanged(
  db: Database,
  { number: bulkNumber, nextPollAt, progressAt }: TrackedBulk,
  now: number,
): Promise<void> {
  const isPlanned = progressAt !== null && progressAt > now
  const at = isPlanned
    ? Math.min(progressAt, now + TOGETHER_MS)
    : Math.max(now, (progressAt ?? 0) + TOGETHER_MS)
  await noteProgress(db, bulkNumber, { nextPollAt: Math.min(nextPollAt ?? at, at), progressAt: at })
  await redrawBy(db, cardKey(bulkNumber), at)
  await redrawDays(db, bulkNumber, now)
  await redrawNewsLater(db, bulkNumber, now)
  await redrawLoas(db, bulkNumber, at)
}

/** The date that the losing carrier gave a child individually; null for a stand-alone order. */
export async function carrierDateOf(
  db: Database,
  before: TrackedOrder,
  order: PortOrder,
): Promise<FocDate | null> {
  if (order.actualFocDate === null) return null
  const { carrierFocDate, seen } = before
  return withItsBulk(db, before, ({ shared }) =>
    carrierDate(carrierFocDate, seen, order, shared.requestedFocDate),
  )
}

/** The bulk order that Bandwidth shows it in, when nobody here knows of that yet. */
export function bulkToFind(
  { bulkNumber }: Pick<TrackedOrder, 'bulkNumber'>,
  order: Pick<PortOrder, 'bulkOrderId'> | null,
): BulkOrderId | null {
  return bulkNumber === null ? ((order?.bulkOrderId ?? null) as BulkOrderId | null) : null
}

/**
 * The bulk order of a child that was found first. One that was stand-alone until now is added when its bulk
 * order is refreshed, which announces that and takes over its numbers.
 */
export async function bulkOf(
  db: Database,
  before: TrackedOrder,
  order: PortOrder,
  now: Instant,
): Promise<{ readonly bulkNumber?: number }> {
  const id = bulkToFind(before, order)
  const bulk = id === null ? undefined : await findBulkWithId(db, id)
  if (bulk === undefined) return {}
  if (before.seen === null || !isAlive(bulk)) return { bulkNumber: bulk.number }
  await planBulk(db, bulk.number, { nextPollAt: now })
  return {}
}

/**
 * Whether Bandwidth recreated it with all its content in another split. In a recreated bulk order we put
 * that content back.
 * @returns null when it is stand-alone.
 */
export async function goesOnAfterSplit(db: Database, order: TrackedOrder): Promise<boolean | null> {
  return withItsBulk(db, order, (bulk) => order.statusSince !== null && !isRecreated(bulk))
}
