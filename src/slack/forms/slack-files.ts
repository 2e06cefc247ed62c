import type { Workspace } from '../workspace.ts'
import type { TypedFile } from '../typed-file.ts'

/** The files of a message. Slack's record of them is read loosely: only the id is a fact. */
export function filesOfMessage(message: unknown): readonly TypedFile[] {
  const { files } = message as { readonly files?: readonly Readonly<Record<string, unknown>>[] }
  return (files ?? []).flatMap((file) => readFile(file) ?? [])
}

/**
 * The same with names and sizes. A file from another organization arrives as a stub without them; what
 * Slack does not tell even when asked stays unknown, and the file is not lost.
 */
export function withNames(
  { toPeople }: Workspace,
  files: readonly TypedFile[],
): Promise<readonly TypedFile[]> {
  return Promise.all(
    files.map(async (file) => {
      if (file.size !== null) return file
      const told = await toPeople.files.info({ file: file.id }).catch(() => null)
      return readFile({ ...told?.file }) ?? file
    }),
  )
}

function readFile(file: Readonly<Record<string, unknown>>): TypedFile | undefined {
  if (typeof file['id'] !== 'string') return undefined
  return {
    id: file['id'],
    name: typeof file['name'] === 'string' ? file['name'] : 'a file without a name',
    mimetype: typeof file['mimetype'] === 'string' ? file['mimetype'] : '',
    size: typeof file['size'] === 'number' ? file['size'] : null,
    url: urlIn(file),
  }
}

function urlIn(file: Readonly<Record<string, unknown>>): string | null {
  const url = file['url_private_download'] ?? file['url_private']
  return typeof url === 'string' ? url : null
}
