import { audit } from '../store/audit.ts'
import { bulksIn, writeBulk } from '../store/bulk-orders.ts'
import { writeOrder } from '../store/orders.ts'
import { ordersIn } from '../store/search-orders.ts'
import { LONGEST_POST_WAIT_MS, movePosts, postponeChannel, queuePost } from '../store/posts.ts'
import { unseenNotes } from '../store/unseen-notes.ts'
import type { Database } from '../store/database.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { isPerson } from './queue-news.ts'
import { threadOf } from './thread-of.ts'

const AGAIN_MS = LONGEST_POST_WAIT_MS

/**
 * A channel takes nothing any more: its orders move to the default channel, which is told why. Without
 * a default channel their news waits, and is tried again now and then; what Bandwidth's people write goes to
 * the owner meanwhile.
 */
export async function leaveChannel(desk: Desk, channel: string, why: string): Promise<void> {
  const { defaultChannel } = desk.settings
  const now = desk.clock()
  desk.log('channel-not-usable', { channel, why })
  if (defaultChannel === null || defaultChannel === channel) {
    await desk.db.transaction().execute(async (db) => {
      await tellOwnersOfNotes(db, channel, now)
      await postponeChannel(db, channel, now + AGAIN_MS)
    })
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

async function tellOwnersOfNotes(db: Database, channel: string, now: number): Promise<void> {
  for (const { key, ref } of await unseenNotes(db, channel)) {
    const owner = (await threadOf(db, ref.number))?.order.owner
    if (owner === undefined || !isPerson(owner)) continue
    await queuePost(db, {
      key: `direct-${key}`,
      ref: { kind: 'direct', number: ref.number, of: ref },
      channel: owner,
      parent: null,
      now,
    })
  }
}
