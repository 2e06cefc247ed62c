import { openChild as openIt } from '../../../desk/bulk/open-child.ts'
import { button } from '../../blocks.ts'
import { said } from '../../messages/said.ts'
import type { Button } from '../../surface.ts'

const PREFIX = 'bulk.open-child-'

/** One button an order, so its number is part of the id. */
export const openChild: Button<[number: number]> = {
  id: PREFIX,
  needs: 'porter',
  matches: (actionId) => actionId.startsWith(PREFIX),
  draw: (number) => button({ id: `${PREFIX}${number}`, text: 'Open', value: String(number) }),
  async click({ desk, reply, value }) {
    await openIt(desk, Number(value))
    await reply(said(`#${value} has a card and a thread of its own in the channel now.`))
  },
}
