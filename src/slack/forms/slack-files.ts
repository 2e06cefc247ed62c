import type { Workspace } from '../workspace.ts'
import type { TypedFile } from '../typed-file.ts'

/** The files of a message. Slack's record of them is read loosely: only the id is a fact. */
export function filesOfMessage(message: unknown): readonly TypedFile[] {
  const { files } = message as { readonly files?: readonly Readonly<Record<string, unknown>>[] }
  return (files ?? []).flatMap((file) => readFile(file) ?? [])
}

interface Forwarded {
  readonly is_share?: unknown
  readonly is_msg_unfurl?: unknown
  readonly text?: unknown
}

/** A forwarded message is an attachment, with its text and its files. */
function forwardedIn(message: unknown): readonly Forwarded[] {
  const { attachments } = message as { readonly attachments?: readonly Forwarded[] }
  return (attachments ?? []).filter(
    ({ is_share: isShare, is_msg_unfurl: isUnfurl }) => isShare === true || isUnfurl === true,
  )
}

export function forwardedTexts(message: unknown): readonly string[] {
  return forwardedIn(message).flatMap(({ text }) => (typeof text === 'string' ? text : []))
}

export function forwardedFiles(message: unknown): readonly TypedFile[] {
  return forwardedIn(message).flatMap(filesOfMessage)
}

/**
 * The same with names and sizes. A file from another organization arrives as a stub without them; if
 * Slack does not return them even when asked they stay unknown, and the file is still used.
 */
export function withNames(
  { interactive }: Workspace,
  files: readonly TypedFile[],
): Promise<readonly TypedFile[]> {
  return Promise.all(
    files.map(async (file) => {
      if (file.size !== null) return file
      const info = await interactive.files.info({ file: file.id }).catch(() => null)
      return readFile({ ...info?.file }) ?? file
    }),
  )
}

/** Null-safe about everything but the id. */
export function readFile(file: Readonly<Record<string, unknown>>): TypedFile | undefined {
  if (typeof file['id'] !== 'string') return undefined
  return {
    id: file['id'],
    name: typeof file['name'] === 'string' ? file['name'] : 'unnamed file',
    mimetype: typeof file['mimetype'] === 'string' ? file['mimetype'] : '',
    size: typeof file['size'] === 'number' ? file['size'] : null,
    url: urlIn(file),
    ...formOf(file),
    ...storedElsewhere(file),
  }
}

/** Slack has no bytes of another service's files, and of a mail the text beside its web page. */
function storedElsewhere(
  file: Readonly<Record<string, unknown>>,
): Pick<TypedFile, 'text' | 'storedAt'> {
  const { mode, plain_text: text, external_type: service } = file
  if (mode === 'email' && typeof text === 'string') return { text }
  const isElsewhere = mode === 'external' || file['is_external'] === true
  return isElsewhere ? { storedAt: typeof service === 'string' ? service : '' } : {}
}

const PAGES = ['canvas', 'quip', 'docs', 'space']
const FORMS: Readonly<Record<string, TypedFile['form']>> = {
  tombstone: 'deleted',
  hidden_by_limit: 'hidden',
}

/** Canvases and posts have been called several things. */
function formOf({ mode, filetype }: Readonly<Record<string, unknown>>): Pick<TypedFile, 'form'> {
  const form = FORMS[String(mode)]
  if (form !== undefined) return { form }
  return [mode, filetype].some((one) => PAGES.includes(String(one))) ? { form: 'page' } : {}
}

function urlIn(file: Readonly<Record<string, unknown>>): string | null {
  const url = file['url_private_download'] ?? file['url_private']
  return typeof url === 'string' ? url : null
}

const DOCUMENT_NAME = /\.(?:pdf|tiff?|docx?|odt|rtf|pages|png|jpe?g|gif|heic|heif|bmp|webp)$/i
const DOCUMENT_TYPE =
  /^(?:application\/pdf|image\/|application\/msword|application\/.*wordprocessing)/

/** What people drop as a document of an order; everything else may hold numbers. */
export function isDocument({ name, mimetype, text, storedAt }: TypedFile): boolean {
  if (text !== undefined || storedAt !== undefined) return false
  return DOCUMENT_NAME.test(name) || DOCUMENT_TYPE.test(mimetype)
}

/** What an order may be sent, and what nobody drops in a channel for anything else as often as a picture. */
export function isPaper({ name, mimetype }: TypedFile): boolean {
  return /\.(?:pdf|tiff?)$/i.test(name) || /^(?:application\/pdf|image\/tiff)/.test(mimetype)
}
