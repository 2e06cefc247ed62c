import { advanceCheck, startCheck } from '../src/desk/check-numbers.ts'
import { openCheckForm } from '../src/slack/forms/check-form.ts'
import { numbersInFiles } from '../src/slack/numbers-in-files.ts'
import { checkStarted } from '../src/slack/messages/check-started.ts'
import type { Command } from '../src/slack/handlers.ts'

/** `/portin check NUMBERS…`; without numbers a form opens that also takes a file. */
export const check: Command = {
  name: 'check',
  usage: 'check <numbers>',
  summary: 'check if numbers can port, how they group, and how soon',
  example: 'check 919-555-0100..0119 800-555-0199',
  needs: 'coordinator',

  async run(interaction) {
    const { text, desk, member, channel, workspace, reply } = interaction
    if (text === '') return openCheckForm(interaction)
    const place = await workspace.places.placeOf(channel)
    const resultIn = place.isMember ? channel : await workspace.places.directTo(member.id)
    const sent = { typed: text, files: [] }
    const { numbers, unread, ...account } = await numbersInFiles(
      { desk, workspace, by: member.id },
      sent,
      { kind: 'check', channel: resultIn, ...sent },
    )
    const asked = { by: member.id, channel: resultIn, numbers, unread, account }
    const id = await startCheck(desk, asked)
    await reply(checkStarted(numbers.length, place))
    await advanceCheck(desk, id)
  },
}
