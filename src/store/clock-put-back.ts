import { sql, type Selectable } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

type NameOfMoment =
  'at' | 'until' | 'not_before' | 'told_from' | `${string}_${'at' | 'since' | 'until'}`

type MomentsOf<Table> = {
  readonly [
    Column in keyof Table & NameOfMoment as Table[Column] extends number | null ? Column : never
  ]: 'waits' | 'passed' | 'stays'
}

type Moments = {
  readonly [
    Name in keyof Schema as keyof MomentsOf<Selectable<Schema[Name]>> extends never ? never : Name
  ]: MomentsOf<Selectable<Schema[Name]>>
}

const FOLLOWED = {
  look_at: 'waits',
  remind_at: 'waits',
  keep_again_at: 'waits',
  waiting_since: 'passed',
  seen_at: 'passed',
  last_modified_at: 'stays',
  created_at: 'stays',
  ended_at: 'stays',
  stands_since: 'stays',
} as const

/**
 * `waits`: until then something waits. `passed`: since then time has passed, so it does not lie ahead. `stays`: what people
 * chose, what Bandwidth said, and the record of what happened.
 */
const MOMENTS: Moments = {
  port_order: FOLLOWED,
  bulk_order: {
    ...FOLLOWED,
    checking_since: 'passed',
    progress_at: 'passed',
    numbers_sent_at: 'stays',
  },
  order_summary: {
    ended_at: 'stays',
    stands_since: 'stays',
    ports_at: 'stays',
    draft_ends_at: 'stays',
    due_at: 'stays',
  },
  intent: { look_at: 'waits', begun_at: 'stays', closed_at: 'stays' },
  portability_check: { look_at: 'waits', asked_at: 'passed' },
  hint: { not_before: 'waits', at: 'stays' },
  note_due: { at: 'waits' },
  sent_content: { look_at: 'waits', sent_at: 'stays' },
  post: { not_before: 'waits', told_from: 'waits', tried_at: 'passed', created_at: 'passed' },
  billing_carrier: { ask_again_at: 'waits' },
  activation: { look_until: 'waits', asked_at: 'stays', window_closes_at: 'stays' },
  activation_batch: { asked_at: 'stays' },
  approval: { asked_at: 'stays', expires_at: 'stays', decided_at: 'stays' },
  document: { offered_at: 'stays' },
  bulk_document: { offered_at: 'stays' },
  // Secrets expire a fixed time after these moments, even if the clock is set back.
  form: { sealed_at: 'passed', created_at: 'passed' },
  kept_list: { created_at: 'passed' },
  written_note: { begun_at: 'stays' },
  quiet: { at: 'stays', until: 'stays' },
  started_message: { at: 'stays' },
  reading_question: { at: 'stays' },
  reading_answer: { at: 'stays' },
  removed_number: { at: 'stays' },
  seen_event: { at: 'passed' },
  errand: { at: 'passed' },
  audit: { at: 'stays' },
  milestone: { at: 'stays' },
}

/**
 * The clock shows so much less than it did: what waits is to wait no longer for that. What people chose
 * and what Bandwidth said (a snooze, an end of an approval, a day) stays the moment that it is.
 */
export async function putPlansBack(db: Database, now: Instant, byMs: number): Promise<void> {
  await db.transaction().execute(async (db) => {
    for (const [table, columns] of Object.entries(MOMENTS)) {
      for (const [column, kind] of Object.entries(columns)) {
        if (kind === 'stays') continue
        const moment = sql.ref(column)
        const then = kind === 'waits' ? sql`${moment} - ${byMs}` : sql`${now}`
        await sql`UPDATE ${sql.table(table)} SET ${moment} = ${then} WHERE ${moment} > ${now}`.execute(
          db,
        )
      }
    }
  })
}
