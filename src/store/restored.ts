import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import { forgetMilestone, milestones, reachMilestone } from './milestones.ts'

/** The database is older than what Slack shows: a backup was restored. */
export interface Restoration {
  readonly at: Instant
  /** The newest moment in the backup; everything after it is missing. */
  readonly knownUntil: Instant
  /** When all open orders had been read again; null: not yet. */
  readonly caughtUpAt: Instant | null
  /** The bot's own posts of the missing time were read, and people were notified. */
  readonly isDealtWith: boolean
}

const AT = 'restored'
const KNOWN_UNTIL = 'restored-known-until'
const CAUGHT_UP = 'restored-caught-up'
const DEALT_WITH = 'restored-dealt-with'

/** Leaves the mark; after a second restore it covers the longer gap. */
export async function markRestored(db: Database, at: Instant): Promise<void> {
  const before = await restorationOf(db)
  const newest = await newestMoment(db)
  await reachMilestone(db, KNOWN_UNTIL, Math.min(at, newest, before?.knownUntil ?? at))
  await reachMilestone(db, AT, at)
  await forgetMilestone(db, CAUGHT_UP)
  await forgetMilestone(db, DEALT_WITH)
}

export async function noteDealtWith(db: Database, at: Instant): Promise<void> {
  await reachMilestone(db, DEALT_WITH, at)
}

export async function noteCaughtUp(db: Database, at: Instant): Promise<void> {
  await reachMilestone(db, CAUGHT_UP, at)
}

export async function restorationOf(db: Database): Promise<Restoration | null> {
  const reached = await milestones(db, [AT, KNOWN_UNTIL, CAUGHT_UP, DEALT_WITH])
  const [at, knownUntil] = [reached.get(AT), reached.get(KNOWN_UNTIL)]
  if (at === undefined || knownUntil === undefined) return null
  const caughtUpAt = reached.get(CAUGHT_UP) ?? null
  return { at, knownUntil, caughtUpAt, isDealtWith: reached.has(DEALT_WITH) }
}

/** Whether an order was last read before the restore, so that it may have changed since. */
export async function isFromBeforeRestore(
  db: Database,
  { seenAt }: { readonly seenAt: Instant | null },
): Promise<boolean> {
  const restoration = await restorationOf(db)
  return restoration !== null && (seenAt ?? 0) < restoration.at
}

export async function forgetRestoration(db: Database): Promise<void> {
  for (const name of [AT, KNOWN_UNTIL, CAUGHT_UP, DEALT_WITH]) await forgetMilestone(db, name)
}

/** The newest timestamp in the database; 0 if it is empty. */
export async function newestMoment(db: Database): Promise<Instant> {
  const { rows } = await sql<{ at: number | null }>`SELECT max(at) AS at FROM (
    SELECT max(created_at) AS at FROM post UNION ALL SELECT max(tried_at) FROM post
    UNION ALL SELECT max(at) FROM audit UNION ALL SELECT max(at) FROM milestone
    UNION ALL SELECT max(seen_at) FROM port_order UNION ALL SELECT max(created_at) FROM port_order
    UNION ALL SELECT max(seen_at) FROM bulk_order UNION ALL SELECT max(created_at) FROM bulk_order
    UNION ALL SELECT max(asked_at) FROM portability_check UNION ALL SELECT max(at) FROM seen_event) AS moments`.execute(
    db,
  )
  return rows[0]?.at ?? 0
}

/** Keys and places of what the bot itself has posted, as Slack shows them. */
interface Shown {
  readonly key: string
  readonly ts: string
}

