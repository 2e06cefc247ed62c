import { wholeNote } from '../porting/notes.ts'
import { begunParts, endNote, interruptedNotes, type NoteInParts } from '../store/written-notes.ts'
import { writeAndWake, type Desk } from './desk.ts'
import { oneByOne } from './one-by-one.ts'
import { KINDS, kindOf } from './order-kind.ts'

/**
 * Announce the notes whose parts were still being sent when the bot crashed: which parts are at Bandwidth,
 * and which are missing. The rest is not sent, because hours may have passed.
 */
export async function announceInterruptedNotes(desk: Desk): Promise<void> {
  await oneByOne(desk, await interruptedNotes(desk.db), {
    name: ({ id, orderNumber }) => ({ note: id, number: orderNumber }),
    outage: 'note-not-told',
    work: (note) => announce(desk, note),
  })
}

async function announce(desk: Desk, note: NoteInParts): Promise<void> {
  const { id, orderNumber: number, by, parts } = note
  const { sent, isInDoubt } = await begunParts(desk.db, note)
  // The outcome of the part that was on its way is announced first.
  if (isInDoubt) return
  const kind = KINDS[await kindOf(desk, number)]
  await writeAndWake(desk, async (db) => {
    await endNote(db, id)
    if (sent >= parts.length) return
    const text = wholeNote(parts.slice(sent))
    await kind.announce(db, desk, number, {
      kind: 'note-cut-off',
      by,
      sent,
      parts: parts.length,
      text,
    })
  })
}
