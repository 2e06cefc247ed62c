import type { Visit } from './visit.ts'

/** A file into the person's own conversation with the bot. */
export async function giveFile(
  { workspace, member }: Pick<Visit, 'workspace' | 'member'>,
  filename: string,
  content: string,
): Promise<void> {
  await workspace.toPeople.filesUploadV2({
    ...{ filename, title: filename, content },
    channel_id: await workspace.places.directTo(member.id),
  })
}
