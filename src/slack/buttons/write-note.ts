import { KINDS, kindOf } from '../../desk/order-kind.ts'
import { writeNote } from '../../desk/write-note.ts'
import { sendNoteAnyway } from '../controls/order-controls.ts'
import { noteAnswer } from '../messages/note-answer.ts'
import { ofOrder } from '../order-ref.ts'
import type { Clickable } from '../handlers.ts'

export const onSendNoteAnyway: Clickable = {
  id: sendNoteAnyway.id,
  needs: 'coordinator',
  click: ofOrder(async ({ desk, member, reply, number, more }) => {
    const order = await KINDS[await kindOf(desk, number)].seen(desk, number)
    const written = await writeNote(desk, { number, text: more.join(' '), by: member.id })
    await reply(noteAnswer(order, written))
  }),
}
