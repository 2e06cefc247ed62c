import { bulkRuleFor } from '../../porting/bulk-status.ts'
import type { Instant } from '../../porting/calendar.ts'
import { sweptAt } from '../../porting/draft-life.ts'
import { wayToKeep, type WayToKeep } from '../../porting/shared-facts.ts'
import { audit } from '../../store/audit.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import { closeIntentsOf, type Intent } from '../../store/intents.ts'
import { findChildren, isSeen, type TrackedOrder } from '../../store/orders.ts'
import { queuePost } from '../../store/posts.ts'
import { BY_ITSELF, type Desk } from '../desk.ts'
import { conclude, lookForItSoon } from '../intend.ts'
import { touchedSince, tryToKeep, type Keeping } from '../keep-draft.ts'
import { cardKey } from '../post-keys.ts'
import { keepNotKnown } from '../refusals.ts'
import { sendIntended } from '../send-to-bandwidth.ts'
import {
  bulkKeepNotSeen,
  bulkGoneNow,
  cannotDoWithBulkNow,
  KeepWouldOverwrite,
} from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { lookAfterBulkDeed } from './look-after-bulk-deed.ts'
import { refreshChildren } from './refresh-children.ts'
import { whyNotBulk } from './send-bulk-change.ts'
import { tellBulkNewsWith } from './tell-bulk.ts'

/**
 * Touch a bulk draft so that Bandwidth's sweep passes it by. Whatever is sent is written into every child,
 * so only a value goes that all of them have already. Done only when LastModifiedDate has moved.
 *
 * @returns the new time of the sweep.
 * @throws KeepWouldOverwrite when nothing is equal in every child.
 */
export function keepBulk(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<Instant> {
  return desk.locks.hold(number, () => touch(desk, number, by))
}

/**
 * The same without anybody asking. When it does not work the owner is told once for each sweep, and it is
 * tried again until the sweep comes; what would overwrite is left to people, who are reminded of it.
 */
export function keepBulkByItself(
  desk: Desk,
  bulk: SeenBulkOrder,
  { mayTell }: { readonly mayTell: boolean },
): Promise<'kept' | 'not-yet'> {
  const { number, channel, seen, createdAt } = bulk
  return desk.locks.hold(number, async () => {
    const why = await tryToKeep(desk, number, () => touch(desk, number, BY_ITSELF))
    if (why === null) return 'kept'
    if (why instanceof KeepWouldOverwrite) return 'not-yet'
    const dies = sweptAt(seen.lastModifiedAt ?? createdAt)
    const now = desk.clock()
    if (mayTell && now < dies) {
      await queuePost(desk.db, {
        key: `bulk-not-kept-yet-${number}-${dies}`,
        ref: { kind: 'bulk-news', number, news: { kind: 'not-kept-yet', sweptAt: dies } },
        channel,
        parent: cardKey(number),
        broadcast: true,
        now,
      })
    }
    return 'not-yet'
  })
}

/** Through what a bulk draft could be kept, by its orders as they were seen last. */
export function keptThrough(
  { seen }: SeenBulkOrder,
  children: readonly TrackedOrder[],
): WayToKeep | null {
  return wayToKeep(
    seen,
    seen.customerOrderId,
    children
      .filter(isSeen)
      .filter(({ endedAt }) => endedAt === null)
      .map(({ number, seen: order }) => ({
        ...{ number, content: order, customerOrderId: order.customerOrderId },
      })),
  )
}

/** Whether writing it once more would take something of its own from an order. */
export function wouldOverwrite(bulk: SeenBulkOrder, children: readonly TrackedOrder[]): boolean {
  const way = keptThrough(bulk, children)
  return way === null || way.differs.length > 0
}

async function touch(desk: Desk, number: number, by: string): Promise<Instant> {
  const bulk = await freshBulk(desk, number)
  if (!bulkRuleFor(bulk.seen.status).may.includes('keep')) throw cannotDoWithBulkNow(bulk, 'draft')
  await refreshChildren(desk, bulk)
  const children = await findChildren(desk.db, number)
  const way = keptThrough(bulk, children)
  if (way === null || way.differs.length > 0) throw new KeepWouldOverwrite(bulk, way, children)
  const { through } = way
  const facts = { was: String(bulk.seen.lastModifiedAt), through }
  const sent = await sendIntended(
    desk,
    { kind: 'bulk-keep', orderNumber: number, searchKey: bulk.customerOrderId, facts, by },
    () =>
      desk.bandwidth.patchBulk(
        bulk.id,
        through === 'customerOrderId'
          ? { customerOrderId: bulk.seen.customerOrderId ?? bulk.customerOrderId }
          : { shared: { [through]: bulk.seen[through] } },
      ),
    whyNotBulk(desk, number, 'keep the bulk draft'),
  )
  const intent = { id: sent.intent, facts, by }
  const after = await lookAfterBulkDeed(desk, number)
  if (after === null) throw bulkGoneNow(number)
  const touchedAt = after === undefined ? null : touchedSince(intent, after.seen)
  if (after !== undefined && touchedAt !== null) return bulkKept(desk, after, intent, touchedAt)
  if (sent.answer === 'unknown' || after === undefined) {
    await lookForItSoon(desk, intent.id)
    throw keepNotKnown({ number })
  }
  await bulkNotKept(desk, number, intent)
  throw bulkKeepNotSeen(number)
}

/** Whether the bulk draft shows a touch of which no answer came; if it does, that is told. */
export async function isBulkKeepFound(
  desk: Desk,
  intent: Intent,
  bulk: SeenBulkOrder,
): Promise<boolean> {
  const touchedAt = touchedSince(intent, bulk.seen)
  if (touchedAt !== null) await bulkKept(desk, bulk, intent, touchedAt)
  return touchedAt !== null
}

/** @returns the new time of the sweep. */
async function bulkKept(
  desk: Desk,
  bulk: SeenBulkOrder,
  { id, facts, by }: Keeping,
  touchedAt: Instant,
): Promise<Instant> {
  const { number: orderNumber } = bulk
  await refreshChildren(desk, bulk)
  const at = desk.clock()
  const dies = sweptAt(touchedAt)
  await conclude(desk, id, 'done', async (db) => {
    const { through = '' } = facts
    await audit(db, { at, orderNumber, by, deed: 'keep', facts: { through } })
    await tellBulkNewsWith(db, desk, orderNumber, { kind: 'kept-alive', by, sweptAt: dies })
    await closeIntentsOf(db, { kind: 'bulk-keep', orderNumber }, 'done', at)
  })
  return dies
}

/** Its last change has not moved. What nobody asked for is tried again without a word. */
export async function bulkNotKept(desk: Desk, number: number, { id, by }: Keeping): Promise<void> {
  await conclude(desk, id, 'never-happened', async (db) => {
    if (by !== BY_ITSELF) await tellBulkNewsWith(db, desk, number, { kind: 'keep-failed', by })
  })
}
