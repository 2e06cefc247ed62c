import { adoptNamed, findNamed } from '../src/desk/find-named.ts'
import { bulkStatus } from '../src/slack/messages/bulk-status.ts'
import { statusAnswer } from '../src/slack/messages/status.ts'
import { refuseUnlessMember } from '../src/slack/places.ts'
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
    const { text, desk } = visit
    const found = (await findNamed(desk, text)) ?? (await adopt(visit))
    if (found.kind === 'bulk') return visit.reply(await bulkStatus(desk, found.number))
    const { order } = found
    if (order.bulkNumber !== null) await visit.reply(await bulkStatus(desk, order.bulkNumber))
    await visit.reply(statusAnswer(await viewOf(visit, order)))
  },
}

async function adopt({ text, desk, member, channel, workspace }: Parameters<Command['run']>[0]) {
  refuseUnlessMember(await workspace.places.placeOf(channel))
  return adoptNamed(desk, text, { by: member.id, channel })
}
