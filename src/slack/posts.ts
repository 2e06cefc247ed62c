import { causedByPlatform, retryAfterOf } from './slack-errors.ts'
import type { Desk } from '../desk/desk.ts'
import { marksOf, numbersOf } from '../desk/post-marks.ts'
import { isDirect, isPerson } from '../desk/queue-news.ts'
import { Refusal } from '../porting/refusal.ts'
import { rewriteRef } from '../store/collected-posts.ts'
import { findCheck } from '../store/checks.ts'
import type { Database } from '../store/database.ts'
import { restorationOf } from '../store/restored.ts'
import type { DuePost, PostRef } from '../store/posts.ts'
import type { Message } from './blocks.ts'
import { bulkFile } from './bulk-posts.ts'
import { drawPost } from './draw-post.ts'
import { findShown } from './find-shown.ts'
import { checkCsv } from './messages/check-file.ts'
import { SHARED_OUTSIDE } from './places.ts'
import { postMetadata } from './own-posts.ts'
import type { Workspace } from './workspace.ts'

/** What became of a post. A ts is Slack's id of a message in its channel. */
export type Posted =
  | { readonly kind: 'shown'; readonly ts: string; readonly channel: string }
  /** Slack answered and refused: nothing was posted. */
  | {
      readonly kind: 'refused'
      readonly error: string
      /** How long Slack asks to wait; null when it does not. */
      readonly retryAfterMs: number | null
      /** Why nothing can be posted in this channel anymore, in words; null for another cause. */
      readonly leave: string | null
    }
  /** Somebody deleted the message, or the thread for it. */
  | { readonly kind: 'gone'; readonly what: 'message' | 'thread' }
  /** No answer: the message may exist, and is searched for before it is posted again. */
  | { readonly kind: 'unknown'; readonly error: unknown }

/** Slack's error codes for a channel that accepts no more messages. */
const UNUSABLE: Readonly<Record<string, string>> = {
  is_archived: 'it’s archived',
  is_inactive: 'it’s archived',
  restricted_action: 'only some people may post in it',
  channel_not_found: 'it’s gone, or I was removed from it',
  not_in_channel: 'I was removed from it',
}

/** Slack's words for a person who cannot be written to. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  user_disabled: 'the account is deactivated',
  user_not_found: 'Slack doesn’t know that user ID',
  users_not_found: 'Slack doesn’t know that user ID',
  user_not_visible: 'the account isn’t in this workspace',
  channel_not_found: 'Slack has no conversation with them',
  is_archived: 'the conversation is closed',
  cannot_dm_bot: 'it’s a bot',
  messages_tab_disabled: 'DMs to me are turned off',
  missing_scope: 'I’m missing the scope im:write',
}

/** Slack answers fifty such questions a minute, and there may be as many channels. */
const POSTED_FOR_MS = 60_000

const DELETED = ['message_not_found', 'thread_not_found']

/** Why posts about orders are no longer allowed in a channel; null if they are, or if that is unknown. */
export async function placeTrouble(workspace: Workspace, channel: string): Promise<string | null> {
  if (isDirect(channel)) return null
  try {
    await workspace.places.placeOf(channel, POSTED_FOR_MS)
    return null
  } catch (error) {
    const isShared = error instanceof Refusal && error.code === SHARED_OUTSIDE
    return isShared ? 'it’s shared with another organization now' : null
  }
}

