import { audit } from '../store/audit.ts'
import { bulksIn, writeBulk } from '../store/bulk-orders.ts'
import { writeOrder } from '../store/orders.ts'
import { ordersIn } from '../store/search-orders.ts'
import { LONGEST_POST_WAIT_MS, movePosts, postponeChannel, queuePost } from '../store/posts.ts'
import { BY_ITSELF, type Desk } from './desk.ts'

const AGAIN_MS = LONGEST_POST_WAIT_MS

/**
 * A channel takes nothing any more: its orders move to the default channel, which is told why. Without
 * a default channel their news waits, and is tried again now and then.
 */
export async function leaveChannel(desk: Desk, channel: string, why: string): Promise<void> {
  const { defaultChannel } = desk.settings
  const now = desk.clock()
  desk.log('channel-not-usable', { channel, why })
  if (defaultChannel === null || defaultChannel === channel) {
    await postponeChannel(desk.db, channel, now + AGAIN_MS)
    return
  }
  await desk.db.transaction().execute(async (db) => {
    const numbers = await ordersIn(db, channel)
    for (const number of numbers) {
      await writeOrder(db, number, { channel: defaultChannel })
      const facts = { from: channel, to: defaultChannel }
      await audit(db, { at: now, orderNumber: number, by: BY_ITSELF, operation: 'move', facts })
    }
    const bulks = await bulksIn(db, channel)
    for (const number of bulks) {
      await writeBulk(db, number, { channel: defaultChannel })
      const facts = { from: channel, to: defaultChannel }
      await audit(db, { at: now, orderNumber: number, by: BY_ITSELF, operation: 'move', facts })
    }
    await movePosts(db, channel, defaultChannel, [...numbers, ...bulks])
    await queuePost(db, {
      key: `moved-${channel}-${now}`,
      ref: { kind: 'moved', channel, why, numbers: [...numbers, ...bulks] },
      channel: defaultChannel,
      parent: null,
      now,
    })
  })
}
