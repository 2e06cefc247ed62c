import { inParts } from '../porting/in-parts.ts'
import { rewriteRef } from '../store/collected-posts.ts'
import {
  dropPosts,
  queuePost,
  announceInThreadOnly,
  waitingChanges,
  type DigestItem,
  type DuePost,
} from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { isPerson } from './queue-news.ts'

/** People read this many in a row one by one; more are a wall. */
const MOST_ONE_BY_ONE = 4
/** The most that one digest holds, within Slack's limits for a message. */
const MOST_IN_ONE = 40

/**
 * When news of many orders waits for one channel or one person, they get one digest of it all, and each
 * order's thread gets its own news. Nothing is left out, nothing is posted twice.
 *
 * @returns whether there were that many.
 */
export async function foldIntoDigest(desk: Desk, channel: string): Promise<boolean> {
  const now = desk.clock()
  const waiting = await waitingChanges(desk.db, channel, now)
  const leaveToThreads = isPerson(channel) ? dropPosts : announceInThreadOnly
  if (waiting.length <= MOST_ONE_BY_ONE) return false
  for (const some of inParts(waiting, MOST_IN_ONE)) {
    const [first] = some
    if (first === undefined) continue
    await desk.db.transaction().execute(async (db) => {
      await leaveToThreads(
        db,
        some.map(({ id }) => id),
      )
      for (const { id, ref } of some) {
        if (ref.kind === 'bulk-days') await rewriteRef(db, id, { ...ref, isDigested: true })
      }
      await queuePost(db, {
        key: `digest-${first.id}`,
        ref: { kind: 'digest', items: some.flatMap(itemOf) },
        channel,
        parent: null,
        now,
      })
    })
  }
  return true
}

function itemOf({ ref }: DuePost): readonly DigestItem[] {
  const announced = ref.kind === 'direct' ? ref.of : ref
  if (announced.kind === 'change') return [{ number: announced.number, change: announced.change }]
  return announced.kind === 'bulk-change' || announced.kind === 'bulk-days'
    ? [{ number: announced.number, of: announced }]
    : []
}
