import { isObject, parseJson, type JsonObject } from './json.ts'
import { signatureOf } from './signature.ts'
import type { Timing } from './timing.ts'
import type { Transcript } from './transcript.ts'
import type { Ack, EventDelivery, EventOutcome, RequestType, Transport } from './transport.ts'

export const SIGNING_SECRET = 'practice-signing-secret'

const FORM = 'application/x-www-form-urlencoded'
const JSON_BODY = 'application/json'

export type SignedHttp = ReturnType<typeof createSignedHttp>

type Reply =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly text: string
      readonly noRetry: boolean
    }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'connection_failed' }

/** Slack's end of HTTP: signs what it posts to one address, whose reply is the acknowledgement. */
export function createSignedHttp(url: string, timing: Timing, transcript: Transcript) {
  async function post(
    type: string,
    body: string,
    more: Record<string, string> = {},
  ): Promise<Reply> {
    // Signatures go by real time, as the app that verifies them does.
    const seconds = Math.floor(Date.now() / 1000)
    const headers = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': signatureOf(SIGNING_SECRET, seconds, body),
      ...more,
    }
    const signal = AbortSignal.timeout(timing.ackMs)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        signal,
        redirect: 'manual',
      })
      const noRetry = response.headers.get('x-slack-no-retry') === '1'
      const text = await response.text()
      transcript.record('ack', url, { status: response.status, text })
      return { kind: 'answered', status: response.status, text, noRetry }
    } catch {
      return { kind: signal.aborted ? 'timeout' : 'connection_failed' }
    }
  }

  const transport: Transport = {
    async sendEvent({ body, attempt, reason, twice }: EventDelivery): Promise<EventOutcome> {
      const retry =
        reason === undefined
          ? {}
          : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': reason }
      const deliver = () => post(JSON_BODY, JSON.stringify(body), retry)
      transcript.record('delivery', 'events_api', { url, ...retry, payload: body })
      const [reply] = await Promise.all(twice ? [deliver(), deliver()] : [deliver()])
      switch (reply.kind) {
        case 'timeout':
          return { kind: 'missed', reason: 'http_timeout', isFinal: false }
        case 'connection_failed':
          return { kind: 'missed', reason: 'connection_failed', isFinal: false }
        case 'answered':
          return isFine(reply.status)
            ? { kind: 'acked' }
            : { kind: 'missed', reason: 'http_error', isFinal: reply.noRetry }
      }
    },

    async request(type: RequestType, payload: JsonObject): Promise<Ack> {
      const started = performance.now()
      const fields =
        type === 'slash_commands' ? textsIn(payload) : { payload: JSON.stringify(payload) }
      transcript.record('delivery', type, { url, payload })
      const reply = await post(FORM, new URLSearchParams(fields).toString())
      const ackMs = Math.round(performance.now() - started)
      if (reply.kind === 'answered' && isFine(reply.status))
        return { acked: true, ackMs, payload: readAck(reply.text) }
      const error = reply.kind === 'timeout' ? 'operation_timeout' : 'dispatch_failed'
      return { acked: false, ackMs, payload: {}, error }
    },
  }

  return {
    ...transport,

    /** Asks whether the app is at the other end, as Slack does before it takes an address. */
    async verify(): Promise<boolean> {
      const challenge = `practice-${Math.random().toString(36).slice(2)}`
      const body = JSON.stringify({ token: 'practice', challenge, type: 'url_verification' })
      transcript.record('delivery', 'url_verification', { url })
      const reply = await post(JSON_BODY, body)
      if (reply.kind !== 'answered' || !isFine(reply.status)) return false
      const json = parseJson(reply.text)
      return reply.text === challenge || (isObject(json) && json['challenge'] === challenge)
    },
  }
}

const isFine = (status: number) => status >= 200 && status < 300

/** A message object, or the text of one. */
function readAck(text: string): JsonObject {
  if (text === '') return {}
  const json = parseJson(text)
  return isObject(json) ? json : { text }
}

function textsIn(payload: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
}
