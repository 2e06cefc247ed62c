import type { Interaction } from './interaction.ts'

/** A file into the person's own conversation with the bot. */
export async function giveFile(
  { workspace, member }: Pick<Interaction, 'workspace' | 'member'>,
  filename: string,
  content: string,
): Promise<void> {
  await workspace.interactive.filesUploadV2({
    filename,
    title: filename,
    content,
    channel_id: await workspace.places.directTo(member.id),
  })
}
