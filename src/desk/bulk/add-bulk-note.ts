import { sendNote, type NoteToAdd } from '../add-note.ts'
import type { Desk } from '../desk.ts'
import { seenBulk } from './find-bulk.ts'
import { tellBulkNewsWith } from './tell-bulk.ts'

/** Ask Bandwidth's porting team something about a whole bulk order. */
export function addBulkNote(desk: Desk, note: NoteToAdd): Promise<'sent' | 'unknown'> {
  return sendNote(desk, note, 'bulk-note', async ({ number, text, by }) => {
    const { id } = await seenBulk(desk, number)
    return {
      add: () => desk.bandwidth.addBulkNote(id, text),
      tell: (db) => tellBulkNewsWith(db, desk, number, { kind: 'note-sent', by, text }),
    }
  })
}
