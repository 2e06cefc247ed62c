import { sweptAt } from '../porting/draft-life.ts'
import { ruleFor } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import type { Desk } from './desk.ts'
import { lookAfterDeed } from './look-after-deed.ts'
import { lookAtOrder } from './look-at-order.ts'
import { cannotKeepNow, keepNotSeen, orderGoneNow } from './refusals.ts'
import { sendToBandwidth } from './send-to-bandwidth.ts'
import { tellNews } from './tell-news.ts'

/**
 * Touch a draft so that Bandwidth's sweep passes it by. Only the customer order id is sent: a number
 * list would restart toll-free validation. Done only when LastModifiedDate has moved.
 *
 * @returns the new time of the sweep.
 */
export function keepDraft(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<number> {
  return desk.locks.hold(number, async () => {
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
      await tellNews(desk, number, { kind: 'keep-failed', by })
      throw keepNotSeen(tracked)
    }
    const at = desk.clock()
    await audit(desk.db, { at, orderNumber: number, by, deed: 'keep', facts: {} })
    await tellNews(desk, number, { kind: 'kept-alive', by, sweptAt: sweptAt(touchedAt) })
    return sweptAt(touchedAt)
  })
}
