import type { Desk } from '../desk/desk.ts'
import { cardKey } from '../desk/post-keys.ts'
import { noteTakenBy } from '../desk/snooze-reminder.ts'
import { isDirect } from '../desk/queue-news.ts'
import { bulkNumbered, numbered } from '../desk/numbered.ts'
import { viewBatch } from '../desk/view-batch.ts'
import { viewOrder, type OrderView } from '../desk/view-order.ts'
import type { News } from '../porting/news.ts'
import { Refusal } from '../porting/refusal.ts'
import { isAlive } from '../porting/standing.ts'
import { findActivation } from '../store/activations.ts'
import { findApproval } from '../store/approvals.ts'
import { findCheck } from '../store/checks.ts'
import { findOffer } from '../store/offered-documents.ts'
import { findOrder } from '../store/orders.ts'
import { findSnooze } from '../store/snoozes.ts'
import { findPost, type DigestItem, type Post, type PostRef } from '../store/posts.ts'
import type { Message } from './blocks.ts'
import { drawBulkPost, isBulkPost } from './bulk-posts.ts'
import { activationBatch } from './messages/activation-batch.ts'
import { batchReminder } from './messages/batch-reminder.ts'
import { activationPost } from './messages/activation.ts'
import { approvalPost } from './messages/approval.ts'
import { drawMorning } from './drawn-lines.ts'
import { card } from './messages/card.ts'
import { checkResult } from './messages/check-result.ts'
import { interrupted } from './messages/interrupted.ts'
import { digest } from './messages/digest.ts'
import { lateCard } from './messages/late-card.ts'
import { direct } from './messages/direct.ts'
import { passwordsEnd } from './messages/passwords-end.ts'
import { memoryLoss } from './messages/memory-loss.ts'
import { MOST_NAMED, moved } from './messages/moved.ts'
import { documentOffer } from './messages/document-offer.ts'
import { news, type Names } from './messages/news.ts'
import { orderChange } from './messages/order-change.ts'
import { pointer } from './messages/pointer.ts'
import { reminder } from './messages/reminder.ts'
import { titleOf } from './order-ref.ts'
import { JUST_ASKED_MS, SHARED_OUTSIDE } from './places.ts'
import { withPlainNames } from './plain-names.ts'
import { approversFor, noApproverOn } from './who-may-approve.ts'
import type { Workspace } from './workspace.ts'

/** The message of a post now; null when there is nothing left to show. */
export async function drawPost(
  desk: Desk,
  workspace: Workspace,
  ref: PostRef,
): Promise<Message | null> {
  if (ref.kind === 'reminder' || ref.kind === 'bulk-reminder') {
    const { reminder: about } = ref.due
    if (about.kind === 'approval-ends' && about.announcedUnder !== undefined)
      return drawBatchReminder(desk, workspace, ref, about.id)
  }
  if (isBulkPost(ref)) return drawBulkPost(desk, workspace, ref)
  switch (ref.kind) {
    case 'check': {
      const check = await findCheck(desk.db, ref.id)
      return check === undefined ? null : checkResult(check, desk.clock())
    }
    case 'activation-batch': {
      const batch = await viewBatch(desk, ref.id)
      return batch && activationBatch(batch, workspace.roles.approvers)
    }
    case 'digest':
      return drawDigest(desk, workspace, ref.items)
    case 'direct':
      return drawDirect(desk, workspace, ref)
    case 'pointer':
      return drawPointer(desk, workspace, ref.to)
    case 'morning':
      return drawMorning(desk, workspace, ref.channel)
    case 'moved':
      return drawMoved(desk, ref)
    case 'memory':
      return memoryLoss(ref.memory, desk.clock())
    case 'late-card':
      return drawLateCard(desk, workspace, ref.number)
    case 'cut-off':
      return interrupted(ref, desk.clock())
    case 'passwords-end':
      return passwordsEnd()
    // A file, which is no message.
    case 'check-file':
      return null
    case 'card':
    case 'change':
    case 'news':
    case 'reminder':
    case 'approval':
    case 'activation':
    case 'document': {
      const view = await viewNumber(desk, ref.number)
      return view && drawOrderPost(desk, workspace, view, ref)
    }
  }
}

