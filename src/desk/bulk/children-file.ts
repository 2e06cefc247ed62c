import type { TrackedBulk } from '../../store/bulk-orders.ts'
import { queuePost } from '../../store/posts.ts'
import type { Desk } from '../desk.ts'
import { cardKey } from '../post-keys.ts'

/** Post the table of its orders, from their last readings, in the bulk order's thread. */
export async function queueChildrenFile(
  desk: Desk,
  { number, channel }: TrackedBulk,
): Promise<void> {
  const now = desk.clock()
  await queuePost(desk.db, {
    key: `bulk-children-file-${number}-${now}`,
    ref: { kind: 'bulk-children-file', number },
    channel,
    parent: cardKey(number),
    now,
  })
  desk.wake()
}
