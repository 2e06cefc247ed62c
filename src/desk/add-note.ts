import { audit } from '../store/audit.ts'
import { closeIntent } from '../store/intents.ts'
import { findOrder, isSeen } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { intend } from './intend.ts'
import {
  bandwidthRefused,
  bandwidthUnreachable,
  noSuchOrder,
  noteTooLong,
  notKnownYet,
} from './refusals.ts'
import { tellNews } from './tell-news.ts'

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
      tell: (intent) => tellNews(desk, number, { kind: 'note-sent', by, text }, intent),
    }
  })
}

/** The same for whatever a note can be about, under its lock; told before the intent is closed. */
export function sendNote(
  desk: Desk,
  note: NoteToAdd,
  kind: 'note' | 'bulk-note',
  find: (note: NoteToAdd) => Promise<{
    readonly add: () => Promise<unknown>
    readonly tell: (intent: number) => Promise<void>
  }>,
): Promise<'sent' | 'unknown'> {
  const { number, text, by } = note
  const { length } = Array.from(text)
  if (length > LONGEST_NOTE) throw noteTooLong(length, LONGEST_NOTE)
  return desk.locks.hold(number, async () => {
    const { add, tell } = await find(note)
    const intent = { kind, orderNumber: number, searchKey: text, facts: {}, by }
    const sent = await intend(desk, intent, add)
    switch (sent.kind) {
      case 'done':
        await tell(sent.intent)
        await closeIntent(desk.db, sent.intent, 'done', desk.clock())
        break
      case 'refused':
        throw bandwidthRefused('take the note', sent.error.errors)
      case 'not-done':
        throw bandwidthUnreachable(sent.error, 'The note was not sent; trying again is safe.')
      case 'unknown':
        return 'unknown'
    }
    await audit(desk.db, { at: desk.clock(), orderNumber: number, by, deed: 'note', facts: {} })
    return 'sent'
  })
}
