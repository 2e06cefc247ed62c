import { openHere } from '../controls/order-controls.ts'
import { ofOrder } from '../order-ref.ts'
import { refuseUnless } from '../roles.ts'
import type { Clickable, Command } from '../surface.ts'

/** The command that was said in a thread, now that somebody has pressed. */
export function onOpenHere(commands: readonly Command[]): Clickable {
  return {
    id: openHere.id,
    needs: 'porter',
    click: ofOrder(async (visit) => {
      const { member, workspace, number, more } = visit
      const command = commands.find(({ name }) => name === more[0])
      if (command === undefined) return
      refuseUnless(command.needs, member, workspace.settings.roles)
      await command.run({ ...visit, text: `#${number}` })
    }),
  }
}
