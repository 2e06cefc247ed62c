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

export const LONGEST_NOTE = 500

/** Ask Bandwidth's porting team something: a note on an order opens a ticket with them. */
export function addNote(
  desk: Desk,
  { number, text, by }: { readonly number: number; readonly text: string; readonly by: string },
): Promise<'sent' | 'unknown'> {
  const { length } = Array.from(text)
  if (length > LONGEST_NOTE) throw noteTooLong(length, LONGEST_NOTE)
  return desk.locks.hold(number, async () => {
    const order = await findOrder(desk.db, number)
    if (order === undefined) throw noSuchOrder(`#${number}`)
    if (!isSeen(order)) throw notKnownYet(order)
    const { id } = order
    const sent = await intend(
      desk,
      { kind: 'note', orderNumber: number, searchKey: text, facts: {}, by },
      () => desk.bandwidth.addNote(id, text),
    )
    switch (sent.kind) {
      case 'done':
        await tellNews(desk, number, { kind: 'note-sent', by, text }, sent.intent)
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
