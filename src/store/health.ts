import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'

/** Open orders. */
interface Knowledge {
  readonly open: number
  /** The oldest last read among them; null if there are none. */
  readonly oldestAt: Instant | null
}

export async function knowledgeOf(db: Database): Promise<Knowledge> {
  const row = await db
    .selectFrom('port_order')
    .select((order) => [
      order.fn.countAll<number>().as('open'),
      sql<number | null>`MIN(COALESCE(seen_at, created_at))`.as('oldest'),
    ])
    .where('id', 'is not', null)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { open: row.open, oldestAt: row.oldest }
}

/** Posts that Slack does not show yet, as they should be shown. */
interface Queue {
  readonly waiting: number
  /** Those that were tried and not taken. */
  readonly notTaken: number
  readonly oldestAt: Instant | null
}

export async function queueOf(db: Database, now: Instant): Promise<Queue> {
  const row = await db
    .selectFrom('post')
    .select((post) => [
      post.fn.countAll<number>().as('waiting'),
      sql<number | null>`SUM(CASE WHEN attempts > 0 THEN 1 ELSE 0 END)`.as('not_taken'),
      // One that is drawn again has been shown; only what nobody has seen yet has an age.
      sql<number | null>`MIN(CASE WHEN ts IS NOT NULL THEN NULL
        WHEN created_at < told_from THEN told_from ELSE created_at END)`.as('oldest'),
    ])
    .whereRef('drawn', '<', 'version')
    // Posts held back until their reader's morning wait for nothing else.
    .where('told_from', '<=', now)
    .executeTakeFirstOrThrow()
  return { waiting: row.waiting, notTaken: row.not_taken ?? 0, oldestAt: row.oldest }
}

/** Channels with cards of open orders. */
export async function channelsInUse(db: Database): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('port_order')
    .select('channel')
    .distinct()
    .where('ended_at', 'is', null)
    .orderBy('channel')
    .execute()
  return rows.map(({ channel }) => channel)
}

/** More than there is room for beside what is written already, so that new room has to be found. */
const A_FEW_PAGES = 16 * 1024

/** Throws the database's own error when nothing can be written: a full disk, lost permissions, a lock. */
export async function proveWritable(db: Database, now: Instant): Promise<void> {
  const id = 'portin-doctor'.padEnd(A_FEW_PAGES)
  await db
    .insertInto('seen_event')
    .values({ id, at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ at: now }))
    .execute()
  await db.deleteFrom('seen_event').where('id', '=', id).execute()
}
