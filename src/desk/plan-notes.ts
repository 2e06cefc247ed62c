import type { PortOrder } from '../porting/order.ts'
import { isDraft } from '../porting/status.ts'
import type { Database } from '../store/database.ts'
import { areNotesPlanned, readNotesAt, saveNotes } from '../store/notes.ts'
import type { TrackedOrder } from '../store/orders.ts'
import { noteDigest } from './note-digest.ts'

const HOUR_MS = 60 * 60_000
/** An analyst answers in four to six business hours; a colleague sooner. */
const AFTER_OUR_NOTE_MS = [HOUR_MS, 6 * HOUR_MS] as const

/** A refresh suggests that there may be notes: the order was just rejected, or others worked on it before us. */
export async function planNotes(
  db: Database,
  { number, seen }: TrackedOrder,
  { status }: PortOrder,
  now: number,
): Promise<void> {
  if (isDraft(status)) return
  if (seen === null) {
    await readNotesAt(db, number, 'first-sight', now)
    return
  }
  if (status !== 'EXCEPTION') return
  const isNew = seen.status !== 'EXCEPTION'
  if (isNew || !(await areNotesPlanned(db, number))) {
    await readNotesAt(db, number, 'rejected', now)
  }
}

/** A note of ours has arrived: save its id, and plan reads for replies. */
export async function noteWasSent(
  db: Database,
  number: number,
  { id, text, at }: { readonly id: string | null; readonly text: string; readonly at: number },
): Promise<void> {
  if (id !== null) await saveNotes(db, number, [{ id, digest: noteDigest(text) }])
  for (const afterMs of AFTER_OUR_NOTE_MS) await readNotesAt(db, number, 'sent', at + afterMs)
}
