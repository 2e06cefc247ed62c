import { adoptOrder, findTracked } from '../src/desk/find-order.ts'
import { Refusal } from '../src/porting/refusal.ts'
import { refuseUnlessMember } from '../src/slack/places.ts'
import { statusAnswer } from '../src/slack/messages/status.ts'
import type { Command } from '../src/slack/surface.ts'
import { viewOf } from '../src/slack/visit.ts'

/** `/portin find NAME` looks here and then at Bandwidth; an order made elsewhere is followed from then on. */
export const find: Command = {
  name: 'find',
  usage: 'find <number, PON or order id>',
  summary: 'find an order, also one that was made elsewhere',
  example: 'find 919-555-0100',
  needs: 'porter',

  async run(visit) {
    const { text, desk, member, channel, workspace, reply } = visit
    try {
      await reply(statusAnswer(await viewOf(visit, await findTracked(desk, text))))
      return
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'no-such-order') throw error
    }
    refuseUnlessMember(await workspace.places.placeOf(channel))
    const order = await adoptOrder(desk, text, { by: member.id, channel })
    await reply(statusAnswer(await viewOf(visit, order)))
  },
}
