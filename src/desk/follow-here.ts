import { batchKey } from '../store/activation-batches.ts'
import { liveApprovals } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { writeBulk } from '../store/bulk-orders.ts'
import { findChildren } from '../store/children.ts'
import type { Database } from '../store/database.ts'
import type { KindName } from '../store/followed.ts'
import { writeOrder } from '../store/orders.ts'
import { moveCard, moveNotShown } from '../store/move-posts.ts'
import { queueBulkCard } from './bulk/announce-bulk.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { numbered } from './numbered.ts'
import { queueCard } from './queue-card.ts'
import { noSuchOrder } from './refusals.ts'

type Write = (db: Database, number: number, write: { readonly channel: string }) => Promise<unknown>

const WRITE: Record<KindName, Write> = { order: writeOrder, bulk: writeBulk }
const QUEUE_CARD: Record<KindName, typeof queueBulkCard> = { order: queueCard, bulk: queueBulkCard }

/**
 * Show an order's card and its news in this channel from now on; a bulk order brings its orders along. What
 * was posted elsewhere stays, and so does an order of a bulk order that was moved elsewhere alone.
 *
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
    const found = await numbered(desk.db, number)
    if (found === undefined) throw noSuchOrder(`#${number}`)
    const { kind, one } = found
    if (one.channel === channel) return false
    const now = desk.clock()
    await writeAndWake(desk, async (db) => {
      await WRITE[kind](db, number, { channel })
      await moveCard(db, number, channel)
      await QUEUE_CARD[kind](db, { number, channel, now })
      for (const child of await findChildren(db, number)) {
        if (child.channel !== one.channel) continue
        await writeOrder(db, child.number, { channel })
        await moveCard(db, child.number, channel)
      }
      const batches = (await liveApprovals(db, number)).flatMap(({ facts }) => facts.batch ?? [])
      await moveNotShown(db, { keys: batches.map(batchKey), to: channel })
      const facts = { from: one.channel, to: channel }
      await audit(db, { at: now, orderNumber: number, by, operation: 'follow', facts })
    })
    return true
  })
}
