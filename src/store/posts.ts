import type { Selectable } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { OrderChange } from '../porting/order-changes.ts'
import type { Reminder } from '../porting/reminders.ts'
import type { Database } from './database.ts'
import type { PostTable } from './schema.ts'

/** What a post shows. Facts only: the words are found when it is drawn. */
export type PostRef =
  | { readonly kind: 'card'; readonly number: number }
  | { readonly kind: 'change'; readonly number: number; readonly change: OrderChange }
  | { readonly kind: 'news'; readonly number: number; readonly news: News }
  | { readonly kind: 'reminder'; readonly number: number; readonly reminder: Reminder }
  | { readonly kind: 'approval'; readonly number: number; readonly id: string }
  | { readonly kind: 'activation'; readonly number: number; readonly id: number }
  | { readonly kind: 'document'; readonly number: number; readonly id: string }
  | { readonly kind: 'check'; readonly id: string }
  | { readonly kind: 'check-file'; readonly id: string }

/** What our own deeds have to tell an order's thread. */
export type News =
  | { readonly kind: 'made-after-all' }
  | { readonly kind: 'never-made'; readonly by: string }
  | { readonly kind: 'document-arrived-after-all'; readonly name: string }
  | { readonly kind: 'document-never-arrived'; readonly name: string; readonly by: string }
  | { readonly kind: 'note-sent'; readonly by: string; readonly text: string }
  | { readonly kind: 'note-never-sent'; readonly by: string; readonly text: string }
  | { readonly kind: 'edited'; readonly by: string; readonly fields: readonly string[] }
  | {
      readonly kind: 'not-as-asked'
      readonly field: string
      readonly asked: string
      readonly shown: string
    }
  | { readonly kind: 'kept-alive'; readonly by: string; readonly sweptAt: Instant }
  | { readonly kind: 'keep-failed'; readonly by: string }
  | { readonly kind: 'deleted'; readonly by: string }
  | { readonly kind: 'cancel-unclear'; readonly by: string }

export interface Post {
  readonly id: number
  readonly key: string
  readonly ref: PostRef
  readonly channel: string
  /** The post in whose thread this one stands; null: in the channel itself. */
  readonly parent: string | null
  readonly broadcast: boolean
  /** Counts what should be shown; `drawn` what Slack shows. */
  readonly version: number
  readonly drawn: number
  readonly ts: string | null
  readonly triedAt: Instant | null
  readonly attempts: number
  readonly createdAt: Instant
}

export interface NewPost {
  /** Makes the post unique: the same key is queued once, however often. */
  readonly key: string
  readonly ref: PostRef
  readonly channel: string
  readonly parent: string | null
  readonly broadcast?: boolean
  readonly now: Instant
}

export async function queuePost(db: Database, post: NewPost): Promise<void> {
  await db
    .insertInto('post')
    .values({
      key: post.key,
      kind: post.ref.kind,
      ref: JSON.stringify(post.ref),
      channel: post.channel,
      parent: post.parent,
      broadcast: post.broadcast === true ? 1 : 0,
      created_at: post.now,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/** What the post shows has changed: draw it anew. */
export async function redraw(db: Database, key: string): Promise<void> {
  await db
    .updateTable('post')
    .set((column) => ({ version: column('version', '+', 1), not_before: 0 }))
    .where('key', '=', key)
    .execute()
}

/** A post and where it stands: `thread` is null for the channel itself. */
export interface DuePost extends Post {
  readonly thread: string | null
}

/** Posts to be drawn, in the order in which they were queued; a reply waits for its thread. */
export async function duePosts(db: Database, now: Instant): Promise<readonly DuePost[]> {
  const rows = await db
    .selectFrom('post')
    .leftJoin('post as above', 'above.key', 'post.parent')
    .selectAll('post')
    .select('above.ts as thread')
    .whereRef('post.drawn', '<', 'post.version')
    .where('post.not_before', '<=', now)
    .where((or) => or.or([or('post.parent', 'is', null), or('above.ts', 'is not', null)]))
    .orderBy('post.id')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...read(row), thread: row.thread }))
}

export async function findPost(db: Database, key: string): Promise<Post | undefined> {
  const row = await db.selectFrom('post').selectAll().where('key', '=', key).executeTakeFirst()
  return row && read(row)
}

export async function findPostAt(
  db: Database,
  channel: string,
  ts: string,
): Promise<Post | undefined> {
  const row = await db
    .selectFrom('post')
    .selectAll()
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .executeTakeFirst()
  return row && read(row)
}

export async function noteTry(db: Database, id: number, now: Instant): Promise<void> {
  await db
    .updateTable('post')
    .set({ tried_at: now })
    .set((column) => ({ attempts: column('attempts', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Slack shows this version. The channel is told back too: a direct message has one of its own. */
export async function noteDrawn(
  db: Database,
  id: number,
  shown: { readonly version: number; readonly ts: string; readonly channel: string },
): Promise<void> {
  await db
    .updateTable('post')
    .set({
      drawn: shown.version,
      ts: shown.ts,
      channel: shown.channel,
      tried_at: null,
      attempts: 0,
    })
    .where('id', '=', id)
    .execute()
}

/** Not now. `answered` says that Slack refused, so the try left nothing behind. */
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

function read(row: Selectable<PostTable>): Post {
  return {
    id: row.id,
    key: row.key,
    ref: JSON.parse(row.ref) as PostRef,
    channel: row.channel,
    parent: row.parent,
    broadcast: row.broadcast === 1,
    version: row.version,
    drawn: row.drawn,
    ts: row.ts,
    triedAt: row.tried_at,
    attempts: row.attempts,
    createdAt: row.created_at,
  }
}
