import { acknowledge } from '../../desk/quiet-reminder.ts'
import { button } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'

const id = 'reminder.got-it'

/** Whoever presses it has the matter in hand: it is not called to mind again. */
export const gotIt: Button<[postKey: string]> = {
  id,
  needs: 'porter',
  draw: (postKey) => button({ id, text: 'Got it', value: postKey }),
  async click({ desk, member, reply, value }) {
    const number = await acknowledge(desk, { key: value, by: member.id })
    await reply(said(`Noted. I won't remind anybody of this about #${number} any more.`))
  },
}
