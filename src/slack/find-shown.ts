import type { Desk } from '../desk/desk.ts'
import type { Instant } from '../porting/calendar.ts'
import { isOfNote, leftUnsaid, marksOf, reportsWhatHappened } from '../desk/post-marks.ts'
import { isPerson } from '../desk/queue-news.ts'
import { noteShown } from '../store/pointers.ts'
import type { DuePost, PostRef } from '../store/posts.ts'
import { isClaimed, restorationOf, type Restoration } from '../store/restored.ts'
import { readOwnPosts, type OwnPost } from './own-posts.ts'
import type { Workspace } from './workspace.ts'

/** Slack's clock and ours. */
const CLOCKS_DIFFER_MS = 300_000
/** A thousand messages: more are not read again for one post. */
const PAGES_AFTER_RESTORE = 5

type FoundShown =
  | {
      readonly kind: 'there'
      readonly ts: string
      /** A digest has said it, or several messages together. */
      readonly within: boolean
    }
  /** Part of it was posted: this is left. */
  | { readonly kind: 'in-part'; readonly left: PostRef }

/**
 * Finds the message of a post although its row has none: the try got no answer, or the database was
 * restored and the post was sent in the missing time.
 *
 * @returns null if there is none.
 */
export async function findShown(
  desk: Desk,
  workspace: Workspace,
  post: DuePost,
): Promise<FoundShown | null> {
  const restoration = await restorationOf(desk.db)
  const mayBeForgotten = restoration !== null && mayHaveBeenSaid(post, restoration)
  if (post.triedAt === null && !mayBeForgotten) return null
  // Without it a long thread would be read from its beginning, but the newest messages matter.
  const since =
    Math.min(post.createdAt, mayBeForgotten ? restoration.knownUntil : Infinity) - CLOCKS_DIFFER_MS
  const { posts } = await readOwnPosts(workspace, {
    channel: post.channel,
    thread: post.thread,
    since,
    ...(mayBeForgotten && { pages: PAGES_AFTER_RESTORE }),
  })
  const marks = marksOf(post.ref)
  for (const found of posts) {
    if (isThisTry(found, post, restoration)) return { kind: 'there', ts: found.ts, within: false }
    if (!mayBeForgotten || !isTheSame(found, post, marks, restoration)) continue
    const within = found.marks.length > marks.length
    if (within || !(await isClaimed(desk.db, post.channel, found.ts))) {
      return { kind: 'there', ts: found.ts, within }
    }
  }
  if (!mayBeForgotten) return null
  const said = posts.filter(({ at }) => isOfForgottenTime(at, restoration))
  const left = leftUnsaid(post.ref, new Set(said.flatMap((one) => one.marks)))
  if (left === null) return { kind: 'there', ts: '', within: true }
  return left === post.ref ? null : { kind: 'in-part', left }
}

function isOfForgottenTime(at: Instant, restoration: Restoration): boolean {
  return at <= restoration.at + CLOCKS_DIFFER_MS
}

/** Posts since the restore are not searched for: an event may occur, and be announced, twice. */
function mayHaveBeenSaid(post: DuePost, { at, caughtUpAt }: Restoration): boolean {
  if (post.createdAt <= at) return true
  const ref = post.ref.kind === 'pointer' ? post.ref.of : post.ref
  if (ref.kind === 'reminder' || ref.kind === 'bulk-reminder') return true
  // They are read when there is a reason to, which may be days later.
  if (isOfNote(ref)) return true
  return reportsWhatHappened(ref) && post.createdAt <= (caughtUpAt ?? Infinity)
}

/** One database assigns a key once; a restored one may assign it again. */
function isThisTry(found: OwnPost, post: DuePost, restoration: Restoration | null): boolean {
  if (post.triedAt === null || found.key !== post.key) return false
  return restoration === null || found.at > restoration.at || post.createdAt <= restoration.at
}

function isTheSame(
  found: OwnPost,
  post: DuePost,
  marks: readonly string[],
  restoration: Restoration,
): boolean {
  if (!isOfForgottenTime(found.at, restoration)) return false
  if (found.marks.length > 0) return marks.every((mark) => found.marks.includes(mark))
  // Posts of 0.1.0 carry no marks; for changes their key contains a count.
  return found.key === post.key && !reportsWhatHappened(post.ref)
}

/**
 * Marks waiting news that was posted in the missing time as shown, so that it is not included in a digest
 * again. What Slack does not return now is searched for again before it is posted.
 */
export async function takeBackSaid(
  desk: Desk,
  workspace: Workspace,
  waiting: readonly DuePost[],
): Promise<void> {
  for (const post of waiting) {
    const channel = isPerson(post.channel) ? await workspace.openDirect(post.channel) : post.channel
    const found = await findShown(desk, workspace, { ...post, channel })
    if (found?.kind !== 'there') continue
    const ts = found.within ? '' : found.ts
    await noteShown(desk.db, post, { ts, channel })
  }
}
