import { adoptOrder, findTracked } from '../src/desk/find-order.ts'
import { followHere } from '../src/desk/follow-here.ts'
import { Refusal } from '../src/porting/refusal.ts'
import { said } from '../src/slack/messages/said.ts'
import { refuseUnlessMember } from '../src/slack/places.ts'
import type { Command } from '../src/slack/surface.ts'
import type { TrackedOrder } from '../src/store/orders.ts'

/** `/portin follow ORDER` moves an order's card and its news to this channel. */
export const follow: Command = {
  name: 'follow',
  usage: 'follow <order>',
  summary: "have an order's card and news in this channel",
  example: 'follow 1042',
  needs: 'porter',

  async run({ text, desk, member, channel, workspace, reply }) {
    refuseUnlessMember(await workspace.places.placeOf(channel))
    let order: TrackedOrder
    try {
      order = await findTracked(desk, text)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'no-such-order') throw error
      order = await adoptOrder(desk, text, { by: member.id, channel })
    }
    const { number } = order
    const moved = await followHere(desk, { number, channel, by: member.id })
    await reply(
      said(
        moved
          ? `#${number} is followed here from now on; its card comes in a moment.`
          : `#${number} is followed in this channel already.`,
      ),
    )
  },
}
