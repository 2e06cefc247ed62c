import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import { forgetMilestone, milestone, reachMilestone } from './milestones.ts'

/** The memory is older than what Slack shows: a backup was put in its place. */
export interface Restoration {
  readonly at: Instant
  /** The newest moment that the backup knows of; what came after it is forgotten. */
  readonly knownUntil: Instant
}

const AT = 'restored'
const KNOWN_UNTIL = 'restored-known-until'

/** Leave the mark; a memory that is restored a second time remembers the farther gap. */
export async function markRestored(db: Database, at: Instant): Promise<void> {
  const before = await restorationOf(db)
  const newest = await newestMoment(db)
  await reachMilestone(db, KNOWN_UNTIL, Math.min(at, newest, before?.knownUntil ?? at))
  await reachMilestone(db, AT, at)
}

export async function restorationOf(db: Database): Promise<Restoration | null> {
  const at = await milestone(db, AT)
  const knownUntil = await milestone(db, KNOWN_UNTIL)
  return at === null || knownUntil === null ? null : { at, knownUntil }
}

export async function forgetRestoration(db: Database): Promise<void> {
  await forgetMilestone(db, AT)
  await forgetMilestone(db, KNOWN_UNTIL)
}

/** When anything was last written that bears its moment; 0 of an empty memory. */
export async function newestMoment(db: Database): Promise<Instant> {
  const { rows } = await sql<{ at: number | null }>`SELECT max(at) AS at FROM (
    SELECT max(created_at) AS at FROM post UNION ALL SELECT max(tried_at) FROM post
    UNION ALL SELECT max(at) FROM audit UNION ALL SELECT max(at) FROM milestone
    UNION ALL SELECT max(seen_at) FROM port_order UNION ALL SELECT max(created_at) FROM port_order
    UNION ALL SELECT max(seen_at) FROM bulk_order UNION ALL SELECT max(created_at) FROM bulk_order
    UNION ALL SELECT max(asked_at) FROM portability_check UNION ALL SELECT max(at) FROM seen_event)`.execute(
    db,
  )
  return rows[0]?.at ?? 0
}
