import { lookAtWholeBulk } from '../../../desk/bulk/look-at-whole-bulk.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const id = 'bulk.look-now'

export const lookAtBulkNow: Button<[number: number]> = {
  id,
  needs: 'porter',
  draw: (number) => button({ id, text: 'Look now', value: String(number) }),
  async click({ desk, reply, value }) {
    await lookAtWholeBulk(desk, Number(value))
    await reply(said(`Looked at #${value} and its orders; the card shows what Bandwidth has.`))
  },
}
