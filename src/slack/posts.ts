import { causedByPlatform, retryAfterOf } from './slack-errors.ts'
import type { Desk } from '../desk/desk.ts'
import { cardKey } from '../desk/post-keys.ts'
import { marksOf, numbersOf } from '../desk/post-marks.ts'
import { isPerson } from '../desk/queue-news.ts'
import { noteTakenBy } from '../desk/snooze-reminder.ts'
import { numbered } from '../desk/numbered.ts'
import { threadOf } from '../desk/thread-of.ts'
import { viewBatch } from '../desk/view-batch.ts'
import { viewOrder, type OrderView } from '../desk/view-order.ts'
import type { News } from '../porting/news.ts'
import { Refusal } from '../porting/refusal.ts'
import { rewriteRef } from '../store/collected-posts.ts'
import { findActivation } from '../store/activations.ts'
import { findApproval } from '../store/approvals.ts'
import { findCheck } from '../store/checks.ts'
import { findOffer } from '../store/offered-documents.ts'
import type { Database } from '../store/database.ts'
import { restorationOf } from '../store/restored.ts'
import { findOrder } from '../store/orders.ts'
import { findSnooze } from '../store/snoozes.ts'
import { findPost, type DuePost, type Post, type PostRef } from '../store/posts.ts'
import type { Message } from './blocks.ts'
import { bulkFile, drawBulkPost, isBulkPost } from './bulk-posts.ts'
import { activationBatch } from './messages/activation-batch.ts'
import { batchReminder } from './messages/batch-reminder.ts'
import { activationPost } from './messages/activation.ts'
import { approvalPost } from './messages/approval.ts'
import { drawMorning } from './drawn-lines.ts'
import { findShown } from './find-shown.ts'
import { card } from './messages/card.ts'
import { checkCsv } from './messages/check-file.ts'
import { checkResult } from './messages/check-result.ts'
import { interrupted } from './messages/interrupted.ts'
import { digest } from './messages/digest.ts'
import { direct } from './messages/direct.ts'
import { passwordsEnd } from './messages/passwords-end.ts'
import { memoryLoss } from './messages/memory-loss.ts'
import { moved } from './messages/moved.ts'
import { documentOffer } from './messages/document-offer.ts'
import { news, type Names } from './messages/news.ts'
import { orderChange } from './messages/order-change.ts'
import { pointer } from './messages/pointer.ts'
import { reminder } from './messages/reminder.ts'
import { SHARED_OUTSIDE } from './places.ts'
import { withPlainNames } from './plain-names.ts'
import { postMetadata } from './own-posts.ts'
import { approversFor, noApproverOn } from './who-may-approve.ts'
import type { Workspace } from './workspace.ts'

/** What became of a post. A ts is Slack's id of a message in its channel. */
export type Posted =
  | { readonly kind: 'shown'; readonly ts: string; readonly channel: string }
  /** Slack answered and refused: nothing was posted. */
  | {
      readonly kind: 'refused'
      readonly error: string
      /** Slack asks to wait so long; null when it does not. */
      readonly retryAfterMs: number | null
      /** Why nothing can be said in this channel any more, in words; null when that is not it. */
      readonly leave: string | null
    }
  /** Somebody has deleted it, or that in whose thread it should stand. */
  | { readonly kind: 'gone'; readonly what: 'message' | 'thread' }
  /** No answer: it may stand there, and is looked for before it is posted again. */
  | { readonly kind: 'unknown'; readonly error: unknown }

/** Slack's words for a channel that takes nothing any more. */
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

/** Why nothing about orders may be said in a channel (any more); null when it may, or nobody can tell. */
export async function placeTrouble(workspace: Workspace, channel: string): Promise<string | null> {
  if (channel.startsWith('D') || isPerson(channel)) return null
  try {
    await workspace.places.placeOf(channel, POSTED_FOR_MS)
    return null
  } catch (error) {
    const isShared = error instanceof Refusal && error.code === SHARED_OUTSIDE
    return isShared ? 'it’s shared with another organization now' : null
  }
}

/** Put a post where it belongs, or draw it again where it stands. */
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

/** @returns null when what it was about is not known any more. */
async function fileOf(desk: Desk, { ref, id }: DuePost): Promise<PostedFile | null> {
  if (ref.kind === 'bulk-refused-file' || ref.kind === 'bulk-children-file') {
    return bulkFile(desk, ref, id)
  }
  const check = ref.kind === 'check-file' ? await findCheck(desk.db, ref.id) : undefined
  return check === undefined ? null : { name: 'results.csv', content: checkCsv(check) }
}

/** A list that is a file, beside the message that tells its gist. */
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

