import { isBandwidthError } from '../bandwidth/errors.ts'
import type { Instant } from '../porting/calendar.ts'
import { sweptAt } from '../porting/draft-life.ts'
import { Refusal } from '../porting/refusal.ts'
import { ruleFor } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import type { SeenOrder } from '../store/orders.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder } from './look-at-order.ts'
import { queueNews } from './queue-news.ts'
import { cannotKeepNow, keepNotSeen, orderGoneNow } from './refusals.ts'
import { sendToBandwidth } from './send-to-bandwidth.ts'
import { tellNews } from './tell-news.ts'

interface Touched {
  readonly tracked: SeenOrder
  /** The new time of the sweep; null: LastModifiedDate has not moved. */
  readonly sweptAt: Instant | null
}

/**
 * Touch a draft so that Bandwidth's sweep passes it by. Done only when LastModifiedDate has moved.
 *
 * @returns the new time of the sweep.
 */
export function keepDraft(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<Instant> {
  return desk.locks.hold(number, async () => {
    const touched = await touch(desk, number, by)
    if (touched.sweptAt === null) {
      await tellNews(desk, number, { kind: 'keep-failed', by })
      throw keepNotSeen(touched.tracked)
    }
    return touched.sweptAt
  })
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
    try {
      const touched = await touch(desk, number, BY_ITSELF)
      if (touched.sweptAt !== null) return 'kept'
    } catch (error) {
      if (!(error instanceof Refusal) && !isBandwidthError(error)) throw error
      desk.log('draft-not-kept', { number, error })
    }
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

/** Only the customer order id is sent: a number list would restart toll-free validation. */
async function touch(desk: Desk, number: number, by: string): Promise<Touched> {
  const before = await lookAtOrder(desk, number)
  if (before === null) throw orderGoneNow(number)
  const { tracked } = before
  if (!ruleFor(tracked.seen.status).may.includes('keep')) throw cannotKeepNow(tracked)
  await sendToBandwidth(desk, number, 'keep the draft', () =>
    desk.bandwidth.updateOrder(tracked.id, { customerOrderId: tracked.customerOrderId }),
  )
  const after = await lookAfterDeed(desk, number)
  const touchedAt = after?.tracked.seen.lastModifiedAt ?? null
  if (touchedAt === null || touchedAt === tracked.seen.lastModifiedAt) {
    return { tracked, sweptAt: null }
  }
  const at = desk.clock()
  await audit(desk.db, { at, orderNumber: number, by, deed: 'keep', facts: {} })
  await tellNews(desk, number, { kind: 'kept-alive', by, sweptAt: sweptAt(touchedAt) })
  return { tracked, sweptAt: sweptAt(touchedAt) }
}
