import { randomUUID } from 'node:crypto'
import type { Instant } from '../porting/calendar.ts'
import type { BulkNews } from '../porting/news.ts'
import type { ChildNews } from '../porting/bulk-days.ts'
import type { BulkPostRef } from './bulk-posts.ts'
import type { Database } from './database.ts'
import { queuePost, type PostRef } from './posts.ts'
import { readPostRef } from './read-post-ref.ts'

/** Where something is announced: in a thread, or, without one, to a person directly. */
export interface Place {
  readonly channel: string
  readonly parent: string | null
  readonly broadcast: boolean
}

/** A bulk order, and where what happens to its orders is announced together. */
export interface Collector {
  readonly number: number
  readonly places: readonly Place[]
}

type Digest = Extract<BulkPostRef, { kind: 'bulk-digest' }>
type Collected = Digest | Extract<BulkPostRef, { kind: 'bulk-news' }>
type Filled = Extract<BulkNews, { kind: 'children-filled' }>
type NotAsApproved = Extract<BulkNews, { kind: 'not-as-approved' }>

/** What is collected before it is announced, so that hundreds of children are one message. */
const COLLECTED_FOR_MS = 60_000
/** Somebody has to act on it soon. */
const DIFFERENCES_COLLECTED_FOR_MS = 10_000

/** Announce it together with whatever else happens to children of this bulk order within the minute. */
export function collectForDigest(
  db: Database,
  { number, places }: Collector,
  items: readonly ChildNews[],
  { now, announceFrom }: { readonly now: Instant; readonly announceFrom: Instant },
): Promise<void> {
  return collect(db, places, {
    key: `bulk-digest-${number}`,
    number,
    known: (ref) => (ref.kind === 'bulk-digest' ? ref.items : undefined),
    joined: (known = []) => ({ kind: 'bulk-digest', number, items: [...known, ...items] }),
    now,
    announceFrom,
    notBefore: now + COLLECTED_FOR_MS,
  })
}

/** A child of a bulk order that was submitted differently than approved: announced with the next ones. */
export function collectNotAsApproved(
  db: Database,
  { number, places }: Collector,
  content: Pick<NotAsApproved, 'asker' | 'approver'> & NotAsApproved['children'][number],
  now: Instant,
): Promise<void> {
  const { asker, approver, child, differences } = content
  return collect(db, places, {
    key: `bulk-not-as-approved-${number}`,
    number,
    known: (ref) => newsIn(ref, 'not-as-approved')?.children,
    joined: (known = []) => {
      const children = [...known, { child, differences }]
      const news = { kind: 'not-as-approved', asker, approver, children } as const
      return { kind: 'bulk-news', number, news }
    },
    now,
    notBefore: now + DIFFERENCES_COLLECTED_FOR_MS,
  })
}

/**
 * Somebody filled in a child: announced together with the next ones, at the latest a minute after the
 * last. Written together with the change itself, so that a crash in the middle of many loses none.
 */
export function collectFilled(
  db: Database,
  { number, places }: Collector,
  { by, children, failed }: Pick<Filled, 'by' | 'children' | 'failed'>,
  now: Instant,
): Promise<void> {
  return collect(db, places, {
    key: `bulk-filled-${number}`,
    number,
    known: (ref) => filledBy(ref, by),
    joined(known) {
      const news: Filled = {
        kind: 'children-filled',
        by,
        children: [...new Set([...(known?.children ?? []), ...children])],
        failed: [...(known?.failed ?? []), ...failed],
      }
      return { kind: 'bulk-news', number, news }
    },
    now,
    notBefore: now + COLLECTED_FOR_MS,
    isPutOff: true,
  })
}

/** All are filled in that were to be: now it is announced. */
export async function announceFilled(
  db: Database,
  { number, places }: Collector,
  by: string,
): Promise<void> {
  for (const place of places) {
    const waiting = await waitingIn(db, place, number, (ref) => filledBy(ref, by))
    if (waiting === undefined) continue
    await db.updateTable('post').set({ not_before: 0 }).where('id', '=', waiting.id).execute()
  }
}

function filledBy(ref: Collected, by: string): Filled | undefined {
  const news = newsIn(ref, 'children-filled')
  return news?.by === by ? news : undefined
}

function newsIn<Kind extends BulkNews['kind']>(
  ref: Collected,
  kind: Kind,
): Extract<BulkNews, { kind: Kind }> | undefined {
  return ref.kind === 'bulk-news' && ref.news.kind === kind
    ? (ref.news as Extract<BulkNews, { kind: Kind }>)
    : undefined
}

interface Collecting<Known> {
  readonly key: string
  readonly number: number
  /** The collected content of a waiting post; undefined if the post is about something else. */
  readonly known: (ref: Collected) => Known | undefined
  readonly joined: (known: Known | undefined) => Collected
  readonly notBefore: Instant
  /** Whether each addition postpones the whole post. */
  readonly isPutOff?: boolean
  /** A person is not called before. */
  readonly announceFrom?: Instant
  readonly now: Instant
}

async function collect<Known>(
  db: Database,
  places: readonly Place[],
  collecting: Collecting<Known>,
): Promise<void> {
  const { key, number, known, joined, notBefore, isPutOff = false, now } = collecting
  for (const place of places) {
    const isDirect = place.parent === null
    const waiting = await waitingIn(db, place, number, known)
    const content = joined(waiting?.known)
    const ref: PostRef = isDirect ? { kind: 'direct', number, of: content } : content
    const announceFrom = isDirect ? (collecting.announceFrom ?? 0) : 0
    if (waiting !== undefined) {
      await db
        .updateTable('post')
        .set({ ref: JSON.stringify(ref), told_from: Math.min(waiting.announceFrom, announceFrom) })
        .$if(isPutOff, (update) => update.set({ not_before: notBefore }))
        .where('id', '=', waiting.id)
        .execute()
      continue
    }
    // Nothing is announced twice: collected items are written together with the change itself.
    const unique = `${isDirect ? 'direct-' : ''}${key}-${randomUUID()}`
    await queuePost(db, { ...place, key: unique, ref, notBefore, announceFrom, now })
  }
}

async function waitingIn<Known>(
  db: Database,
  { channel, parent }: Place,
  number: number,
  known: (ref: Collected) => Known | undefined,
): Promise<
  { readonly id: number; readonly known: Known; readonly announceFrom: Instant } | undefined
> {
  const kinds = parent === null ? ['direct'] : COLLECTED
  const rows = await db
    .selectFrom('post')
    .select(['id', 'ref', 'told_from'])
    .where('kind', 'in', kinds)
    .where('channel', '=', channel)
    .where('parent', parent === null ? 'is' : '=', parent)
    .where('ts', 'is', null)
    .where('tried_at', 'is', null)
    .whereRef('drawn', '<', 'version')
    .orderBy('id')
    .execute()
  for (const { id, ref, told_from: announceFrom } of rows) {
    const shown = readPostRef(ref) as PostRef
    const content = shown.kind === 'direct' ? shown.of : shown
    const found = isCollected(content) && content.number === number ? known(content) : undefined
    if (found !== undefined) return { id, known: found, announceFrom }
  }
  return undefined
}

const COLLECTED: readonly PostRef['kind'][] = ['bulk-digest', 'bulk-news']

function isCollected(ref: PostRef): ref is Collected {
  return COLLECTED.includes(ref.kind)
}

/** Part of it was announced elsewhere. */
export async function rewriteRef(db: Database, id: number, ref: PostRef): Promise<void> {
  await db
    .updateTable('post')
    .set({ ref: JSON.stringify(ref) })
    .where('id', '=', id)
    .execute()
}
