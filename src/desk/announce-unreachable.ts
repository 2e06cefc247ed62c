import { dropPosts, queuePost, type DuePost } from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { cardKey } from './post-keys.ts'
import { threadOf } from './thread-of.ts'

/**
 * News could not be sent to a person directly. It is in the order's thread; that the person was not reached
 * is announced there and in the channel, once for each order and person.
 */
export async function announceUnreachable(desk: Desk, post: DuePost, why: string): Promise<void> {
  const owner = post.channel
  desk.log('owner-not-reached', { post: post.key, owner, why })
  await desk.db.transaction().execute(async (db) => {
    await dropPosts(db, [post.id])
    for (const number of numbersIn(post)) {
      const thread = await threadOf(db, number)
      if (thread === undefined) continue
      await queuePost(db, {
        key: `not-reached-${number}-${owner}`,
        ref: thread.refOf({ kind: 'owner-not-reached', owner, why }),
        channel: thread.order.channel,
        parent: cardKey(number),
        broadcast: true,
        now: desk.clock(),
      })
    }
  })
}

function numbersIn({ ref }: DuePost): readonly number[] {
  if (ref.kind === 'digest') return ref.items.map(({ number }) => number)
  return ref.kind === 'direct' ? [ref.number] : []
}
