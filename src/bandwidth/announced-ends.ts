import type { HttpReply } from './http.ts'
import type { Log } from './call.ts'

/** Logs once for each operation whose end Bandwidth announces (RFC 8594, RFC 9745). */
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