/** The posts in a channel that this database does not know as posted. */
export async function forgottenAmong(
  db: Database,
  channel: string,
  shown: readonly Shown[],
): Promise<readonly Shown[]> {
  if (shown.length === 0) return []
  const rows = await db
    .selectFrom('post')
    .select(['key', 'channel', 'ts', 'tried_at'])
    .where(
      'key',
      'in',
      shown.map(({ key }) => key),
    )
    .execute()
  const known = new Map(rows.map((row) => [row.key, row]))
  return shown.filter(({ key }) => {
    const row = known.get(key)
    if (row === undefined) return true
    // A post that moved to another channel matches here too; one that was tried may be anywhere.
    return row.channel === channel && row.ts === null && row.tried_at === null
  })
}

/** The cards of open orders of either kind, those seen last first. */
export async function newestOpenCards(
  db: Database,
  most: number,
): Promise<readonly { readonly channel: string; readonly ts: string }[]> {
  const { rows } = await sql<{ channel: string; ts: string }>`SELECT post.channel, post.ts FROM (
    SELECT 'card-' || number AS key, seen_at FROM port_order WHERE ended_at IS NULL
    UNION ALL SELECT 'card-' || number, seen_at FROM bulk_order WHERE ended_at IS NULL) AS one
    JOIN post ON post.key = one.key AND post.ts IS NOT NULL
    ORDER BY one.seen_at DESC NULLS LAST LIMIT ${most}`.execute(db)
  return rows
}

/** Whether a message already belongs to a post. */
export async function isClaimed(db: Database, channel: string, ts: string): Promise<boolean> {
  const row = await db
    .selectFrom('post')
    .select('id')
    .where('channel', '=', channel)
    .where('ts', '=', ts)
    .executeTakeFirst()
  return row !== undefined
}

/** Requests that wait, with where each is shown. */
export async function shownRequests(
  db: Database,
): Promise<
  readonly { id: string; number: number; channel: string; ts: string; thread: string | null }[]
> {
  return db
    .selectFrom('approval')
    .innerJoin('post', (join) =>
      join
        .on('post.key', '=', sql<string>`'approval-' || approval.id`)
        .on('post.ts', 'is not', null),
    )
    .leftJoin('post as above', 'above.key', 'post.parent')
    .select([
      'approval.id',
      'approval.order_number as number',
      'post.channel',
      sql<string>`post.ts`.as('ts'),
      'above.ts as thread',
    ])
    .where('approval.state', '=', 'open')
    .orderBy('approval.asked_at')
    .orderBy('approval.id')
    .execute()
}

/** The same for requests for several orders, and activations that were running. */
export async function shownBatches(
  db: Database,
): Promise<readonly { id: string; channel: string; ts: string; thread: string | null }[]> {
  return db
    .selectFrom('activation_batch')
    .innerJoin('post', (join) =>
      join
        .on('post.key', '=', sql<string>`'activation-batch-' || activation_batch.id`)
        .on('post.ts', 'is not', null),
    )
    .leftJoin('post as above', 'above.key', 'post.parent')
    .select([
      'activation_batch.id',
      'post.channel',
      sql<string>`post.ts`.as('ts'),
      'above.ts as thread',
    ])
    .where('activation_batch.state', 'in', ['open', 'running'])
    .orderBy('activation_batch.asked_at')
    .orderBy('activation_batch.id')
    .execute()
}

/** Makes all open orders due for a read from Bandwidth. */
export async function readEverythingAt(db: Database, at: Instant): Promise<void> {
  for (const table of ['port_order', 'bulk_order'] as const) {
    await db
      .updateTable(table)
      .set({ look_at: at })
      .where('ended_at', 'is', null)
      .where('id', 'is not', null)
      .execute()
  }
}

/** How many of those were not read since. */
export async function unreadSince(db: Database, at: Instant): Promise<number> {
  let count = 0
  for (const table of ['port_order', 'bulk_order'] as const) {
    const row = await db
      .selectFrom(table)
      .select((all) => all.fn.countAll<number>().as('count'))
      .where('ended_at', 'is', null)
      .where('id', 'is not', null)
      .where((or) => or.or([or('seen_at', 'is', null), or('seen_at', '<', at)]))
      .executeTakeFirstOrThrow()
    count += row.count
  }
  return count
}
