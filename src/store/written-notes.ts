import type { Instant } from '../porting/calendar.ts'
import { columnsOf } from './columns.ts'
import type { Database } from './database.ts'
import { list } from './queries.ts'
import type { WrittenNoteTable } from './schema.ts'

/** A note to Bandwidth that goes in parts, while they are sent one by one. */
export interface NoteInParts {
  readonly id: number
  readonly orderNumber: number
  readonly by: string
  readonly parts: readonly string[]
  readonly begunAt: Instant
}

const { read, write } = columnsOf<WrittenNoteTable, NoteInParts>()({
  id: 'id',
  orderNumber: 'order_number',
  by: 'by',
  parts: { json: 'parts' },
  begunAt: 'begun_at',
})

/** Written before the first part is sent, so a crash leaves none unmentioned. @returns its id. */
export async function beginNote(db: Database, note: Omit<NoteInParts, 'id'>): Promise<number> {
  const { id } = await db
    .insertInto('written_note')
    .values(write(note))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function endNote(db: Database, id: number): Promise<void> {
  await db.deleteFrom('written_note').where('id', '=', id).execute()
}

/** Marks a note as interrupted; nobody resumes it. Without an id: all notes, as at a start. */
export async function interruptNotes(db: Database, id?: number): Promise<void> {
  let notes = db.updateTable('written_note').set({ cut_off: 1 })
  if (id !== undefined) notes = notes.where('id', '=', id)
  await notes.execute()
}

export async function interruptedNotes(db: Database): Promise<readonly NoteInParts[]> {
  return list(
    db.selectFrom('written_note').selectAll().where('cut_off', '=', 1).orderBy('id'),
    read,
  )
}

/** What became of its parts that were begun, as their intents say. */
export async function begunParts(
  db: Database,
  { orderNumber, parts, begunAt }: NoteInParts,
): Promise<{ readonly sent: number; readonly isInDoubt: boolean }> {
  const rows = await db
    .selectFrom('intent')
    .select('outcome')
    .where('order_number', '=', orderNumber)
    .where('kind', 'in', ['note', 'bulk-note'])
    .where('search_key', 'in', parts)
    .where('begun_at', '>=', begunAt)
    .orderBy('id')
    .execute()
  return {
    sent: rows.filter(({ outcome }) => outcome === 'done').length,
    isInDoubt: rows.some(({ outcome }) => outcome === null),
  }
}