/** Posts a message where it belongs, or redraws it. */
export async function showPost(desk: Desk, workspace: Workspace, post: DuePost): Promise<Posted> {
  try {
    if (isFilePost(post.ref)) return await showFile(desk, workspace, post, await fileOf(desk, post))
    const channel = isPerson(post.channel) ? await workspace.openDirect(post.channel) : post.channel
    const found = post.ts === null ? await findShown(desk, workspace, { ...post, channel }) : null
    // What a digest has said needs no message of its own.
    if (found?.kind === 'there' && found.within) return { kind: 'shown', ts: '', channel }
    if (found?.kind === 'in-part') await rewriteRef(desk.db, post.id, found.left)
    const ref = found?.kind === 'in-part' ? found.left : post.ref
    const ts = post.ts ?? (found?.kind === 'there' ? found.ts : null)
    const drawn = await drawPost(desk, workspace, ref)
    if (drawn === null) return { kind: 'shown', ts: ts ?? '', channel: post.channel }
    const placed = { ...post, channel, ref }
    return ts === null
      ? await postNew(workspace, placed, drawn)
      : await updateShown(workspace, { ...placed, ts }, drawn)
  } catch (error) {
    const wait = retryAfterOf(error)
    if (wait !== null) {
      return { kind: 'refused', error: 'ratelimited', retryAfterMs: wait * 1000, leave: null }
    }
    const said = causedByPlatform(error)
    if (said === null) return { kind: 'unknown', error }
    if (DELETED.includes(said))
      return { kind: 'gone', what: post.ts === null ? 'thread' : 'message' }
    const leave = (isPerson(post.channel) ? UNREACHABLE : UNUSABLE)[said] ?? null
    return { kind: 'refused', error: said, retryAfterMs: null, leave }
  }
}

async function postNew(
  { background }: Workspace,
  post: DuePost,
  { text, blocks }: Message,
): Promise<Posted> {
  const said = {
    channel: post.channel,
    text,
    blocks: [...blocks],
    unfurl_links: false,
    metadata: postMetadata(post.key, {
      marks: marksOf(post.ref),
      numbers: numbersOf(post.ref),
    }),
  }
  const posted = await (post.thread === null
    ? background.chat.postMessage(said)
    : background.chat.postMessage({ ...said, thread_ts: post.thread }))
  return { kind: 'shown', ts: posted.ts ?? '', channel: posted.channel ?? post.channel }
}

async function updateShown(
  { background }: Workspace,
  post: DuePost & { readonly ts: string },
  { text, blocks }: Message,
): Promise<Posted> {
  await background.chat.update({ channel: post.channel, ts: post.ts, text, blocks: [...blocks] })
  return { kind: 'shown', ts: post.ts, channel: post.channel }
}

interface PostedFile {
  readonly name: string
  readonly content: string
}

function isFilePost({ kind }: PostRef): boolean {
  return kind === 'check-file' || kind === 'bulk-refused-file' || kind === 'bulk-children-file'
}

/** @returns null when its subject is no longer known. */
async function fileOf(desk: Desk, { ref, id }: DuePost): Promise<PostedFile | null> {
  if (ref.kind === 'bulk-refused-file' || ref.kind === 'bulk-children-file') {
    return bulkFile(desk, ref, id)
  }
  const check = ref.kind === 'check-file' ? await findCheck(desk.db, ref.id) : undefined
  return check === undefined ? null : { name: 'results.csv', content: checkCsv(check) }
}

/** A list as a file, beside the message with its summary. */
async function showFile(
  desk: Desk,
  workspace: Workspace,
  post: DuePost,
  shown: PostedFile | null,
): Promise<Posted> {
  const { background } = workspace
  if (shown === null) return { kind: 'shown', ts: '', channel: post.channel }
  const mayBeThere = post.triedAt !== null || (await isOlderThanRestore(desk.db, post))
  const isThere = mayBeThere && (await isFileThere(workspace, post, shown.name))
  if (!isThere) {
    const file = { filename: shown.name, title: shown.name, content: shown.content }
    await (post.thread === null
      ? background.filesUploadV2({ ...file, channel_id: post.channel })
      : background.filesUploadV2({ ...file, channel_id: post.channel, thread_ts: post.thread }))
  }
  return { kind: 'shown', ts: '', channel: post.channel }
}

async function isOlderThanRestore(db: Database, { createdAt }: DuePost): Promise<boolean> {
  const restoration = await restorationOf(db)
  return restoration !== null && createdAt <= restoration.at
}

/** A file carries no key; under the message it belongs to there is only one of its name. */
async function isFileThere(
  { background }: Workspace,
  post: DuePost,
  fileName: string,
): Promise<boolean> {
  if (post.thread === null) return false
  const { messages } = await background.conversations.replies({
    channel: post.channel,
    ts: post.thread,
  })
  return (messages ?? []).some(({ files }) => files?.some(({ name }) => name === fileName))
}