/** What a post shows right now; null when there is nothing to show any more. */
async function drawPost(desk: Desk, workspace: Workspace, ref: PostRef): Promise<Message | null> {
  if (ref.kind === 'check') {
    const check = await findCheck(desk.db, ref.id)
    return check === undefined ? null : checkResult(check, desk.clock())
  }
  if (ref.kind === 'reminder' || ref.kind === 'bulk-reminder') {
    const { reminder: about } = ref.due
    if (about.kind === 'approval-ends' && about.announcedUnder !== undefined)
      return drawBatchReminder(desk, workspace, ref, about.id)
  }
  if (isBulkPost(ref)) return drawBulkPost(desk, workspace, ref)
  if (ref.kind === 'check-file') return null
  if (ref.kind === 'moved') return moved(ref)
  if (ref.kind === 'pointer') return drawPointer(desk, workspace, ref.to)
  if (ref.kind === 'activation-batch') {
    const batch = await viewBatch(desk, ref.id)
    return batch && activationBatch(batch, workspace.roles.approvers)
  }
  if (ref.kind === 'memory') return memoryLoss(ref.memory, desk.clock())
  if (ref.kind === 'passwords-end') return passwordsEnd()
  if (ref.kind === 'morning') return drawMorning(desk, workspace, ref.channel)
  if (ref.kind === 'cut-off') return interrupted(ref, desk.clock())
  if (ref.kind === 'digest') {
    const views = await Promise.all(
      ref.items.map(async ({ number, change }) => ({
        view: await viewNumber(desk, number),
        url: await linkToCard(desk, workspace, number),
        change,
      })),
    )
    return digest(views.flatMap(({ view, ...item }) => (view === null ? [] : [{ view, ...item }])))
  }
  if (ref.kind === 'direct') {
    const drawn = await drawPost(desk, workspace, ref.of)
    const thread = await threadOf(desk.db, ref.number)
    if (drawn === null || thread === undefined) return null
    const { number, channel } = thread.order
    return direct(drawn, { number, channel, card: await linkToCard(desk, workspace, number) })
  }
  const view = await viewNumber(desk, ref.number)
  if (view === null) return null
  switch (ref.kind) {
    case 'card':
      return card(view, await noApproverOn(desk, [view.tracked]))
    case 'change':
      return orderChange(view, ref.change)
    case 'news':
      return withPlainNames(
        workspace,
        ref.news,
        news(
          view,
          ref.news,
          workspace.roles.approvers,
          await namesIn(workspace, ref.news),
          await noteTakenBy(desk.db, ref),
        ),
      )
    case 'reminder':
      return reminder(view, ref.due, {
        approvers: workspace.roles.approvers,
        snooze: await findSnooze(desk.db, ref.number, ref.due.topic),
      })
    case 'approval': {
      const approval = await findApproval(desk.db, ref.id)
      if (approval === undefined) return null
      const approvers = await approversFor(desk, workspace, approval)
      return approvalPost(view, approval, { approvers })
    }
    case 'activation': {
      const run = await findActivation(desk.db, ref.id)
      return run === undefined ? null : activationPost(view, run)
    }
    case 'document': {
      const offer = await findOffer(desk.db, ref.id)
      return offer === undefined ? null : documentOffer(view, offer)
    }
  }
}

async function drawBatchReminder(
  desk: Desk,
  { roles: { approvers } }: Workspace,
  { number, due }: Extract<PostRef, { kind: 'reminder' | 'bulk-reminder' }>,
  id: string,
): Promise<Message | null> {
  const found = await numbered(desk.db, number)
  const view = await viewBatch(desk, id)
  if (found === undefined || view === null) return null
  const snooze = await findSnooze(desk.db, number, due.topic)
  const { calendar } = desk.settings
  return batchReminder(view, found.one, due, { approvers, snooze, calendar })
}

/** Of those who are named and not called. */
async function namesIn({ roles }: Workspace, news: News): Promise<Names> {
  if (news.kind !== 'changed') return new Map()
  const people = [news.by, news.approvedBy, news.approver].filter((one) => one !== null)
  return new Map(
    await Promise.all(people.map(async (one) => [one, await roles.nameOf(one)] as const)),
  )
}

/** Null while what it points to stands nowhere. */
async function drawPointer(desk: Desk, workspace: Workspace, to: string): Promise<Message | null> {
  const post = await findPost(desk.db, to)
  const drawn = post === undefined ? null : await drawPost(desk, workspace, post.ref)
  const above = post?.parent == null ? undefined : await findPost(desk.db, post.parent)
  const thread = above && linkTo(workspace, above)
  if (drawn === null || post?.ts == null || thread === undefined) return null
  const { ts, channel } = post
  const reply = new URL(linkTo(workspace, { ts, channel }) ?? thread)
  reply.search = String(new URLSearchParams({ thread_ts: above?.ts ?? ts, cid: channel }))
  return pointer(drawn, reply.href)
}

async function linkToCard(
  { db }: Desk,
  workspace: Workspace,
  number: number,
): Promise<string | undefined> {
  const card = await findPost(db, cardKey(number))
  return card && linkTo(workspace, card)
}

function linkTo({ url }: Workspace, { channel, ts }: Pick<Post, 'channel' | 'ts'>) {
  return ts === null ? undefined : new URL(`archives/${channel}/p${ts.replace('.', '')}`, url).href
}

async function viewNumber(desk: Desk, number: number): Promise<OrderView | null> {
  const order = await findOrder(desk.db, number)
  return order === undefined ? null : viewOrder(desk.db, order, desk.settings, desk.clock())
}
