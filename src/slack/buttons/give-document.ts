import { addElsewhere, chooseForDocument } from '../controls/document-controls.ts'
import { giveDocument } from '../dropped-document.ts'
import { openLoaForm } from '../forms/loa-form.ts'
import { withNames } from '../forms/slack-files.ts'
import { onOrder, onPress } from './on-press.ts'
import type { TypedFile } from '../typed-file.ts'
import type { Workspace } from '../workspace.ts'

/** The order that a dropped document is for. */
export const onChooseForDocument = onOrder(chooseForDocument, async (interaction) => {
  const { workspace, number, more } = interaction
  await giveDocument(interaction, number, await fileOf(workspace, more[0] ?? ''))
})

export const onAddElsewhere = onPress(addElsewhere, async (interaction) => {
  const file = await fileOf(interaction.workspace, interaction.value)
  await openLoaForm(interaction, { number: null, file })
})

/** As Slack knows it now: a menu carries its id alone. */
async function fileOf(workspace: Workspace, id: string): Promise<TypedFile> {
  const unnamed = { id, name: 'the file', mimetype: '', size: null, url: null }
  const [file = unnamed] = await withNames(workspace, [unnamed])
  return file
}
