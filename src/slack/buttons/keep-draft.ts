import { KEEP_ORDER, keepDraft as keep } from '../../desk/keep-draft.ts'
import { showEasternMoment } from '../../porting/calendar.ts'
import { button } from '../blocks.ts'
import { said } from '../messages/said.ts'
import type { Button } from '../surface.ts'

const id = 'order.keep'

export const keepDraft: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Keep it two more days', value: String(number) }),
  async click({ desk, member, reply, value }) {
    const sweptAt = await keep(desk, KEEP_ORDER, { number: Number(value), by: member.id })
    const until = showEasternMoment(sweptAt, desk.clock())
    await reply(said(`Draft #${value} is kept until ${until}.`))
  },
}
