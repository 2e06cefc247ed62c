import type { Instant } from '../porting/calendar.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import type { PendingRequestTable } from './schema.ts'

/** What Slack has handed over and the bot is not done with: a command, a click, a form, a message. */
export interface PendingRequest {
  readonly id: number
  readonly by: string
  /** What it was in a person's words, to notify them of the interruption. */
  readonly what: string
  /** The event as Slack sent it, which can be processed again; null for what only a person may repeat. */
  readonly event: SlackEvent | null
  readonly at: Instant
}

interface SlackEvent {
  readonly id: string
  readonly event: unknown
}

const { read, write } = columnsOf<PendingRequestTable, PendingRequest>()({
  id: 'id',
  by: 'by',
  what: 'what',
  event: { json: 'event' },
  at: 'at',
})

/** Written before Slack's event is acknowledged. @returns null when it was recorded already. */
export async function beginPendingRequest(
  db: Database,
  request: Omit<PendingRequest, 'id'>,
): Promise<number | null> {
  const { event, at } = request
  // A person waits for the answer: one statement where one is enough.
  if (event === null) return insertPendingRequest(db, request)
  return db
    .transaction()
    .execute(async (db) =>
      (await firstSight(db, event.id, at)) ? insertPendingRequest(db, request) : null,
    )
}

async function insertPendingRequest(
  db: Database,
  request: Omit<PendingRequest, 'id'>,
): Promise<number> {
  const { id } = await db
    .insertInto('errand')
    .values(write(request))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function endPendingRequest(db: Database, id: number): Promise<void> {
  await db.deleteFrom('errand').where('id', '=', id).execute()
}

/** At a start none is being processed: existing ones were interrupted. */
export async function interruptPendingRequests(db: Database): Promise<void> {
  await db
    .updateTable('errand')
    .set((column) => ({ cut_off: column('cut_off', '+', 1) }))
    .execute()
}

export async function interruptedRequests(
  db: Database,
): Promise<readonly (PendingRequest & { readonly interrupted: number })[]> {
  const rows = await db
    .selectFrom('errand')
    .selectAll()
    .where('cut_off', '>', 0)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...read(row), interrupted: row.cut_off }))
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
