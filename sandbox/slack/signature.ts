import { createHmac } from 'node:crypto'

/** Slack's request signature, version 0: over the body as it is on the wire. */
export function signatureOf(secret: string, seconds: number, body: string): string {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')
  return `v0=${digest}`
}
