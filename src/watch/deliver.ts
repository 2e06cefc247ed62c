import type { Desk } from '../desk/desk.ts'
import { showPost } from '../slack/posts.ts'
import type { Workspace } from '../slack/workspace.ts'
import { duePosts, noteDrawn, noteTry, postpone, type DuePost } from '../store/posts.ts'

const FIRST_WAIT_MS = 2_000
const LONGEST_WAIT_MS = 10 * 60_000

/**
 * Post and redraw everything that is queued, each channel in the order in which things happened. What
 * Slack does not take now waits, and what follows it in the same channel waits with it.
 */
export async function deliver(desk: Desk, workspace: Workspace): Promise<void> {
  for (;;) {
    const due = await duePosts(desk.db, desk.clock())
    if (due.length === 0) return
    const results = await Promise.all(
      [...Map.groupBy(due, ({ channel }) => channel).values()].map((posts) =>
        deliverInOrder(desk, workspace, posts),
      ),
    )
    // A post may have opened the thread that others wait for.
    if (!results.includes(true)) return
  }
}

/** @returns whether anything was shown. */
async function deliverInOrder(
  desk: Desk,
  workspace: Workspace,
  posts: readonly DuePost[],
): Promise<boolean> {
  let shown = false
  for (const post of posts) {
    const now = desk.clock()
    await noteTry(desk.db, post.id, now)
    const posted = await showPost(desk, workspace, post, now)
    if (posted.kind === 'shown') {
      const { ts, channel } = posted
      await noteDrawn(desk.db, post.id, { version: post.version, ts, channel })
      shown = true
      continue
    }
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** post.attempts)
    const answered = posted.kind === 'refused'
    const until = (answered ? posted.retryAt : null) ?? now + wait
    desk.log('post-not-shown', { post: post.key, error: posted.error, attempts: post.attempts })
    await postpone(desk.db, post.id, until, { answered })
    return shown
  }
  return shown
}
