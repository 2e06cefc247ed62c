import type { HttpReply } from './http.ts'
import type { Log } from './call.ts'

/** Tells the log of each operation that Bandwidth announces the end of (RFC 8594, RFC 9745), once. */
export function createAnnouncedEnds(
  log: Log,
): (operation: string, headers: HttpReply['headers']) => void {
  const logged = new Set<string>()
  return (operation, { sunset, deprecation }) => {
    if ((sunset ?? deprecation) === undefined || logged.has(operation)) return
    logged.add(operation)
    log('bandwidth-operation-not-for-long', { operation, sunset, deprecation })
  }
}
