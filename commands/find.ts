import { besideIt } from '../src/slack/messages/candidates.ts'
import { adoptHere, orderToRead, readableRemovals } from '../src/slack/order-meant.ts'
import { JUST_ASKED_MS, refuseUnlessMember } from '../src/slack/places.ts'
import { STATUS_OF } from '../src/slack/status-of.ts'
import { removedFromOrders } from '../src/slack/messages/elsewhere.ts'
import { readTypedName } from '../src/porting/order-names.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin find NAME` searches here and then at Bandwidth; an order made elsewhere is followed from then on. */
export const find: Command = {
  name: 'find',
  usage: 'find <customer, number, carrier, PON or id>',
  summary: 'find an order, even one created at Bandwidth',
  example: 'find Acme',
  group: 'find',
  needs: 'coordinator',

  async run(interaction) {
    const { text, desk, channel, workspace, reply } = interaction
    const found = await orderToRead(interaction, 'status', text, async () => {
      refuseUnlessMember(await workspace.places.placeOf(channel, JUST_ASKED_MS))
      return adoptHere(interaction, text)
    })
    const { kind, number, bulkNumber } = found
    if (bulkNumber !== null) await reply(await STATUS_OF.bulk(interaction, bulkNumber))
    await reply(await STATUS_OF[kind](interaction, number))
    const removals = await readableRemovals(interaction, readTypedName(text).tn)
    if (removals.length > 0) await reply(removedFromOrders(removals, desk.clock()))
    if (found.beside.length > 0) await reply(besideIt(text, found, desk.clock()))
  },
}
