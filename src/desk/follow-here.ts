import { audit } from '../store/audit.ts'
import { findOrder, writeOrder } from '../store/orders.ts'
import { moveCard } from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { queueCard } from './queue-card.ts'
import { noSuchOrder } from './refusals.ts'

/**
 * Show an order's card, and tell its news, in this channel from now on. What was told elsewhere stays.
 * @returns false when it is followed there already.
 */
export function followHere(
  desk: Desk,
  {
    number,
    channel,
    by,
  }: { readonly number: number; readonly channel: string; readonly by: string },
): Promise<boolean> {
  return desk.locks.hold(number, async () => {
    const order = await findOrder(desk.db, number)
    if (order === undefined) throw noSuchOrder(`#${number}`)
    if (order.channel === channel) return false
    const now = desk.clock()
    await desk.db.transaction().execute(async (db) => {
      await writeOrder(db, number, { channel })
      await moveCard(db, number, channel)
      await queueCard(db, { number, channel, now })
      const facts = { from: order.channel, to: channel }
      await audit(db, { at: now, orderNumber: number, by, operation: 'follow', facts })
    })
    desk.wake()
    return true
  })
}
