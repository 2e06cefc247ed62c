import { adoptNamed, findNamed } from '../src/desk/find-named.ts'
import { refuseUnlessMember } from '../src/slack/places.ts'
import { STATUS_OF } from '../src/slack/status-of.ts'
import type { Command } from '../src/slack/surface.ts'

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
    const { kind, number, whole } = found
    if (whole !== null) await visit.reply(await STATUS_OF.bulk(visit, whole))
    await visit.reply(await STATUS_OF[kind](visit, number))
  },
}

async function adopt({ text, desk, member, channel, workspace }: Parameters<Command['run']>[0]) {
  refuseUnlessMember(await workspace.places.placeOf(channel))
  return adoptNamed(desk, text, { by: member.id, channel })
}
