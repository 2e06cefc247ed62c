import { audit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { findOrder, isSeen } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { conclude, intend } from './intend.ts'
import { noteWasSent } from './plan-notes.ts'
import {
  bandwidthRefused,
  bandwidthUnreachable,
  noSuchOrder,
  noteTooLong,
  notKnownYet,
} from './refusals.ts'
import { refuseSecretsIn } from './refuse-secrets.ts'
import { tellNewsWith } from './tell-news.ts'

const LONGEST_NOTE = 500

export interface NoteToAdd {
  readonly number: number
  readonly text: string
  readonly by: string
}

/** Ask Bandwidth's porting team something: a note on an order opens a ticket with them. */
export function addNote(desk: Desk, note: NoteToAdd): Promise<'sent' | 'unknown'> {
  return sendNote(desk, note, 'note', async ({ number, text, by }) => {
    const order = await findOrder(desk.db, number)
    if (order === undefined) throw noSuchOrder(`#${number}`)
    if (!isSeen(order)) throw notKnownYet(order)
    return {
      add: () => desk.bandwidth.addNote(order.id, text),
      tell: (db) => tellNewsWith(db, desk, number, { kind: 'note-sent', by, text }),
    }
  })
}

/** The same for whatever a note can be about, under its lock. */
export function sendNote(
  desk: Desk,
  note: NoteToAdd,
  kind: 'note' | 'bulk-note',
  find: (note: NoteToAdd) => Promise<{
    readonly add: () => Promise<{ readonly noteId: string | null }>
    readonly tell: (db: Database) => Promise<void>
  }>,
): Promise<'sent' | 'unknown'> {
  const { number, text, by } = note
  const { length } = Array.from(text)
  if (length > LONGEST_NOTE) throw noteTooLong(length, LONGEST_NOTE)
  return desk.locks.hold(number, async () => {
    const { add, tell } = await find(note)
    await refuseSecretsIn(desk, number, text)
    const intent = { kind, orderNumber: number, searchKey: text, facts: {}, by }
    const sent = await intend(desk, intent, add)
    switch (sent.kind) {
      case 'done':
        await conclude(desk, sent.intent, 'done', async (db) => {
          const at = desk.clock()
          await audit(db, { at, orderNumber: number, by, deed: 'note', facts: {} })
          await noteWasSent(db, number, { id: sent.result.noteId, text, at })
          await tell(db)
        })
        return 'sent'
      case 'refused':
        throw bandwidthRefused('take the note', sent.error)
      case 'not-done':
        throw bandwidthUnreachable(sent.error, 'The note was not sent.')
      case 'unknown':
        return 'unknown'
    }
  })
}
