import type { Desk } from '../desk/desk.ts'
import { leaveChannel } from '../desk/leave-channel.ts'
import { postAgain, postThreadAgain } from '../desk/post-again.ts'
import { isPerson } from '../desk/queue-news.ts'
import { announceUnreachable } from '../desk/announce-unreachable.ts'
import { placeTrouble, showPost, type Posted } from '../slack/posts.ts'
import type { Workspace } from '../slack/workspace.ts'
import { noteShown } from '../store/pointers.ts'
import { LONGEST_POST_WAIT_MS, noteTry, postpone, type DuePost } from '../store/posts.ts'
import type { AuthBreaker } from './auth-breaker.ts'

const FIRST_WAIT_MS = 2_000

interface Showing {
  readonly desk: Desk
  readonly workspace: Workspace
  readonly breaker: AuthBreaker
  /** Posts that waited for this one may be shown now. */
  readonly moved: () => void
}

/** A post that throws waits longer each time, like one that Slack refuses, and stops no other. */
export async function showDue(showing: Showing, post: DuePost): Promise<Posted> {
  const { desk } = showing
  try {
    return await showAndNote(showing, post)
  } catch (error) {
    desk.log('bug', { post: post.key, error })
    const refused = { kind: 'refused', error: 'bug', retryAfterMs: null, leave: null } as const
    const again = desk.clock() + waitAfter(showing, post, refused)
    await postpone(desk.db, post.id, again, { answered: false })
    return refused
  }
}

async function showAndNote(showing: Showing, post: DuePost): Promise<Posted> {
  const { desk, workspace, moved } = showing
  await noteTry(desk.db, post.id, desk.clock())
  const posted = await showPost(desk, workspace, post)
  if (posted.kind === 'shown') {
    const { ts, channel } = posted
    await noteShown(desk.db, post, { ts, channel })
    moved()
    return posted
  }
  if (posted.kind === 'gone') {
    await postpone(desk.db, post.id, desk.clock(), { answered: true })
    await (posted.what === 'message' ? postAgain(desk, post) : postThreadAgain(desk, post))
    moved()
    return posted
  }
  const answered = posted.kind === 'refused'
  desk.log('post-not-shown', { post: post.key, error: posted.error, attempts: post.attempts })
  if (answered && posted.leave !== null) {
    await (isPerson(post.channel)
      ? announceUnreachable(desk, post, posted.leave)
      : leaveChannel(desk, post.channel, posted.leave))
    moved()
    return posted
  }
  const again = desk.clock() + waitAfter(showing, post, posted)
  await postpone(desk.db, post.id, again, { answered })
  return posted
}

/** If the channel has been shared with outsiders since, nothing more is posted there. */
export async function leaveIfShown(
  { desk, workspace, moved }: Showing,
  channel: string,
): Promise<boolean> {
  const why = await placeTrouble(workspace, channel)
  if (why === null) return false
  await leaveChannel(desk, channel, why)
  moved()
  return true
}

/** While Slack does not let the bot in, posts are not delayed further. */
function waitAfter({ breaker }: Showing, post: DuePost, posted: Posted): number {
  if (posted.kind === 'refused') {
    if (posted.retryAfterMs !== null) return Math.min(LONGEST_POST_WAIT_MS, posted.retryAfterMs)
    if (breaker.trippedBy(posted.error)) return 0
  }
  return Math.min(LONGEST_POST_WAIT_MS, FIRST_WAIT_MS * 2 ** post.attempts)
}
