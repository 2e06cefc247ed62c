import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { BulkChange } from '../porting/bulk-changes.ts'
import type { Instant } from '../porting/calendar.ts'
import type { BulkNews } from '../porting/news.ts'
import type { OrderChange } from '../porting/order-changes.ts'
import type { DueReminder } from '../porting/reminders.ts'
import type { Database } from './database.ts'
import type { PostRef } from './posts.ts'

/** What a post about a bulk order shows. Facts only, as in `PostRef`. */
export type BulkPostRef =
  | { readonly kind: 'bulk-card'; readonly number: number }
  | BulkTold
  | { readonly kind: 'bulk-approval'; readonly number: number; readonly id: string }
  /** What happened to its children and needs nobody: told together. */
  | {
      readonly kind: 'bulk-digest'
      readonly number: number
      readonly items: readonly BulkDigestItem[]
    }
  /** Files that were dropped for it, and the children that they are for. */
  | { readonly kind: 'bulk-documents'; readonly number: number }
  /** The numbers that cannot go, with their reasons, as a file for the customer. */
  | { readonly kind: 'bulk-refused-file'; readonly number: number }
  /** Its orders with what each has of its own, as a table to fill in; no secrets. */
  | { readonly kind: 'bulk-children-file'; readonly number: number }

/** What a bulk order's thread is told. */
export type BulkTold =
  | { readonly kind: 'bulk-change'; readonly number: number; readonly change: BulkChange }
  | { readonly kind: 'bulk-news'; readonly number: number; readonly news: BulkNews }
  | { readonly kind: 'bulk-reminder'; readonly number: number; readonly due: DueReminder }

export interface BulkDigestItem {
  readonly child: number
  readonly change: OrderChange
}

type NotAsApproved = Extract<BulkNews, { kind: 'not-as-approved' }>

/** Somebody has to act on it soon, and hundreds of children should be one message. */
const DIFFERENCES_COLLECTED_FOR_MS = 10_000

/** A child of a bulk order that went out otherwise than it was approved: told with the next ones. */
export async function collectNotAsApproved(
  db: Database,
  {
    number,
    channel,
    parent,
  }: { readonly number: number; readonly channel: string; readonly parent: string },
  told: Pick<NotAsApproved, 'asker' | 'approver'> & NotAsApproved['children'][number],
  now: Instant,
): Promise<void> {
  const { asker, approver, child, differences } = told
  const waiting = await db
    .selectFrom('post')
    .select(['id', 'ref'])
    .where('kind', '=', 'bulk-news')
    .where('parent', '=', parent)
    .where('ts', 'is', null)
    .where('tried_at', 'is', null)
    .where(sql`json_extract(ref, '$.news.kind')`, '=', 'not-as-approved')
    .executeTakeFirst()
  const known = waiting === undefined ? [] : notAsApprovedIn(waiting.ref)
  const news: NotAsApproved = {
    ...{ kind: 'not-as-approved', asker, approver },
    children: [...known, { child, differences }],
  }
  const ref: BulkPostRef = { kind: 'bulk-news', number, news }
  if (waiting !== undefined) {
    const written = { ref: JSON.stringify(ref) }
    await db.updateTable('post').set(written).where('id', '=', waiting.id).execute()
    return
  }
  await db
    .insertInto('post')
    .values({
      key: `bulk-not-as-approved-${number}-${randomUUID()}`,
      ...{ kind: ref.kind, ref: JSON.stringify(ref), channel, parent, broadcast: 1 },
      not_before: now + DIFFERENCES_COLLECTED_FOR_MS,
      created_at: now,
    })
    .execute()
}

function notAsApprovedIn(ref: string): NotAsApproved['children'] {
  const { news } = JSON.parse(ref) as Extract<BulkPostRef, { kind: 'bulk-news' }>
  return news.kind === 'not-as-approved' ? news.children : []
}

/** What is collected before it is told, so that hundreds of children are one message. */
const COLLECTED_FOR_MS = 60_000

