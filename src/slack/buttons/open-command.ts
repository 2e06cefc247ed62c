import { openCommand } from '../controls/list-controls.ts'
import { fromAnotherVersion } from '../another-version.ts'
import { refuseUnless } from '../roles.ts'
import type { Clickable, Command } from '../handlers.ts'
import { onPress } from './on-press.ts'

/** A command that was said in words, now that somebody has pressed. */
export function onOpenCommand(commands: readonly Command[]): Clickable {
  return onPress(openCommand, async (interaction) => {
    const [, name = '', text = ''] = /^(\S+)\s*([\s\S]*)$/.exec(interaction.value) ?? []
    const command = commands.find((one) => one.name === name)
    if (command === undefined) throw fromAnotherVersion()
    const { member, workspace } = interaction
    refuseUnless(command.needs, member, workspace.settings.roles)
    await command.run({ ...interaction, text })
  })
}
