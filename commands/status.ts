import { isBandwidthError } from '../src/bandwidth/errors.ts'
import { findTracked } from '../src/desk/find-order.ts'
import { syncOrder } from '../src/desk/look-at-order.ts'
import { statusAnswer } from '../src/slack/messages/status.ts'
import type { Command } from '../src/slack/surface.ts'
import { viewOf } from '../src/slack/visit.ts'
import { bandwidthUnreachable } from '../src/desk/refusals.ts'
import { refusalAnswer } from '../src/slack/messages/refusal.ts'

/** `/portin status ORDER` looks at Bandwidth and tells everything known; in an outage, what was known. */
export const status: Command = {
  name: 'status',
  usage: 'status <order>',
  summary: 'everything about an order, looked up now',
  example: 'status 1042',
  needs: 'porter',

  async run(visit) {
    const { text, desk, reply } = visit
    const { number, id, endedAt } = await findTracked(desk, text)
    if (id !== null && endedAt === null) {
      try {
        await syncOrder(desk, number)
      } catch (error) {
        if (!isBandwidthError(error)) throw error
        await reply(refusalAnswer(bandwidthUnreachable(error, 'What follows is what I saw last.')))
      }
    }
    await reply(statusAnswer(await viewOf(visit, await findTracked(desk, `#${number}`))))
  },
}
