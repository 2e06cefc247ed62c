import type { IncomingMessage } from 'node:http'

type RequestBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'no-text' }

/**
 * The body as text. Its length is counted on arrival, whatever was announced, and a longer one is dropped.
 *
 * @throws when the sender disconnects in the middle.
 */
export async function readText(request: IncomingMessage, mostBytes: number): Promise<RequestBody> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return { kind: 'too-long' }
  if (request.headers['content-encoding'] !== undefined) return { kind: 'no-text' }
  const chunks: Buffer[] = []
  let length = 0
  // Leaving the loop must not destroy the connection, or the sender would get no response.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > mostBytes) return { kind: 'too-long' }
    chunks.push(bytes)
  }
  const text = textIn(Buffer.concat(chunks))
  return text === null ? { kind: 'no-text' } : { kind: 'text', text }
}

function textIn(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

const THROWN_AWAY_BYTES = 1024 * 1024

/**
 * Drop the rest of this request. A limited part of it is still read, because a sender that is cut off while
 * it sends may not see its response.
 */
export function throwAway(request: IncomingMessage): void {
  let left = THROWN_AWAY_BYTES
  request.on('error', () => undefined)
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
}
