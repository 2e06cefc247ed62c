import { isBandwidthError } from '../src/bandwidth/errors.ts'
import { advanceBulk } from '../src/desk/bulk/advance-bulk.ts'
import { bulkNumberIn } from '../src/desk/bulk/find-bulk.ts'
import { findTracked } from '../src/desk/find-order.ts'
import { syncOrder } from '../src/desk/look-at-order.ts'
import { statusAnswer } from '../src/slack/messages/status.ts'
import type { Command } from '../src/slack/surface.ts'
import { bulkStatus } from '../src/slack/messages/bulk-status.ts'
import { viewOf, type Visit } from '../src/slack/visit.ts'
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
    const bulk = await bulkNumberIn(desk, text)
    if (bulk !== undefined) {
      await lookUnlessDown(visit, () => advanceBulk(desk, bulk))
      return reply(await bulkStatus(desk, bulk))
    }
    const { number, id, endedAt } = await findTracked(desk, text)
    if (id !== null && endedAt === null) {
      await lookUnlessDown(visit, () => syncOrder(desk, number))
    }
    await reply(statusAnswer(await viewOf(visit, await findTracked(desk, `#${number}`))))
  },
}

/** In an outage what was known is told, and that it is old. */
async function lookUnlessDown(
  { reply }: Pick<Visit, 'reply'>,
  look: () => Promise<unknown>,
): Promise<void> {
  try {
    await look()
  } catch (error) {
    if (!isBandwidthError(error)) throw error
    await reply(refusalAnswer(bandwidthUnreachable(error, 'What follows is what I saw last.')))
  }
}
