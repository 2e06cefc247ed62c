import { followHere } from '../src/desk/follow-here.ts'
import type { KindName } from '../src/store/followed.ts'
import { adoptHere, orderToChange } from '../src/slack/order-meant.ts'
import { saidOf } from '../src/slack/order-ref.ts'
import { JUST_ASKED_MS, refuseUnlessMember } from '../src/slack/places.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin follow ORDER` moves an order's card and its news to this channel. */
export const follow: Command = {
  name: 'follow',
  usage: 'follow <order>',
  summary: 'move an order’s card and updates to this channel',
  example: 'follow 1042',
  group: 'work',
  needs: 'coordinator',

  async run(interaction) {
    const { text, desk, member, channel, workspace, reply } = interaction
    refuseUnlessMember(await workspace.places.placeOf(channel, JUST_ASKED_MS))
    const by = member.id
    const found = await orderToChange(interaction, 'follow', text, () =>
      adoptHere(interaction, text),
    )
    const { kind, number, bulkNumber } = found
    const moved = await followHere(desk, { number, channel, by })
    const others =
      bulkNumber === null
        ? ''
        : ` It’s part of bulk order #${bulkNumber}. \`/portin follow ${bulkNumber}\` follows all of it here.`
    await reply(
      await saidOf(
        interaction,
        number,
        (named) => `${followed(moved, WITH[kind](named))}${others}`,
      ),
    )
  },
}

const WITH: Record<KindName, (named: string) => string> = {
  order: (named) => named,
  bulk: (named) => `${named}, with all its orders,`,
}

function followed(moved: boolean, what: string): string {
  return moved
    ? `${what} is now followed here. Its card comes in a moment.`
    : `${what} is already followed in this channel.`
}
