import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import { sweptAt } from '../porting/draft-life.ts'
import { Refusal } from '../porting/refusal.ts'
import { ruleFor } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import { closeIntentsOf, type Intent } from '../store/intents.ts'
import type { SeenOrder } from '../store/orders.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { conclude, lookForItSoon } from './intend.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder, type FreshLook } from './look-at-order.ts'
import { queueNews } from './queue-news.ts'
import { cannotKeepNow, keepNotKnown, keepNotSeen, orderGoneNow } from './refusals.ts'
import { sendIntended, whyNotOrder } from './send-to-bandwidth.ts'
import { tellNewsWith } from './tell-news.ts'

/**
 * Touch a draft so that Bandwidth's sweep passes it by. Done only when LastModifiedDate has moved.
 *
 * @returns the new time of the sweep.
 */
export function keepDraft(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<Instant> {
  return desk.locks.hold(number, () => touch(desk, number, by))
}

/**
 * The same without anybody asking. When it does not work the owner is told once for each sweep, and it
 * is tried again until the sweep comes.
 */
export function keepByItself(
  desk: Desk,
  order: SeenOrder,
  { mayTell }: { readonly mayTell: boolean },
): Promise<'kept' | 'not-yet'> {
  const { number, seen, createdAt } = order
  return desk.locks.hold(number, async () => {
    const why = await tryToKeep(desk, number, () => touch(desk, number, BY_ITSELF))
    if (why === null) return 'kept'
    const dies = sweptAt(seen.lastModifiedAt ?? createdAt)
    const now = desk.clock()
    if (mayTell && now < dies) {
      await queueNews(desk.db, desk.settings, {
        key: `not-kept-yet-${number}-${dies}`,
        order,
        ref: { kind: 'news', number, news: { kind: 'not-kept-yet', sweptAt: dies } },
        now,
      })
    }
    return 'not-yet'
  })
}

/** What stands against it is logged and no failure: it is tried again. @returns null when it is kept. */
export async function tryToKeep(
  desk: Desk,
  number: number,
  keep: () => Promise<unknown>,
): Promise<Error | null> {
  try {
    await keep()
    return null
  } catch (error) {
    if (!(error instanceof Refusal) && !isBandwidthError(error)) throw error
    desk.log('draft-not-kept', { number, error })
    return error
  }
}

/** Only the customer order id is sent: a number list would restart toll-free validation. */
async function touch(desk: Desk, number: number, by: string): Promise<Instant> {
  const before = await lookAtOrder(desk, number)
  if (before === null) throw orderGoneNow(number)
  const { id, seen, customerOrderId } = before.tracked
  if (!ruleFor(seen.status).may.includes('keep')) throw cannotKeepNow(before.tracked)
  const facts = { was: String(seen.lastModifiedAt) }
  const sent = await sendIntended(
    desk,
    { kind: 'keep', orderNumber: number, searchKey: customerOrderId, facts, by },
    () => desk.bandwidth.updateOrder(id, { customerOrderId }),
    whyNotOrder(desk, number, 'keep the draft'),
  )
  const intent = { id: sent.intent, facts, by }
  const after = await lookAfterDeed(desk, number)
  const touchedAt = after == null ? null : touchedSince(intent, after.tracked.seen)
  if (touchedAt !== null) return draftKept(desk, number, intent, touchedAt)
  if (sent.answer === 'unknown' || after === undefined) {
    await lookForItSoon(desk, intent.id)
    throw keepNotKnown({ number })
  }
  await draftNotKept(desk, number, intent)
  throw keepNotSeen(before.tracked)
}

export type Keeping = Pick<Intent, 'id' | 'facts' | 'by'>

/** @returns when it was changed; null when not since it was to be kept. */
export function touchedSince(
  { facts }: Keeping,
  { lastModifiedAt }: { readonly lastModifiedAt: Instant | null },
): Instant | null {
  return String(lastModifiedAt) === facts['was'] ? null : lastModifiedAt
}

/** Whether the draft shows a touch of which no answer came; if it does, that is told. */
export async function isKeepFound(
  desk: Desk,
  intent: Intent,
  { tracked }: FreshLook,
): Promise<boolean> {
  const touchedAt = touchedSince(intent, tracked.seen)
  if (touchedAt !== null) await draftKept(desk, tracked.number, intent, touchedAt)
  return touchedAt !== null
}

/** @returns the new time of the sweep. */
async function draftKept(
  desk: Desk,
  number: number,
  { id, by }: Keeping,
  touchedAt: Instant,
): Promise<Instant> {
  const at = desk.clock()
  const dies = sweptAt(touchedAt)
  await conclude(desk, id, 'done', async (db) => {
    await audit(db, { at, orderNumber: number, by, deed: 'keep', facts: {} })
    await tellNewsWith(db, desk, number, { kind: 'kept-alive', by, sweptAt: dies })
    await closeIntentsOf(db, { kind: 'keep', orderNumber: number }, 'done', at)
  })
  return dies
}

/** Its last change has not moved. What nobody asked for is tried again without a word. */
export async function draftNotKept(desk: Desk, number: number, { id, by }: Keeping): Promise<void> {
  await conclude(desk, id, 'never-happened', async (db) => {
    if (by !== BY_ITSELF) await tellNewsWith(db, desk, number, { kind: 'keep-failed', by })
  })
}
