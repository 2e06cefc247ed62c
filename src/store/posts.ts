import { sql, type ExpressionBuilder } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { News } from '../porting/news.ts'
import type { OrderChange } from '../porting/order-changes.ts'
import type { DueReminder } from '../porting/reminders.ts'
import type { BulkDays, BulkDigest, BulkPostRef, BulkAnnouncement } from './bulk-posts.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { isDue } from './due.ts'
import { first } from './queries.ts'
import { readPostRef } from './read-post-ref.ts'
import type { PostTable, Schema } from './schema.ts'

/** Nobody postpones a post for longer. */
export const LONGEST_POST_WAIT_MS = 10 * 60_000
/** The morning after days that are no business days, holidays of our own among them. */
const LONGEST_NIGHT_MS = 21 * 24 * 60 * 60_000

/** What a post shows. Facts only: the words are found when it is drawn. */
export type PostRef =
  | BulkPostRef
  | { readonly kind: 'card'; readonly number: number }
  | OrderNews
  /** The same to the order's owner alone. */
  | {
      readonly kind: 'direct'
      readonly number: number
      readonly of: Announcement | BulkDigest | BulkDays
    }
  | Pointer
  | { readonly kind: 'approval'; readonly number: number; readonly id: string }
  | { readonly kind: 'activation'; readonly number: number; readonly id: number }
  | { readonly kind: 'document'; readonly number: number; readonly id: string }
  /** To the person who saved a draft, if its card does not show by then. */
  | { readonly kind: 'late-card'; readonly number: number }
  | { readonly kind: 'cut-off'; readonly what: string; readonly at: Instant }
  | { readonly kind: 'passwords-end' }
  /** What there is to do about the orders of a channel, in the morning of a day. */
  | { readonly kind: 'morning'; readonly channel: string; readonly day: string }
  | { readonly kind: 'memory'; readonly memory: MemoryLoss }
  | { readonly kind: 'check'; readonly id: string }
  | { readonly kind: 'check-file'; readonly id: string }
  /** Several orders that are activated together. */
  | {
      readonly kind: 'activation-batch'
      readonly id: string
      readonly numbers: readonly number[]
    }
  | { readonly kind: 'digest'; readonly items: readonly DigestItem[] }
  | {
      readonly kind: 'moved'
      readonly channel: string
      readonly why: string
      readonly numbers: readonly number[]
    }

/** A line in the channel that links to a post in a thread. */
export interface Pointer {
  readonly kind: 'pointer'
  /** The key of the post in the thread. */
  readonly to: string
  /** What it said when it was posted. */
  readonly of: PostRef
}

/** What was lost from the database, and how. */
export type MemoryLoss =
  | { readonly kind: 'restored'; readonly knownUntil: Instant }
  /** Without orders, in a workspace or a folder that has seen others. */
  | {
      readonly kind: 'empty'
      readonly file: string
      readonly hasPosted: boolean
      readonly beside: readonly string[]
      readonly nextNumber: number
    }

/** What is announced in a thread, of an order or a bulk order. */
export type Announcement = OrderNews | BulkAnnouncement

export const ANNOUNCEMENTS: readonly PostRef['kind'][] = [
  'change',
  'news',
  'reminder',
  'bulk-change',
  'bulk-news',
  'bulk-reminder',
] satisfies readonly Announcement['kind'][]

/** What is announced in an order's thread. */
type OrderNews =
  | { readonly kind: 'change'; readonly number: number; readonly change: OrderChange }
  | { readonly kind: 'news'; readonly number: number; readonly news: News }
  | { readonly kind: 'reminder'; readonly number: number; readonly due: DueReminder }

/** One order's news in a digest, or one bulk order's. */
export type DigestItem =
  | { readonly number: number; readonly change: OrderChange }
  | { readonly number: number; readonly of: DigestedBulk }

/** News of a bulk order of which many at once are one message. */
export type DigestedBulk = BulkDays | Extract<BulkPostRef, { kind: 'bulk-change' }>

export const DIGESTED = [
  'change',
  'bulk-change',
  'bulk-days',
] as const satisfies readonly PostRef['kind'][]

export interface Post {
  readonly id: number
  readonly key: string
  readonly ref: PostRef
  /** A person's id until the first direct message to them is shown. */
  readonly channel: string
  /** The post in whose thread this one is; null: in the channel itself. */
  readonly parent: string | null
  /** The channel is notified too, with a pointer. */
  readonly broadcast: boolean
  /** Counts what should be shown; `drawn` what Slack shows. */
  readonly version: number
  readonly drawn: number
  readonly ts: string | null
  readonly triedAt: Instant | null
  readonly attempts: number
  readonly createdAt: Instant
}

