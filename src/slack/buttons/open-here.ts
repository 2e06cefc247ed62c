import { openHere } from '../controls/order-controls.ts'
import { fromAnotherVersion } from '../another-version.ts'
import { refuseUnless } from '../roles.ts'
import type { Clickable, Command } from '../handlers.ts'
import { onOrder } from './on-press.ts'

/** The command that was said in a thread, now that somebody has pressed. */
export function onOpenHere(commands: readonly Command[]): Clickable {
  return onOrder(openHere, async (interaction) => {
    const { member, workspace, number, more } = interaction
    const command = commands.find(({ name }) => name === more[0])
    if (command === undefined) throw fromAnotherVersion()
    refuseUnless(command.needs, member, workspace.settings.roles)
    await command.run({ ...interaction, text: `#${number}` })
  })
}
