import { Refusal } from '../porting/refusal.ts'
import type { TypedFile } from './typed-file.ts'
import { causedByPlatform } from './slack-errors.ts'
import type { Workspace } from './workspace.ts'

/** More than any document or list may have, so that the reason can be told by who judges it. */
const MOST_BYTES = 4 * 1024 * 1024
const PATIENCE_MS = 30_000
/** Slack's words for a file that the bot cannot see, or nobody can. */
const GONE = ['file_not_found', 'file_deleted', 'access_denied']

/**
 * The bytes of a file in Slack. The token goes only to Slack's own hosts; a sign-in page, which Slack
 * sends with a 200 when the bot may not see the file, is not mistaken for the file.
 *
 * @throws Refusal in words when it cannot be had.
 */
export async function downloadFile(
  workspace: Workspace,
  file: Pick<TypedFile, 'id' | 'name'> & Partial<Pick<TypedFile, 'url'>>,
): Promise<Uint8Array> {
  const url = file.url ?? (await askForUrl(workspace, file))
  if (url === null || !isSlacks(url, workspace.settings.apiUrl)) throw unreadable(file.name)
  let response: Response
  try {
    response = await fetch(url, {
      headers: { authorization: `Bearer ${workspace.settings.botToken}` },
      // A redirect leads to the sign-in page.
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  } catch (cause) {
    throw Object.assign(unreadable(file.name), { cause })
  }
  const type = response.headers.get('content-type') ?? ''
  if (response.status !== 200 || type.includes('text/html') || response.body === null) {
    throw unreadable(file.name)
  }
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of response.body as AsyncIterable<Uint8Array>) {
    size += piece.byteLength
    if (size > MOST_BYTES) throw tooLarge(file.name)
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

async function askForUrl(
  workspace: Workspace,
  { id, name }: Pick<TypedFile, 'id' | 'name'>,
): Promise<string | null> {
  try {
    const { file } = await workspace.interactive.files.info({ file: id })
    return file?.url_private_download ?? file?.url_private ?? null
  } catch (error) {
    if (!GONE.includes(causedByPlatform(error) ?? '')) throw error
    throw Object.assign(gone(name), { cause: error })
  }
}

function isSlacks(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, origin } = new URL(url)
  const isSlackHost = protocol === 'https:' && hostname === 'files.slack.com'
  return isSlackHost || origin === new URL(apiUrl).origin
}

function gone(name: string): Refusal {
  return new Refusal(
    'file-gone',
    `${name} isn’t in Slack anymore: someone deleted it, or I’m no longer in that channel.`,
    'Drop it again.',
  )
}

function unreadable(name: string): Refusal {
  return new Refusal(
    'file-unreadable',
    `I can't read ${name} from Slack.`,
    'Drop it again in a channel I’m in. If that fails, ask an admin to check the files:read scope.',
  )
}

function tooLarge(name: string): Refusal {
  return new Refusal(
    'file-too-large',
    `${name} is larger than 4 MB.`,
    'The limit is 3 MB; scan in black and white, or at a lower resolution.',
  )
}