type OrderPostRef = Extract<
  PostRef,
  { kind: 'card' | 'change' | 'news' | 'reminder' | 'approval' | 'activation' | 'document' }
>

async function drawOrderPost(
  desk: Desk,
  workspace: Workspace,
  view: OrderView,
  ref: OrderPostRef,
): Promise<Message | null> {
  const { approvers } = workspace.roles
  switch (ref.kind) {
    case 'card':
      return card(view, await noApproverOn(desk, [view.tracked]))
    case 'change':
      return orderChange(view, ref.change)
    case 'news': {
      const names = await namesIn(workspace, ref.news)
      const taken = await noteTakenBy(desk.db, ref)
      return withPlainNames(workspace, ref.news, news(view, ref.news, approvers, names, taken))
    }
    case 'reminder': {
      const snooze = await findSnooze(desk.db, ref.number, ref.due.topic)
      return reminder(view, ref.due, { approvers, snooze })
    }
    case 'approval': {
      const approval = await findApproval(desk.db, ref.id)
      if (approval === undefined) return null
      return approvalPost(view, approval, {
        approvers: await approversFor(desk, workspace, approval),
      })
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

async function drawMoved(
  { db }: Desk,
  moving: Extract<PostRef, { kind: 'moved' }>,
): Promise<Message> {
  const { numbers } = moving
  const first = numbers.slice(0, MOST_NAMED)
  const orders = await Promise.all(first.map((number) => titleOf(db, number)))
  return moved({ ...moving, count: numbers.length, orders })
}

async function drawDigest(
  desk: Desk,
  workspace: Workspace,
  items: readonly DigestItem[],
): Promise<Message> {
  const drawn = await Promise.all(
    items.map(async (item) => {
      const url = await linkToCard(desk, workspace, item.number)
      if ('of' in item) {
        const bulk = await bulkNumbered(desk.db, item.number)
        return [{ bulk, now: desk.clock(), of: item.of, url }]
      }
      const view = await viewNumber(desk, item.number)
      return view === null ? [] : [{ view, url, change: item.change }]
    }),
  )
  return digest(drawn.flat())
}

async function drawDirect(
  desk: Desk,
  workspace: Workspace,
  { of, number }: Extract<PostRef, { kind: 'direct' }>,
): Promise<Message | null> {
  const drawn = await drawPost(desk, workspace, of)
  const found = await numbered(desk.db, number)
  if (drawn === null || found === undefined) return null
  // Where its order is, nobody can act.
  if ('news' in of && of.news.kind === 'request-out-of-reach') return drawn
  const channel = (await takesPosts(workspace, found.one.channel)) ? found.one.channel : null
  const card = await linkToCard(desk, workspace, number)
  return direct(drawn, { number, channel, card })
}

/** Null once the card shows, or there is nothing left that it could show. */
async function drawLateCard(
  { db }: Desk,
  workspace: Workspace,
  number: number,
): Promise<Message | null> {
  const found = await numbered(db, number)
  const card = await findPost(db, cardKey(number))
  if (found === undefined || !isAlive(found.one) || (card?.ts ?? null) !== null) return null
  const { channel } = found.one
  const isOpen = await takesPosts(workspace, channel)
  return lateCard({ number, title: await titleOf(db, number), channel, isOpen })
}

/** If Slack doesn't say, it is assumed to. */
async function takesPosts({ places }: Workspace, channel: string): Promise<boolean> {
  if (isDirect(channel)) return true
  try {
    return (await places.placeOf(channel, JUST_ASKED_MS)).isMember
  } catch (error) {
    return !(error instanceof Refusal && error.code === SHARED_OUTSIDE)
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

/** Null while the post that it points to has no message. */
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
