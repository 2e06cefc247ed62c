import type { IncomingMessage } from 'node:http'

type RequestBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'no-text' }

/**
 * The body as text, counted while it comes: one that is longer than this is not kept, whatever length
 * was announced.
 *
 * @throws when the sender goes away in the middle.
 */
export async function readText(request: IncomingMessage, mostBytes: number): Promise<RequestBody> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return { kind: 'too-long' }
  if (request.headers['content-encoding'] !== undefined) return { kind: 'no-text' }
  const chunks: Buffer[] = []
  let length = 0
  // Left in the middle, the connection would be gone and nobody would hear why.
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
 * Nobody wants the rest of this request. A little of it is let run into nothing, because a sender that
 * is cut off while it still sends may not see its answer.
 */
export function throwAway(request: IncomingMessage): void {
  let left = THROWN_AWAY_BYTES
  request.on('error', () => undefined)
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
}
