import type { ServerResponse } from 'node:http'
import type { CallFault } from './faults.ts'

/** What Slack shows instead of a file to whom it does not know: a page, with status 200. */
const SIGN_IN = '<!DOCTYPE html><html><title>Sign in | Slack</title><body>Sign in</body></html>'

export function showSignIn(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end(SIGN_IN)
}

/** Answers as the fault says, in place of what was asked for; false when it leaves that alone. */
export function answerInstead(fault: CallFault, response: ServerResponse): boolean {
  if (fault.html === true) {
    showSignIn(response)
    return true
  }
  if (fault.status === undefined) return false
  if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter)
  response.writeHead(fault.status).end()
  return true
}
