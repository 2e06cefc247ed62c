import { audit } from '../../store/audit.ts'
import { closeIntent } from '../../store/intents.ts'
import { LONGEST_NOTE } from '../add-note.ts'
import type { Desk } from '../desk.ts'
import { intend } from '../intend.ts'
import { bandwidthRefused, bandwidthUnreachable, noteTooLong } from '../refusals.ts'
import { seenBulk } from './find-bulk.ts'
import { tellBulkNews } from './tell-bulk.ts'

/** Ask Bandwidth's porting team something about a whole bulk order. */
export function addBulkNote(
  desk: Desk,
  { number, text, by }: { readonly number: number; readonly text: string; readonly by: string },
): Promise<'sent' | 'unknown'> {
  const { length } = Array.from(text)
  if (length > LONGEST_NOTE) throw noteTooLong(length, LONGEST_NOTE)
  return desk.locks.hold(number, async () => {
    const { id } = await seenBulk(desk, number)
    const sent = await intend(
      desk,
      { kind: 'bulk-note', orderNumber: number, searchKey: text, facts: {}, by },
      () => desk.bandwidth.addBulkNote(id, text),
    )
    switch (sent.kind) {
      case 'done':
        await closeIntent(desk.db, sent.intent, 'done', desk.clock())
        break
      case 'refused':
        throw bandwidthRefused('take the note', sent.error.errors)
      case 'not-done':
        throw bandwidthUnreachable(sent.error, 'The note was not sent; trying again is safe.')
      case 'unknown':
        return 'unknown'
    }
    const at = desk.clock()
    await audit(desk.db, { at, orderNumber: number, by, deed: 'note', facts: {} })
    await tellBulkNews(desk, number, { kind: 'note-sent', by, text })
    return 'sent'
  })
}
