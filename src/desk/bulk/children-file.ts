import type { TrackedBulk } from '../../store/bulk-orders.ts'
import { queuePost } from '../../store/posts.ts'
import type { Desk } from '../desk.ts'
import { cardKey } from '../post-keys.ts'

/** Put the table of its orders into the bulk order's thread, as they are known now. */
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
