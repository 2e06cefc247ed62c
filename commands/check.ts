import { checkTyped } from '../src/slack/check-reading.ts'
import { openCheckForm } from '../src/slack/forms/check-form.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin check NUMBERS…`; without numbers a form opens that also takes a file. */
export const check: Command = {
  name: 'check',
  takes: 'lines',
  usage: 'check <numbers>',
  summary: 'check if numbers can port, how they group, and how soon',
  example: 'check 919-555-0100..0119 800-555-0199',
  group: 'start',
  needs: 'coordinator',

  async run(interaction) {
    const { text, channel, reply } = interaction
    if (text === '') return openCheckForm(interaction)
    await checkTyped(interaction, channel, { typed: text, files: [] }, reply)
  },
}
