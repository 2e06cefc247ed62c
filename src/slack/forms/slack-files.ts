import type { TypedFile } from './typed-values.ts'

/** The files of a message. Slack's record of them is read loosely: only the id is a fact. */
export function filesOfMessage(message: unknown): readonly TypedFile[] {
  const { files } = message as { readonly files?: readonly Partial<Record<string, unknown>>[] }
  return (files ?? []).flatMap((file) =>
    typeof file['id'] === 'string'
      ? [
          {
            id: file['id'],
            name: typeof file['name'] === 'string' ? file['name'] : 'a file without a name',
            mimetype: typeof file['mimetype'] === 'string' ? file['mimetype'] : '',
            size: typeof file['size'] === 'number' ? file['size'] : null,
            url: urlIn(file),
          },
        ]
      : [],
  )
}

function urlIn(file: Partial<Record<string, unknown>>): string | null {
  const url = file['url_private_download'] ?? file['url_private']
  return typeof url === 'string' ? url : null
}
