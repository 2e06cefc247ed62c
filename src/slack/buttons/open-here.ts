import { openHere } from '../controls/order-controls.ts'
import { ofOrder } from '../order-ref.ts'
import { fromAnotherVersion } from '../another-version.ts'
import { refuseUnless } from '../roles.ts'
import type { Clickable, Command } from '../handlers.ts'

/** The command that was said in a thread, now that somebody has pressed. */
export function onOpenHere(commands: readonly Command[]): Clickable {
  return {
    id: openHere.id,
    needs: 'coordinator',
    click: ofOrder(async (interaction) => {
      const { member, workspace, number, more } = interaction
      const command = commands.find(({ name }) => name === more[0])
      if (command === undefined) throw fromAnotherVersion()
      refuseUnless(command.needs, member, workspace.settings.roles)
      await command.run({ ...interaction, text: `#${number}` })
    }),
  }
}
