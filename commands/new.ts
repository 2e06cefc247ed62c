import { readNumbers } from '../src/porting/read-numbers.ts'
import { emptyContent } from '../src/porting/empty-content.ts'
import { openNewForm } from '../src/slack/forms/open-order-form.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin new [NUMBERS…]` opens the form of an order. */
export const makeNew: Command = {
  name: 'new',
  takes: 'lines',
  usage: 'new [numbers]',
  summary: 'start an order',
  example: 'new 919-555-0100..0119',
  group: 'start',
  needs: 'coordinator',

  async run(interaction) {
    const { numbers } = readNumbers(interaction.text)
    await openNewForm(interaction, {
      ...(numbers.length > 0 && { content: emptyContent(numbers), from: 'what you typed' }),
    })
  },
}
