import type { Instant } from '../porting/calendar.ts'
import { KIND_OF_NEWS } from '../porting/news.ts'
import { KIND_OF_BULK_CHANGE, KIND_OF_CHANGE, type NewsKind } from '../porting/news-routes.ts'
import { findBulk } from '../store/bulk-orders.ts'
import { collectFilled } from '../store/bulk-posts.ts'
import type { Database } from '../store/database.ts'
import type { Followed } from '../store/followed.ts'
import { queuePost, type Told } from '../store/posts.ts'
import type { DeskSettings } from './desk.ts'
import { cardKey } from './post-keys.ts'
import { queueCard } from './queue-card.ts'

export interface NewNews {
  /** Makes the news unique, in every place that they go to. */
  readonly key: string
  readonly order: Pick<Followed, 'number' | 'channel' | 'owner'> & {
    /** The bulk order that holds it. */
    readonly bulkNumber?: number | null
  }
  readonly ref: Told
  /** In the channel too, whatever the settings say. */
  readonly isForAll?: boolean
  /** What can wait is not told in the night of its reader. */
  readonly toldFrom?: Instant
  readonly now: Instant
}

/** Tell in the thread of an order or bulk order, and in the other places that the settings name for this kind of news. */
export async function queueNews(
  db: Database,
  { news: routes }: DeskSettings,
  { key, order, ref, isForAll = false, toldFrom = 0, now }: NewNews,
): Promise<void> {
  const { number, channel, owner, bulkNumber = null } = order
  // An order of a bulk order has no card before there is something to tell of it alone.
  if (bulkNumber !== null && !isToldTogether(ref)) await queueCard(db, { number, channel, now })
  if (bulkNumber !== null) await collectWhatIsToldTogether(db, { number, bulkNumber, ref, now })
  const kind = kindOf(ref)
  const route = kind === null ? THREAD_ALONE : routes[kind]
  await queuePost(db, {
    key,
    ref,
    channel,
    parent: cardKey(number),
    broadcast: isForAll || route.channel,
    toldFrom,
    now,
  })
  if (!route.owner || !isPerson(owner)) return
  await queuePost(db, {
    key: `direct-${key}`,
    ref: { kind: 'direct', number, of: ref },
    channel: owner,
    parent: null,
    toldFrom,
    now,
  })
}

async function collectWhatIsToldTogether(
  db: Database,
  {
    number,
    bulkNumber,
    ref,
    now,
  }: {
    readonly number: number
    readonly bulkNumber: number
    readonly ref: Told
    readonly now: Instant
  },
): Promise<void> {
  if (ref.kind !== 'news' || ref.news.kind !== 'edited') return
  const bulk = await findBulk(db, bulkNumber)
  // What is put back into one that is made again is told when all of it is.
  if (bulk === undefined || bulk.madeAgain !== null) return
  const parent = cardKey(bulkNumber)
  const filled = { by: ref.news.by, children: [number], failed: [] }
  await collectFilled(db, { number: bulkNumber, channel: bulk.channel, parent }, filled, now)
}

/** What many orders of a bulk order were filled in with is told once, in its thread. */
function isToldTogether(ref: Told): boolean {
  return ref.kind === 'news' && ref.news.kind === 'edited'
}

/** Whoever can be written to: an order that was found elsewhere has nobody yet. */
export function isPerson(id: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(id)
}

const THREAD_ALONE = { channel: false, owner: false }

function kindOf(ref: Told): NewsKind | null {
  switch (ref.kind) {
    case 'change':
      return KIND_OF_CHANGE[ref.change.kind]
    case 'bulk-change':
      return KIND_OF_BULK_CHANGE[ref.change.kind]
    case 'news':
    case 'bulk-news':
      return KIND_OF_NEWS[ref.news.kind]
    case 'reminder':
    case 'bulk-reminder':
      return 'reminders'
  }
}
