import { bulkNumberIn, seenBulk } from '../src/desk/bulk/find-bulk.ts'
import { attachChild } from '../src/desk/bulk/attach-child.ts'
import { readNumbers } from '../src/porting/telephone-number.ts'
import { openBreakdown } from '../src/slack/forms/breakdown.ts'
import { openBulkForm } from '../src/slack/forms/open-order-form.ts'
import { said } from '../src/slack/messages/said.ts'
import type { Command } from '../src/slack/surface.ts'

/**
 * `/portin bulk [NUMBERS…]` opens the form of a bulk order; `/portin bulk ORDER` its breakdown;
 * `/portin bulk ORDER attach DRAFT` puts a single draft into it.
 */
export const bulk: Command = {
  name: 'bulk',
  usage: 'bulk [numbers | order]',
  summary: 'up to 20,000 numbers of many carriers as one order, for one day',
  example: 'bulk 919-555-0100..0119 800-555-0199',
  needs: 'porter',

  async run(visit) {
    const { text, desk, member, reply } = visit
    const [, which = '', child] = /^(\S+)(?:\s+attach\s+#?(\d{4,7}))?$/i.exec(text) ?? []
    const number = await bulkNumberIn(desk, which)
    if (number === undefined) {
      return openBulkForm(visit, { list: () => readNumbers(text).numbers, from: 'what you typed' })
    }
    if (child === undefined) return openBreakdown(visit, (await seenBulk(desk, number)).number)
    await attachChild(desk, { number, child: Number(child), by: member.id })
    await reply(said(`#${child} goes out with bulk order #${number} now.`))
  },
}
