import { isBandwidthError } from '../src/bandwidth/errors.ts'
import { advanceBulk } from '../src/desk/bulk/advance-bulk.ts'
import { findNamed } from '../src/desk/find-named.ts'
import { findTracked } from '../src/desk/find-order.ts'
import { syncOrder } from '../src/desk/look-at-order.ts'
import { statusAnswer } from '../src/slack/messages/status.ts'
import type { Command } from '../src/slack/surface.ts'
import { bulkStatus } from '../src/slack/messages/bulk-status.ts'
import { viewOf, type Visit } from '../src/slack/visit.ts'
import { notRefreshed } from '../src/desk/cannot-keep.ts'
import { bandwidthUnreachable } from '../src/desk/refusals.ts'
import { writeTroubleIn } from '../src/store/cannot-write.ts'
import { refusalAnswer } from '../src/slack/messages/refusal.ts'

/** `/portin status ORDER` looks at Bandwidth and tells everything known; in an outage, what was known. */
export const status: Command = {
  name: 'status',
  usage: 'status <order>',
  summary: 'everything about an order, looked up now',
  example: 'status 1042',
  needs: 'porter',
  onlyReads: true,

  async run(visit) {
    const { text, desk, reply } = visit
    const found = await findNamed(desk, text)
    if (found?.kind === 'bulk') {
      await lookUnlessDown(visit, () => advanceBulk(desk, found.number))
      return reply(await bulkStatus(desk, found.number))
    }
    const { number, id, endedAt } = found?.order ?? (await findTracked(desk, text))
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
    const trouble = writeTroubleIn(error)
    if (trouble !== null) return reply(refusalAnswer(notRefreshed(trouble)))
    if (!isBandwidthError(error)) throw error
    await reply(refusalAnswer(bandwidthUnreachable(error, 'What follows is what I saw last.')))
  }
}
