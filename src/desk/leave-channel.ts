import { batchKey } from '../store/activation-batches.ts'
import { approvalsIn, liveApprovals, type Approval } from '../store/approvals.ts'
import { audit } from '../store/audit.ts'
import { bulksIn, writeBulk } from '../store/bulk-orders.ts'
import { writeOrder } from '../store/orders.ts'
import { ordersIn } from '../store/search-orders.ts'
import { countAsNotShown, movePosts, postponeChannel } from '../store/move-posts.ts'
import { LONGEST_POST_WAIT_MS, queuePost } from '../store/posts.ts'
import { unseenAnnouncements } from '../store/unseen-announcements.ts'
import type { Database } from '../store/database.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { approvalKey, cardKey } from './post-keys.ts'
import { isPerson, mustReachChannel } from './queue-news.ts'
import { threadOf, type Thread } from './thread-of.ts'

const AGAIN_MS = LONGEST_POST_WAIT_MS

/**
 * A channel no longer accepts posts: its orders move to the default channel, which is notified why. Without
 * a default channel their news waits and is retried now and then. Meanwhile news that needs action, or good
 * news, goes to the owner, and the person who requested an approval is notified that nobody can give it
 * there.
 */
export async function leaveChannel(desk: Desk, channel: string, why: string): Promise<void> {
  const { defaultChannel } = desk.settings
  const now = desk.clock()
  desk.log('channel-not-usable', { channel, why })
  if (defaultChannel === null || defaultChannel === channel) {
    await desk.db.transaction().execute(async (db) => {
      await notifyOwners(desk, db, channel, now)
      await notifyAskers(db, channel, { why, now })
      await postponeChannel(db, channel, now + AGAIN_MS)
    })
    return
  }
  await desk.db.transaction().execute(async (db) => {
    const orders = await ordersIn(db, channel)
    for (const number of orders) await writeOrder(db, number, { channel: defaultChannel })
    const bulks = await bulksIn(db, channel)
    for (const number of bulks) await writeBulk(db, number, { channel: defaultChannel })
    const numbers = [...orders, ...bulks]
    const facts = { from: channel, to: defaultChannel }
    for (const orderNumber of numbers) {
      await audit(db, { at: now, orderNumber, by: BY_ITSELF, operation: 'move', facts })
    }
    await movePosts(db, channel, defaultChannel, await shownOf(db, numbers))
    await queuePost(db, {
      key: `moved-${channel}-${now}`,
      ref: { kind: 'moved', channel, why, numbers },
      channel: defaultChannel,
      parent: null,
      now,
    })
  })
}

/** Their cards, and requests for approvers, who cannot press a button where nothing is posted. */
async function shownOf(db: Database, numbers: readonly number[]): Promise<readonly string[]> {
  const keys: string[] = []
  for (const number of numbers) {
    const open = await liveApprovals(db, number)
    keys.push(cardKey(number), ...open.map(requestKey))
  }
  return keys
}

async function notifyOwners(
  { settings }: Desk,
  db: Database,
  channel: string,
  now: number,
): Promise<void> {
  for (const { key, ref } of await unseenAnnouncements(db, channel, now)) {
    if (!mustReachChannel(settings, ref)) continue
    const owner = (await threadOf(db, ref.number))?.order.owner
    if (owner === undefined || !isPerson(owner)) continue
    await queuePost(db, {
      key: `direct-${key}`,
      ref: { kind: 'direct', number: ref.number, of: ref },
      channel: owner,
      parent: null,
      now,
    })
  }
}

/**
 * Notify each requester, once for a request with several orders. Nobody can press a button in that channel,
 * so the request counts as not shown: it moves along when its order is followed elsewhere.
 */
async function notifyAskers(
  db: Database,
  channel: string,
  { why, now }: { readonly why: string; readonly now: number },
): Promise<void> {
  const requests = new Map<string, { readonly open: Approval; readonly thread: Thread }>()
  for (const open of await approvalsIn(db, 'open')) {
    const thread = await threadOf(db, open.orderNumber)
    const key = requestKey(open)
    if (thread?.order.channel !== channel || requests.has(key)) continue
    requests.set(key, { open, thread })
  }
  await countAsNotShown(db, channel, { keys: [...requests.keys()], now })
  for (const [key, { open, thread }] of requests) {
    const { orderNumber: number, operation, askedBy } = open
    if (!isPerson(askedBy)) continue
    const of = thread.refOf({ kind: 'request-out-of-reach', operation, why })
    await queuePost(db, {
      key: `out-of-reach-${key}`,
      ref: { kind: 'direct', number, of },
      channel: askedBy,
      parent: null,
      now,
    })
  }
}

/** The message in which it is decided. */
function requestKey({ id, facts: { batch } }: Approval): string {
  return batch === undefined ? approvalKey(id) : batchKey(batch)
}