const { read, write } = columnsOf<PostTable, Post>()({
  id: 'id',
  key: 'key',
  ref: { json: 'ref', parse: readPostRef },
  channel: 'channel',
  parent: 'parent',
  broadcast: { flag: 'broadcast' },
  version: 'version',
  drawn: 'drawn',
  ts: 'ts',
  triedAt: 'tried_at',
  attempts: 'attempts',
  createdAt: 'created_at',
})

export const readPost = read

interface NewPost {
  /** Makes the post unique: the same key is queued once, however often. */
  readonly key: string
  readonly ref: PostRef
  readonly channel: string
  readonly parent: string | null
  readonly broadcast?: boolean
  /** Nobody is notified before this, the channel neither; immediately when absent. */
  readonly announceFrom?: Instant
  /** Until then more is collected for it. */
  readonly notBefore?: Instant
  readonly now: Instant
}

function allOf(db: Database) {
  return db.selectFrom('post').selectAll()
}

export async function queuePost(
  db: Database,
  { broadcast = false, announceFrom = 0, notBefore = 0, now, ...post }: NewPost,
): Promise<void> {
  await db
    .insertInto('post')
    .values({
      ...write({ ...post, broadcast, createdAt: now }),
      kind: post.ref.kind,
      told_from: announceFrom,
      not_before: notBefore,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/** What the post shows has changed: draw it again. */
export async function redraw(db: Database, ...keys: readonly string[]): Promise<void> {
  await db.updateTable('post').set(drawnBy(0)).where('key', 'in', keys).execute()
}

/** Draw it again at the latest at this moment, together with what else changes until then. */
export async function redrawBy(db: Database, key: string, at: Instant): Promise<void> {
  await db.updateTable('post').set(drawnBy(at)).where('key', '=', key).execute()
}

const drawnBy = (at: Instant) => (column: ExpressionBuilder<Schema, 'post'>) => ({
  version: column('version', '+', 1),
  not_before: sql<number>`CASE WHEN drawn < version AND not_before < ${at} THEN not_before ELSE ${at} END`,
})

/** A post and its location: `thread` is null for the channel itself. */
export interface DuePost extends Post {
  readonly thread: string | null
}

/** Older ones are further up than anybody reads, and Slack limits edits. */
const MOST_REDRAWN = 5
/** Cards show an order's new status first. */
const AFTER_CARDS_MS = 60_000

/** Their order has changed status, so they may be outdated. */
export function redrawNewsLater(db: Database, number: number, now: Instant): Promise<void> {
  return redrawNews(db, number, now + AFTER_CARDS_MS)
}

/** The latest posts of an order that carry buttons for its day: what can be pressed has changed. */
export async function redrawNews(db: Database, number: number, by: Instant = 0): Promise<void> {
  const latest = db
    .selectFrom('post')
    .select('id')
    .where('ts', 'is not', null)
    .where(sql`json_extract(ref, '$.number')`, '=', number)
    .where((or) =>
      or.or([
        or('kind', 'in', ['reminder', 'bulk-reminder']),
        or(sql`json_extract(ref, '$.change.kind')`, 'in', ['foc', 'foc-moved']),
      ]),
    )
    .orderBy('id', 'desc')
    .limit(MOST_REDRAWN)
  await db.updateTable('post').set(drawnBy(by)).where('id', 'in', latest).execute()
}

/** The reminders that a request of this order is about to expire: it can no longer be decided there. */
export async function redrawRemindersOf(
  db: Database,
  { id, orderNumber }: { readonly id: string; readonly orderNumber: number },
): Promise<void> {
  await db
    .updateTable('post')
    .set(drawnBy(0))
    // The others are drawn when they are posted; without this, every post would be read.
    .where('ts', 'is not', null)
    .where('kind', 'in', ['reminder', 'bulk-reminder'])
    .where(sql`json_extract(ref, '$.number')`, '=', orderNumber)
    .where(sql`json_extract(ref, '$.due.reminder.id')`, '=', id)
    .execute()
}

interface ToShow {
  /** Channels in which something new is to be said. */
  readonly channels: readonly string[]
  /** Something that is shown already is to be drawn again. */
  readonly areRedraws: boolean
}

export async function whatToShow(db: Database, now: Instant): Promise<ToShow> {
  const rows = await duePosts(db, now)
    .clearSelect()
    .select(['post.channel', sql<0 | 1>`post.ts IS NULL`.as('is_new')])
    .distinct()
    .execute()
  return {
    channels: rows.flatMap(({ channel, is_new: isNew }) => (isNew === 1 ? [channel] : [])),
    areRedraws: rows.some(({ is_new: isNew }) => isNew === 0),
  }
}

/**
 * The next post of a channel: first posts to the channel itself, then what somebody may wait for in a
 * thread, then news in threads, each in the order in which it was queued. A reply waits for its thread.
 *
 * @param except ids of posts that wait for something else.
 */
export async function nextToPost(
  db: Database,
  {
    channel,
    now,
    except,
  }: { readonly channel: string; readonly now: Instant; readonly except: readonly number[] },
): Promise<DuePost | undefined> {
  const row = await duePosts(db, now)
    .where('post.ts', 'is', null)
    .where('post.channel', '=', channel)
    .where('post.id', 'not in', except)
    .orderBy(sql`post.parent IS NOT NULL AND post.broadcast = 0`)
    .orderBy(sql`post.kind = 'change' AND post.broadcast = 0`)
    .orderBy('post.id')
    .limit(1)
    .executeTakeFirst()
  return row && { ...read(row), thread: row.thread }
}

/** The next message to redraw, in any channel: requests first, because people wait for them. */
export async function nextRedraw(db: Database, now: Instant): Promise<DuePost | undefined> {
  const row = await duePosts(db, now)
    .where('post.ts', 'is not', null)
    .orderBy(sql`post.kind = 'card'`)
    .orderBy('post.id')
    .limit(1)
    .executeTakeFirst()
  return row && { ...read(row), thread: row.thread }
}

/** Changes for a channel as well as a thread, or for a person, that nobody has seen yet. */
export async function waitingChanges(
  db: Database,
  channel: string,
  now: Instant,
): Promise<readonly DuePost[]> {
  const rows = await duePosts(db, now)
    .where('post.ts', 'is', null)
    .where('post.tried_at', 'is', null)
    .where('post.channel', '=', channel)
    .where((or) =>
      or.or([
        or.and([or('post.kind', 'in', DIGESTED), or('post.broadcast', '=', 1)]),
        or.and([
          or('post.kind', '=', 'direct'),
          or(sql<string>`json_extract(post.ref, '$.of.kind')`, 'in', DIGESTED),
        ]),
      ]),
    )
    .orderBy('post.id')
    .execute()
  return rows.map((row) => ({ ...read(row), thread: row.thread }))
}

/** It was deleted, so it is to be posted again. @returns false when it was already shown again. */
export async function forgetShown(db: Database, key: string, ts: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('post')
    .set((column) => ({
      ts: null,
      version: column('version', '+', 1),
      tried_at: null,
      attempts: 0,
      not_before: 0,
    }))
    .where('key', '=', key)
    .where('ts', '=', ts)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function dropPosts(db: Database, ids: readonly number[]): Promise<void> {
  await db
    .updateTable('post')
    .set((column) => ({ drawn: column.ref('version'), tried_at: null }))
    .where('id', 'in', ids)
    .execute()
}

export async function announceInThreadOnly(db: Database, ids: readonly number[]): Promise<void> {
  await db.updateTable('post').set({ broadcast: 0 }).where('id', 'in', ids).execute()
}

function duePosts(db: Database, now: Instant) {
  return db
    .selectFrom('post')
    .leftJoin('post as above', 'above.key', 'post.parent')
    .selectAll('post')
    .select('above.ts as thread')
    .whereRef('post.drawn', '<', 'post.version')
    .where(isDue('post.not_before', now, LONGEST_POST_WAIT_MS))
    .where(isDue('post.told_from', now, LONGEST_NIGHT_MS))
    .where((or) => or.or([or('post.parent', 'is', null), or('above.ts', 'is not', null)]))
}

export async function findPost(db: Database, key: string): Promise<Post | undefined> {
  return first(allOf(db).where('key', '=', key), read)
}

export async function findPostAt(
  db: Database,
  channel: string,
  ts: string,
): Promise<Post | undefined> {
  return first(allOf(db).where('channel', '=', channel).where('ts', '=', ts), read)
}

export async function noteTry(db: Database, id: number, now: Instant): Promise<void> {
  await db
    .updateTable('post')
    .set({ tried_at: now })
    .set((column) => ({ attempts: column('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Slack shows this version. The channel is stored too: a direct message gets an id of its own. */
export async function noteDrawn(
  db: Database,
  id: number,
  shown: { readonly version: number; readonly ts: string; readonly channel: string },
): Promise<void> {
  const { version: drawn, ts, channel } = shown
  await db
    .updateTable('post')
    .set(write({ drawn, ts, channel, triedAt: null, attempts: 0 }))
    .where('id', '=', id)
    .execute()
}

/** Postpones a post. `answered` says that Slack refused, so the try left no message. */
export async function postpone(
  db: Database,
  id: number,
  until: Instant,
  { answered }: { readonly answered: boolean },
): Promise<void> {
  await db
    .updateTable('post')
    .set({ not_before: until, ...(answered && { tried_at: null }) })
    .where('id', '=', id)
    .execute()
}
