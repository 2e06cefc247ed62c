import type { Bandwidth } from './bandwidth.ts'
import { XML_TYPE, type Call } from './call.ts'
import { readHistory } from './history-xml.ts'
import { readNotes, writeNote } from './notes-xml.ts'
import { refuseErrors, refuseErrorsIfAny } from './reply.ts'

/** `noteUser` has to be the user whose credentials are used (12501). */
export function createNotes(
  call: Call,
  { noteUser }: { noteUser: string },
): Pick<Bandwidth, 'listNotes' | 'addNote' | 'getHistory'> {
  return {
    listNotes: (id) =>
      call({
        operation: 'listNotes',
        kind: 'read',
        group: 'other',
        method: 'GET',
        path: ['portins', id, 'notes'],
        read(reply) {
          if (reply.isEmpty) return []
          const root = reply.xml('Notes', 'NoteResponse')
          refuseErrors(reply, root)
          return readNotes(root)
        },
      }),

    addNote: (id, text) =>
      call({
        operation: 'addNote',
        kind: 'write',
        group: 'other',
        method: 'POST',
        path: ['portins', id, 'notes'],
        body: { type: XML_TYPE, content: writeNote(noteUser, text) },
        // The body is empty: the id is in `Location` only.
        read(reply) {
          refuseErrorsIfAny(reply, 'Note', 'NoteResponse', 'Notes')
          return { noteId: reply.locationId }
        },
      }),

    getHistory: (id) =>
      call({
        operation: 'getHistory',
        kind: 'read',
        group: 'history',
        method: 'GET',
        path: ['portins', id, 'history'],
        read: readHistory,
      }),
  }
}
