import { sql, type SqlBool } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import type { KnownNote } from '../porting/notes.ts'
import type { Database } from './database.ts'
import { isDue, LONGEST_POLL_WAIT_MS } from './due.ts'

/** Why the notes of an order are to be read. */
type NoteCause =
  /** Bandwidth said that there is one. */
  | 'notified'
  /** It was rejected, and an analyst explains why. */
  | 'rejected'
  | 'sent'
  | 'asked'
  /** It was made elsewhere, and there may be some already. */
  | 'first-sight'

/** An order whose notes are to be read, once however many causes there are. */
export interface DueNotes {
  readonly number: number
  /** The newest of its causes that is due. One that comes later is a reason of its own. */
  readonly upTo: number
  readonly causes: readonly NoteCause[]
}

export async function readNotesAt(
  db: Database,
  number: number,
  cause: NoteCause,
  at: Instant,
): Promise<void> {
  await db
    .insertInto('note_due')
    .values({ order_number: number, cause, at })
    .executeTakeFirstOrThrow()
}

/** One of our orders or bulk orders by Bandwidth's id, with its last known status. */
export async function followedWithId(
  db: Database,
  id: string,
): Promise<{ readonly number: number; readonly status: string | null } | undefined> {
  const columns = ['number', 'status'] as const
  return (
    (await db.selectFrom('port_order').select(columns).where('id', '=', id).executeTakeFirst()) ??
    (await db.selectFrom('bulk_order').select(columns).where('id', '=', id).executeTakeFirst())
  )
}

export async function dueNotes(
  db: Database,
  now: Instant,
  most: number,
): Promise<readonly DueNotes[]> {
  const rows = await db
    .selectFrom('note_due')
    .select((row) => [
      'order_number',
      row.fn.max('id').as('up_to'),
      row.fn.min('id').as('first'),
      sql<string>`string_agg(cause, ' ')`.as('causes'),
    ])
    .where(isDue('at', now, LONGEST_POLL_WAIT_MS))
    .groupBy('order_number')
    .orderBy('first')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    number: row.order_number,
    upTo: row.up_to,
    causes: row.causes.split(' ') as NoteCause[],
  }))
}

/** Its causes that were due when it was read. */
function handled({ number, upTo }: DueNotes, now: Instant) {
  return sql<SqlBool>`order_number = ${number} AND id <= ${upTo} AND ${isDue('at', now, LONGEST_POLL_WAIT_MS)}`
}

/** They have been read, or there is nothing to read. */
export async function forgetDueNotes(db: Database, due: DueNotes, now: Instant): Promise<void> {
  await db.deleteFrom('note_due').where(handled(due, now)).execute()
}

export async function postponeDueNotes(
  db: Database,
  due: DueNotes,
  { now, until }: { readonly now: Instant; readonly until: Instant },
): Promise<void> {
  await db.updateTable('note_due').set({ at: until }).where(handled(due, now)).execute()
}

/** When an order is rejected, its notes are read again at once. */
export async function areNotesPlanned(db: Database, number: number): Promise<boolean> {
  const row = await db
    .selectFrom('note_due')
    .select('id')
    .where('order_number', '=', number)
    .where('cause', '=', 'rejected')
    .executeTakeFirst()
  return row !== undefined
}

export async function knownNotes(db: Database, number: number): Promise<readonly KnownNote[]> {
  const rows = await db
    .selectFrom('known_note')
    .select(['note_id', 'digest'])
    .where('order_number', '=', number)
    .orderBy('note_id')
    .execute()
  return rows.map((row) => ({ id: row.note_id, digest: row.digest }))
}

export async function saveNotes(
  db: Database,
  number: number,
  notes: readonly KnownNote[],
): Promise<void> {
  for (const { id, digest } of notes) {
    await db
      .insertInto('known_note')
      .values({ order_number: number, note_id: id, digest })
      .onConflict((conflict) =>
        conflict.columns(['order_number', 'note_id']).doUpdateSet({ digest }),
      )
      .execute()
  }
}
