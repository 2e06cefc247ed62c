import type { IncomingMessage } from 'node:http'

/**
 * Whether a request was meant for this server. A browser sends what any web page asks it to: under a
 * name that was bound to 127.0.0.1 for the purpose, or across origins.
 */
export function isMeantForUs({ headers, socket }: IncomingMessage): boolean {
  const { host = '', origin } = headers
  const ours = ['127.0.0.1', 'localhost'].map((name) => `${name}:${socket.localPort ?? 0}`)
  return ours.includes(host) && (origin === undefined || origin === `http://${host}`)
}