/** Tell it together with whatever else happens to children of this bulk order within the minute. */
export async function collectForDigest(
  db: Database,
  bulk: { readonly number: number; readonly channel: string; readonly parent: string },
  items: readonly BulkDigestItem[],
  now: Instant,
): Promise<void> {
  const waiting = await db
    .selectFrom('post')
    .select(['id', 'ref'])
    .where('kind', '=', 'bulk-digest')
    .where('parent', '=', bulk.parent)
    .where('ts', 'is', null)
    .where('tried_at', 'is', null)
    .executeTakeFirst()
  if (waiting !== undefined) {
    const known = JSON.parse(waiting.ref) as Extract<PostRef, { kind: 'bulk-digest' }>
    await db
      .updateTable('post')
      .set({ ref: JSON.stringify({ ...known, items: [...known.items, ...items] }) })
      .where('id', '=', waiting.id)
      .execute()
    return
  }
  const ref: BulkPostRef = { kind: 'bulk-digest', number: bulk.number, items }
  await db
    .insertInto('post')
    .values({
      // Nothing is told twice: what is collected was written together with the change itself.
      key: `bulk-digest-${bulk.number}-${randomUUID()}`,
      kind: ref.kind,
      ref: JSON.stringify(ref),
      channel: bulk.channel,
      parent: bulk.parent,
      broadcast: 0,
      not_before: now + COLLECTED_FOR_MS,
      created_at: now,
    })
    .execute()
}

type Filled = Extract<BulkNews, { kind: 'children-filled' }>

/** The news of children that one person fills in, while they are still collected. */
async function filledBy(
  db: Database,
  parent: string,
  by: string,
): Promise<{ readonly id: number; readonly news: Filled } | undefined> {
  const waiting = await db
    .selectFrom('post')
    .select(['id', 'ref'])
    .where('kind', '=', 'bulk-news')
    .where('parent', '=', parent)
    .where('ts', 'is', null)
    .where('tried_at', 'is', null)
    .execute()
  for (const { id, ref } of waiting) {
    const { news } = JSON.parse(ref) as Extract<BulkPostRef, { kind: 'bulk-news' }>
    if (news.kind === 'children-filled' && news.by === by) return { id, news }
  }
  return undefined
}

/**
 * Somebody filled in a child: told together with the next ones, a minute after the last at the latest.
 * Written together with the change itself, so that a sudden stop in the middle of many loses none.
 */
export async function collectFilled(
  db: Database,
  bulk: { readonly number: number; readonly channel: string; readonly parent: string },
  filled: Pick<Filled, 'by' | 'children' | 'failed'>,
  now: Instant,
): Promise<void> {
  const { number, channel, parent } = bulk
  const { by } = filled
  const waiting = await filledBy(db, parent, by)
  const known = waiting?.news ?? { children: [], failed: [] }
  const news: Filled = {
    ...{ kind: 'children-filled', by },
    children: [...new Set([...known.children, ...filled.children])],
    failed: [...known.failed, ...filled.failed],
  }
  const ref: BulkPostRef = { kind: 'bulk-news', number, news }
  const written = { ref: JSON.stringify(ref), not_before: now + COLLECTED_FOR_MS }
  if (waiting !== undefined) {
    await db.updateTable('post').set(written).where('id', '=', waiting.id).execute()
    return
  }
  await db
    .insertInto('post')
    .values({
      ...written,
      key: `bulk-filled-${number}-${randomUUID()}`,
      kind: ref.kind,
      ...{ channel, parent, broadcast: 0, created_at: now },
    })
    .execute()
}

/** All are filled in that were to be: now it is told. */
export async function tellFilled(db: Database, parent: string, by: string): Promise<void> {
  const waiting = await filledBy(db, parent, by)
  if (waiting === undefined) return
  await db.updateTable('post').set({ not_before: 0 }).where('id', '=', waiting.id).execute()
}
