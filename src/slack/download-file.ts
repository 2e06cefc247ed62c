import {
  fileDeleted,
  noDocument,
  storedElsewhere,
  mayNotRead,
  notSent,
  onlyAPage,
  tooLarge,
} from './cannot-download.ts'
import { readFile } from './forms/slack-files.ts'
import type { TypedFile } from './typed-file.ts'
import { causedByPlatform } from './slack-errors.ts'
import type { Workspace } from './workspace.ts'

/** More than any document or list may have, so that the caller can refuse it with its own limit. */
const MOST_BYTES = 4 * 1024 * 1024
const PATIENCE_MS = 30_000
/** Slack's words for a file that the bot cannot see, or nobody can. */
const DELETED = ['file_not_found', 'file_deleted', 'access_denied']

type FileInSlack = Pick<TypedFile, 'id' | 'name'> & Partial<TypedFile>

/**
 * The bytes of a document in Slack. The token goes only to Slack's own hosts; a sign-in page, which Slack
 * sends with a 200 when the bot may not see the file, is not mistaken for the file.
 *
 * @throws Refusal with the true cause when it cannot be had.
 */
export async function downloadFile(workspace: Workspace, file: FileInSlack): Promise<Uint8Array> {
  const known = await recordOf(workspace, file)
  if (known.text !== undefined) throw noDocument(known.name, 'an email')
  if (known.form === 'page') throw noDocument(known.name, 'a canvas')
  return bytesOf(workspace, known)
}

/**
 * The same for files that are read for numbers: the text of a mail that was sent into Slack, and for a
 * canvas or a post the page that Slack renders.
 */
export async function downloadText(workspace: Workspace, file: FileInSlack): Promise<Uint8Array> {
  const known = await recordOf(workspace, file)
  return known.text === undefined ? bytesOf(workspace, known) : Buffer.from(known.text)
}

async function bytesOf(workspace: Workspace, file: TypedFile): Promise<Uint8Array> {
  const { name, form, storedAt, url } = file
  if (form === 'deleted' || form === 'hidden') throw fileDeleted(name, form)
  if (storedAt !== undefined) throw storedElsewhere(name, storedAt)
  if (url === null) throw mayNotRead(name)
  if (!isSlacks(url, workspace.settings.apiUrl)) throw storedElsewhere(name, '')
  const response = await answerOf(workspace, { name, url })
  const isPage = response.headers.get('content-type')?.includes('text/html') === true
  if (response.status !== 200 || response.body === null || (isPage && !mayBePage(file))) {
    throw await whyNot(workspace, name, response)
  }
  const bytes = await readAll(response.body, name)
  if (isPage && isSignIn(bytes)) throw await notSignedIn(workspace, name)
  return bytes
}

/** Anything else that comes as a page is Slack's own. */
function mayBePage({ form, mimetype, name }: TypedFile): boolean {
  return form === 'page' || mimetype.includes('html') || /\.html?$/i.test(name)
}

async function answerOf(
  { settings }: Workspace,
  { name, url }: { readonly name: string; readonly url: string },
): Promise<Response> {
  try {
    return await fetch(url, {
      headers: { authorization: `Bearer ${settings.botToken}` },
      // A redirect leads to the sign-in page, and the token must not follow it.
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  } catch (cause) {
    throw Object.assign(notSent(name), { cause })
  }
}

async function readAll(body: ReadableStream<Uint8Array>, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      size += piece.byteLength
      if (size > MOST_BYTES) break
      pieces.push(piece)
    }
  } catch (cause) {
    throw Object.assign(notSent(name), { cause })
  }
  if (size > MOST_BYTES) throw tooLarge(name)
  return Buffer.concat(pieces)
}

/** A file of which only the id is known, or a stub from another organization. */
async function recordOf(workspace: Workspace, file: FileInSlack): Promise<TypedFile> {
  const { id, name, mimetype = '', size = null, url = null } = file
  const known = { ...file, id, name, mimetype, size, url }
  if (url !== null || file.text !== undefined || file.form !== undefined) return known
  try {
    const { file: info } = await workspace.interactive.files.info({ file: id })
    return readFile({ name, ...info, id }) ?? known
  } catch (error) {
    const said = causedByPlatform(error) ?? ''
    if (said === 'missing_scope') throw Object.assign(mayNotRead(name, true), { cause: error })
    if (!DELETED.includes(said)) throw error
    throw Object.assign(fileDeleted(name, 'deleted'), { cause: error })
  }
}

async function whyNot(workspace: Workspace, name: string, { status }: Response) {
  if (status === 404 || status === 410) return fileDeleted(name, 'deleted')
  if (status === 429 || status >= 500) return notSent(name)
  return notSignedIn(workspace, name)
}

/** Slack shows its sign-in page for a token without the scope, and for a file that the bot does not see. */
async function notSignedIn({ interactive }: Workspace, name: string) {
  const scopes = await interactive.auth.test().then(
    ({ response_metadata: info }) => info?.scopes,
    () => undefined,
  )
  if (scopes === undefined) return onlyAPage(name)
  return mayNotRead(name, !scopes.includes('files:read'))
}

const SIGN_IN = /<form\b[^>]{0,500}\b(?:signin|login)|\bid="signin/i

function isSignIn(bytes: Uint8Array): boolean {
  return SIGN_IN.test(Buffer.from(bytes).toString('latin1'))
}

function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  const isSlackHost = protocol === 'https:' && hostname === 'files.slack.com'
  return isSlackHost || origin === new URL(apiUrl).origin
}
