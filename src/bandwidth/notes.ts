import type { Note } from '../porting/notes.ts'
import { bulkStatus } from '../porting/bulk-status.ts'
import { portStatus } from '../porting/status.ts'
import type { Bandwidth, HistoryEntry } from './bandwidth.ts'
import type { CallGroup } from './budget.ts'
import { xmlBody, type Call } from './call.ts'
import { readHistory } from './history-xml.ts'
import { readNotes, writeNote } from './notes-xml.ts'
import { goodRoot, readLocation } from './reply.ts'

/** `noteUser` has to be the user whose credentials are used (12501). */
export function createNotes(
  call: Call,
  { noteUser }: { noteUser: string },
): Pick<
  Bandwidth,
  'listNotes' | 'addNote' | 'listBulkNotes' | 'addBulkNote' | 'getHistory' | 'getBulkHistory'
> {
  function list(
    operation: string,
    order: readonly [kind: string, id: string],
  ): Promise<readonly Note[]> {
    return call({
      operation,
      path: [...order, 'notes'],
      read: (reply) => (reply.isEmpty ? [] : readNotes(goodRoot(reply, 'Notes', 'NoteResponse'))),
    })
  }

  function add(
    operation: string,
    group: CallGroup,
    order: readonly [kind: string, id: string],
    text: string,
  ): Promise<{ noteId: string | null }> {
    return call({
      operation,
      group,
      method: 'POST',
      path: [...order, 'notes'],
      body: xmlBody(writeNote(noteUser, text)),
      read: (reply) => ({ noteId: readLocation(reply, 'Note', 'NoteResponse', 'Notes') }),
    })
  }

  function history<Status extends string>(
    operation: string,
    order: readonly [kind: string, id: string],
    statusOf: (text: string) => Status,
  ): Promise<readonly HistoryEntry<Status>[] | null> {
    return call({
      operation,
      group: 'history',
      path: [...order, 'history'],
      read: (reply) => readHistory(reply, statusOf),
    })
  }

  return {
    listNotes: (id) => list('listNotes', ['portins', id]),
    addNote: (id, text) => add('addNote', 'other', ['portins', id], text),
    listBulkNotes: (id) => list('listBulkNotes', ['bulkPortins', id]),
    addBulkNote: (id, text) => add('addBulkNote', 'bulk-port-in', ['bulkPortins', id], text),

    getHistory: (id) => history('getHistory', ['portins', id], portStatus),
    getBulkHistory: (id) => history('getBulkHistory', ['bulkPortins', id], bulkStatus),
  }
}
