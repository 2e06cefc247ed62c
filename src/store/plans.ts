import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import { isDue, LONGEST_POLL_WAIT_MS } from './due.ts'
import { followedColumns, type KindName } from './followed.ts'

/** How long somebody who asked for something watches its outcome; then it is polled like any other. */
const WATCHED_MS = 10 * 60_000

/**
 * The orders that are due for a poll, longest overdue first.
 *
 * @param which only those whose outcome somebody is watching, or only the others. Children of a bulk
 * order always count as others: hundreds of them change at once.
 */
export async function duePolls(
  db: Database,
  kind: KindName,
  now: Instant,
  most: number,
  which: 'all' | 'watched' | 'routine' = 'all',
): Promise<readonly number[]> {
  const isWatched = sql<boolean>`(waiting_since IS NOT NULL AND waiting_since > ${now - WATCHED_MS} AND bulk_number IS NULL)`
  const rows = await db
    .selectFrom(TABLE_OF[kind])
    .select('number')
    .where(isDue('look_at', now, LONGEST_POLL_WAIT_MS))
    .where('id', 'is not', null)
    .$if(which !== 'all', (rows) =>
      rows.where(which === 'watched' ? isWatched : sql<boolean>`NOT ${isWatched}`),
    )
    .orderBy('look_at')
    .limit(most)
    .execute()
  return rows.map((row) => row.number)
}

interface PollPlan {
  readonly nextPollAt?: Instant | null
  readonly waitingSince?: Instant | null
  readonly seenAt?: Instant
}

/** Sets the next poll, which no view shows, so the version stays the same. */
export const planPoll = planningIn('port_order')
export const planBulk = planningIn('bulk_order')

function planningIn(table: FollowedTables) {
  return async (db: Database, number: number, plan: PollPlan): Promise<void> => {
    await db.updateTable(table).set(followedColumns(plan)).where('number', '=', number).execute()
  }
}

export const TABLE_OF: Record<KindName, FollowedTables> = {
  order: 'port_order',
  bulk: 'bulk_order',
}

/** Something about an order has changed of which people may have to be reminded. */
export async function thinkOfReminders(db: Database, number: number): Promise<void> {
  for (const table of Object.values(TABLE_OF)) {
    await db.updateTable(table).set({ remind_at: 0 }).where('number', '=', number).execute()
  }
}

/** What orders and bulk orders are followed in, which share one row of numbers. */
export type FollowedTables = 'port_order' | 'bulk_order'

export interface OwnedNumber {
  readonly number: number
  readonly owner: string
}

/** Those of which something may be due by now, those that wait longest first. */
export async function toRemindOf(
  db: Database,
  table: FollowedTables,
  now: Instant,
  most: number,
): Promise<readonly OwnedNumber[]> {
  return db
    .selectFrom(table)
    .select(['number', 'owner'])
    .where('ended_at', 'is', null)
    .where('remind_at', '<=', now)
    .orderBy('remind_at')
    .orderBy('number')
    .limit(most)
    .execute()
}

/** No view shows any of it, so the version stays the same. */
export async function planReminders(
  db: Database,
  table: FollowedTables,
  number: number,
  plan: {
    readonly remindAt: Instant
    readonly ownerZone?: string | null
    readonly extendAgainAt?: Instant | null
  },
): Promise<void> {
  const { remindAt, ...write } = plan
  await db
    .updateTable(table)
    .set({ ...followedColumns(write), remind_at: remindAt })
    .where('number', '=', number)
    .execute()
}
