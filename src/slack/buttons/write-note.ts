import { sendNoteAnyway } from '../controls/order-controls.ts'
import { sendOrAsk } from '../forms/note-form.ts'
import { ofOrder } from '../order-ref.ts'
import type { Clickable } from '../handlers.ts'

export const onSendNoteAnyway: Clickable = {
  id: sendNoteAnyway.id,
  needs: 'coordinator',
  click: ofOrder(async (interaction) => {
    const { reply, number, more } = interaction
    await reply(await sendOrAsk(interaction, number, more.join(' '), { holdsNoPin: true }))
  }),
}
