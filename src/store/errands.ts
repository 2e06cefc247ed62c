import type { Selectable } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { Database } from './database.ts'
import type { ErrandTable } from './schema.ts'

/** What Slack has handed over and the bot is not done with: a command, a click, a form, a message. */
export interface Errand {
  readonly id: number
  readonly by: string
  /** In a person's words what it was, to tell them that it was cut off. */
  readonly what: string
  /** The event as Slack sent it, which can be dealt with once more; null for what only a person may repeat. */
  readonly event: SlackEvent | null
  readonly at: Instant
}

export interface SlackEvent {
  readonly id: string
  readonly event: unknown
}

/** Written before Slack is told that the bot has it. @returns null when the same event was handed over before. */
export async function beginErrand(
  db: Database,
  errand: Omit<Errand, 'id'>,
): Promise<number | null> {
  const { event, at } = errand
  // A person waits for the answer: one statement where one is enough.
  if (event === null) return insertErrand(db, errand)
  return db
    .transaction()
    .execute(async (db) => ((await firstSight(db, event.id, at)) ? insertErrand(db, errand) : null))
}

async function insertErrand(
  db: Database,
  { by, what, event, at }: Omit<Errand, 'id'>,
): Promise<number> {
  const { insertId } = await db
    .insertInto('errand')
    .values({ by, what, event: event === null ? null : JSON.stringify(event), at })
    .executeTakeFirstOrThrow()
  return Number(insertId)
}

export async function endErrand(db: Database, id: number): Promise<void> {
  await db.deleteFrom('errand').where('id', '=', id).execute()
}

/** At a start nobody works on any: what is there was cut off. */
export async function cutOffAllErrands(db: Database): Promise<void> {
  await db
    .updateTable('errand')
    .set((column) => ({ cut_off: column('cut_off', '+', 1) }))
    .execute()
}

export async function errandsCutOff(
  db: Database,
): Promise<readonly (Errand & { readonly cutOff: number })[]> {
  const rows = await db
    .selectFrom('errand')
    .selectAll()
    .where('cut_off', '>', 0)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...read(row), cutOff: row.cut_off }))
}

/** Slack delivers an event again when an answer is late, and sometimes just so. @returns true the first time. */
async function firstSight(db: Database, eventId: string, now: Instant): Promise<boolean> {
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

function read(row: Selectable<ErrandTable>): Errand {
  return {
    id: row.id,
    by: row.by,
    what: row.what,
    event: row.event === null ? null : (JSON.parse(row.event) as SlackEvent),
    at: row.at,
  }
}
