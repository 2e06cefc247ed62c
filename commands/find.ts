import { besideIt } from '../src/slack/messages/candidates.ts'
import { adoptHere, orderToRead } from '../src/slack/order-meant.ts'
import { refuseUnlessMember } from '../src/slack/places.ts'
import { STATUS_OF } from '../src/slack/status-of.ts'
import type { Command } from '../src/slack/surface.ts'

/** `/portin find NAME` looks here and then at Bandwidth; an order made elsewhere is followed from then on. */
export const find: Command = {
  name: 'find',
  usage: 'find <customer, number, carrier, PON or id>',
  summary: 'find an order, also one that was made elsewhere',
  example: 'find Acme',
  needs: 'porter',

  async run(visit) {
    const { text, desk, channel, workspace, reply } = visit
    const found = await orderToRead(visit, 'status', text, async () => {
      refuseUnlessMember(await workspace.places.placeOf(channel))
      return adoptHere(visit, text)
    })
    const { kind, number, whole, beside } = found
    if (whole !== null) await reply(await STATUS_OF.bulk(visit, whole))
    await reply(await STATUS_OF[kind](visit, number))
    if (beside.length > 0) await reply(besideIt(text, beside, desk.clock()))
  },
}
