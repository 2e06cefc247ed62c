import { isBandwidthError } from '../src/bandwidth/errors.ts'
import { advanceBulk } from '../src/desk/bulk/advance-bulk.ts'
import type { Desk } from '../src/desk/desk.ts'
import { orderNumbered } from '../src/desk/numbered.ts'
import { syncOrder } from '../src/desk/refresh-order.ts'
import type { KindName } from '../src/store/followed.ts'
import { STATUS_OF } from '../src/slack/status-of.ts'
import { besideIt } from '../src/slack/messages/candidates.ts'
import { orderToRead } from '../src/slack/order-meant.ts'
import type { Command } from '../src/slack/handlers.ts'
import type { Interaction } from '../src/slack/interaction.ts'
import { notRefreshed } from '../src/desk/cannot-write.ts'
import { bandwidthUnreachable } from '../src/desk/refusals.ts'
import { writeTroubleIn } from '../src/store/cannot-write.ts'
import { refusalAnswer } from '../src/slack/messages/refusal.ts'
import { standingOf } from '../src/porting/standing.ts'

/** `/portin status ORDER` refreshes an order and shows everything about it; in an outage, the last reading. */
export const status: Command = {
  name: 'status',
  takes: 'an-order',
  usage: 'status <order>',
  summary: 'everything about an order, refreshed now',
  example: 'status 1042',
  group: 'work',
  needs: 'coordinator',
  onlyReads: true,

  async run(interaction) {
    const { text, desk, reply } = interaction
    const found = await orderToRead(interaction, 'status', text)
    const { kind, number } = found
    await refreshUnlessDown(interaction, () => REFRESH[kind](desk, number))
    await reply(await STATUS_OF[kind](interaction, number))
    if (found.beside.length > 0) await reply(besideIt(text, found, desk.clock()))
  },
}

const REFRESH: Record<KindName, (desk: Desk, number: number) => Promise<unknown>> = {
  async order(desk, number) {
    const { is } = standingOf(await orderNumbered(desk.db, number))
    if (is === 'made' || is === 'seen') await syncOrder(desk, number)
  },
  bulk: advanceBulk,
}

/** In an outage the answer says that it is from the last reading. */
async function refreshUnlessDown(
  { reply }: Pick<Interaction, 'reply'>,
  refresh: () => Promise<unknown>,
): Promise<void> {
  try {
    await refresh()
  } catch (error) {
    const trouble = writeTroubleIn(error)
    if (trouble !== null) return reply(refusalAnswer(notRefreshed(trouble)))
    if (!isBandwidthError(error)) throw error
    await reply(refusalAnswer(bandwidthUnreachable(error, 'This is from my last check.')))
  }
}
