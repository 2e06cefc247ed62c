import type { Database } from './database.ts'
import { noteDrawn, queuePost, redraw, type DuePost, type Pointer, type PostRef } from './posts.ts'

/** Their line in the channel is updated with the outcome. */
const FOLLOWED: readonly PostRef['kind'][] = [
  'approval',
  'bulk-approval',
  'activation-batch',
  'bulk-days',
]

function pointerKey(key: string): string {
  return `pointer-${key}`
}

/**
 * Slack shows this version of a post. The first time, the channel's pointer to it is queued in the same
 * transaction, so that a crash neither loses nor repeats it.
 */
export async function noteShown(
  db: Database,
  post: DuePost,
  shown: { readonly ts: string; readonly channel: string },
): Promise<void> {
  const { id, key, version, ref } = post
  await db.transaction().execute(async (db) => {
    await noteDrawn(db, id, { ...shown, version })
    if (!post.broadcast || post.thread === null || shown.ts === '') return
    if (post.ts === null) await queuePointer(db, post, shown.channel)
    if (post.ts === null || FOLLOWED.includes(ref.kind)) await redraw(db, pointerKey(key))
  })
}

/** Dated like the post it points to, so that after a restore both are searched for in the same period. */
async function queuePointer(db: Database, post: DuePost, channel: string): Promise<void> {
  const { key, ref: of, createdAt: now } = post
  const ref: Pointer = { kind: 'pointer', to: key, of }
  await queuePost(db, { key: pointerKey(key), ref, channel, parent: null, now })
}
