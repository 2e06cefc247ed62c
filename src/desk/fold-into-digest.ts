import { waitingBroadcasts, queuePost, tellInThreadOnly, type DigestItem } from '../store/posts.ts'
import type { Desk } from './desk.ts'

/** So many in a row are read one by one; more are a wall. */
const MOST_ONE_BY_ONE = 4
/** What one digest names, within Slack's limits for a message. */
const MOST_IN_ONE = 40

/**
 * When news of many orders waits for one channel, the channel gets a digest that names them all and
 * each order's thread its own news. Nothing is left out, nothing is said twice.
 */
export async function foldIntoDigest(desk: Desk, channel: string): Promise<void> {
  const now = desk.clock()
  const waiting = await waitingBroadcasts(desk.db, channel, now)
  if (waiting.length <= MOST_ONE_BY_ONE) return
  for (let from = 0; from < waiting.length; from += MOST_IN_ONE) {
    const some = waiting.slice(from, from + MOST_IN_ONE)
    const [first] = some
    if (first === undefined) continue
    const items: DigestItem[] = some.flatMap(({ ref }) =>
      ref.kind === 'change' ? [{ number: ref.number, change: ref.change }] : [],
    )
    await desk.db.transaction().execute(async (db) => {
      await tellInThreadOnly(
        db,
        some.map(({ id }) => id),
      )
      await queuePost(db, {
        key: `digest-${first.id}`,
        ref: { kind: 'digest', items },
        channel,
        parent: null,
        now,
      })
    })
  }
}
