import type { IncomingMessage, ServerResponse } from 'node:http'
import { throughDoor } from './human/doors.ts'
import type { Workspace } from './workspace.ts'

/** What happens within this time is shown at once. */
const TOGETHER_MS = 30

/** Sends what one person sees, now and whenever it has changed, as server-sent events. */
export function showLive(
  person: string,
  request: IncomingMessage,
  response: ServerResponse,
  workspace: Workspace,
): void {
  let shown = ''
  let timer: NodeJS.Timeout | undefined
  const look = () => JSON.stringify(throughDoor('GET screen', { as: person }, workspace))
  const show = () => {
    timer = undefined
    const seen = look()
    if (seen !== shown) response.write(`data: ${seen}\n\n`)
    shown = seen
  }
  look()
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  show()
  const leave = workspace.transcript.listen(() => {
    timer ??= setTimeout(show, TOGETHER_MS)
  })
  request.on('close', () => {
    leave()
    clearTimeout(timer)
  })
}
