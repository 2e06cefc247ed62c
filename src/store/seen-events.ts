import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'

/** Slack delivers an event again when an answer is late, and sometimes just so. @returns true the first time. */
export async function firstSight(db: Database, eventId: string, now: Instant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('seen_event')
    .values({ id: eventId, at: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function forgetEventsBefore(db: Database, before: Instant): Promise<void> {
  await db.deleteFrom('seen_event').where('at', '<', before).execute()
}
