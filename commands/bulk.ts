import { seenBulk } from '../src/desk/bulk/find-bulk.ts'
import { attachChild } from '../src/desk/bulk/attach-child.ts'
import { readNumbers } from '../src/porting/read-numbers.ts'
import { openBreakdown } from '../src/slack/forms/breakdown.ts'
import { openBulkForm } from '../src/slack/forms/open-order-form.ts'
import { listIn } from '../src/slack/numbers-in-files.ts'
import { orderToChange, orderToRead } from '../src/slack/order-meant.ts'
import { saidOf } from '../src/slack/order-ref.ts'
import type { Command } from '../src/slack/handlers.ts'
import type { Interaction } from '../src/slack/interaction.ts'

/**
 * `/portin bulk [NUMBERS…]` opens the form of a bulk order; `/portin bulk ORDER` shows its breakdown;
 * `/portin bulk ORDER attach DRAFT` attaches a single draft.
 */
export const bulk: Command = {
  name: 'bulk',
  takes: 'lines',
  usage: 'bulk [numbers | order]',
  summary: 'port up to 20,000 numbers from many carriers as one order',
  example: 'bulk 919-555-0100..0119 800-555-0199',
  group: 'start',
  needs: 'coordinator',

  async run(interaction) {
    const { text, desk, member, reply } = interaction
    const [, bulk, child] = /^#?(\d{4,7})\s+attach\s+#?(\d{4,7})$/i.exec(text) ?? []
    if (child === undefined) return openNewOrBreakdown(interaction)
    const { number } = await orderToChange(interaction, 'bulk', bulk ?? '')
    const { number: draft } = await orderToChange(interaction, 'bulk', child)
    await attachChild(desk, { number, child: draft, by: member.id })
    await reply(
      await saidOf(
        interaction,
        draft,
        (named) => `${named} now submits with bulk order #${number}.`,
      ),
    )
  },
}

/** Phone numbers start a bulk order; anything else names one. */
async function openNewOrBreakdown(
  interaction: Interaction & { readonly text: string },
): Promise<void> {
  const { text, desk, workspace, member } = interaction
  if (text === '' || readNumbers(text).numbers.length > 0) {
    const list = () => listIn({ desk, workspace, by: member.id }, { typed: text, files: [] })
    return openBulkForm(interaction, { list, from: 'what you typed' })
  }
  const { number } = await orderToRead(interaction, 'bulk', text)
  await openBreakdown(interaction, (await seenBulk(desk, number)).number)
}
