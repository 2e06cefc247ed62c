import { byId } from '../by-id.ts'
import { chooseOrder } from '../controls/list-controls.ts'
import { refuseUnless } from '../roles.ts'
import type { Clickable, Command } from '../handlers.ts'
import { onOrder } from './on-press.ts'

/** The order that was chosen of several, for the command that asked which. */
export function onChooseOrder(commands: readonly Command[]): Clickable {
  const known = byId(commands, ({ name }) => name, 'commands')
  return onOrder(chooseOrder, async (interaction) => {
    const { number, more, member, workspace } = interaction
    const [name = '', ...rest] = more
    const command = known.get(name)
    if (command === undefined) throw new Error(`No command is called "${name}".`)
    refuseUnless(command.needs, member, workspace.settings.roles)
    await command.run({ ...interaction, text: `#${number} ${rest.join(' ')}`.trim() })
  })
}
