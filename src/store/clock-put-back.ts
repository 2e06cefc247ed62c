import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'

/** Moments until which something waits. */
const WAITS_UNTIL = {
  port_order: ['look_at', 'remind_at', 'keep_again_at'],
  bulk_order: ['look_at', 'remind_at', 'keep_again_at'],
  intent: ['look_at'],
  portability_check: ['look_at'],
  hint: ['not_before'],
  post: ['not_before', 'told_from'],
} as const

/** Moments since which time has passed: none of them lies ahead. */
const HAS_PASSED = {
  port_order: ['waiting_since', 'seen_at'],
  bulk_order: ['waiting_since', 'seen_at', 'checking_since', 'progress_at'],
  portability_check: ['asked_at'],
  post: ['created_at'],
} as const

/**
 * The clock shows so much less than it did: what waits is to wait no longer for that. What people chose
 * and what Bandwidth told (a snooze, an end of an approval, a day) stays the moment that it is.
 */
export async function putPlansBack(db: Database, now: Instant, byMs: number): Promise<void> {
  await db.transaction().execute(async (db) => {
    for (const [table, columns] of Object.entries(WAITS_UNTIL)) {
      for (const column of columns) {
        const moment = sql.ref(column)
        await sql`UPDATE ${sql.table(table)} SET ${moment} = ${moment} - ${byMs} WHERE ${moment} > ${now}`.execute(
          db,
        )
      }
    }
    for (const [table, columns] of Object.entries(HAS_PASSED)) {
      for (const column of columns) {
        const moment = sql.ref(column)
        await sql`UPDATE ${sql.table(table)} SET ${moment} = ${now} WHERE ${moment} > ${now}`.execute(
          db,
        )
      }
    }
  })
}
