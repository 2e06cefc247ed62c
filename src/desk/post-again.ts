import {
  ANNOUNCEMENTS,
  dropPosts,
  findPost,
  forgetShown,
  queuePost,
  type DuePost,
} from '../store/posts.ts'
import type { Desk } from './desk.ts'
import { cardKey } from './post-keys.ts'
import { threadOf } from './thread-of.ts'

/** Posted once: people who delete it don't need it again. Everything else shows a current state. */
const SAID_ONCE: readonly DuePost['ref']['kind'][] = [
  ...ANNOUNCEMENTS,
  'direct',
  'digest',
  'moved',
  'pointer',
  'morning',
  'bulk-digest',
  'bulk-days',
]

/** Somebody deleted a message that is to be redrawn. */
export async function postAgain(desk: Desk, post: DuePost): Promise<void> {
  desk.log('post-was-deleted', { post: post.key })
  if (SAID_ONCE.includes(post.ref.kind)) await dropPosts(desk.db, [post.id])
  else if (post.ts !== null) await startOver(desk, post.key, post.ts)
}

/** Somebody deleted the parent message of this thread: the post waits for the new one. */
export async function postThreadAgain(desk: Desk, post: DuePost): Promise<void> {
  if (post.parent === null || post.thread === null) return
  desk.log('post-was-deleted', { post: post.parent })
  await startOver(desk, post.parent, post.thread)
}

async function startOver({ db, clock }: Desk, key: string, ts: string): Promise<void> {
  await db.transaction().execute(async (db) => {
    const wasForgotten = await forgetShown(db, key, ts)
    const post = await findPost(db, key)
    if (!wasForgotten || (post?.ref.kind !== 'card' && post?.ref.kind !== 'bulk-card')) return
    const thread = await threadOf(db, post.ref.number)
    if (thread === undefined) return
    const { number, channel } = thread.order
    await queuePost(db, {
      key: `card-again-${number}-${ts}`,
      ref: thread.refOf({ kind: 'card-again' }),
      channel,
      parent: cardKey(number),
      now: clock(),
    })
  })
}
