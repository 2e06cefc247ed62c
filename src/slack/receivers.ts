import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  defaultBodyLimit,
  HTTPModuleFunctions,
  HTTPReceiver,
  isRawBodyError,
  type Receiver,
} from '@slack/bolt'
import type { Log } from '../desk/desk.ts'
import type { Instant } from '../porting/calendar.ts'
import type { MonotonicMs } from '../porting/monotonic.ts'
import { boltLogger } from './bolt-logger.ts'
import { isKnownBody } from './known-body.ts'
import type { Patience } from './socket/patience.ts'
import { createLinkedReceiver, type LinkCount } from './socket/two-links.ts'

/** How Slack reaches the bot. */
export type SlackTransport =
  | {
      readonly kind: 'socket'
      readonly appToken: string
      /** Overrides Slack's own timing. */
      readonly patience?: Partial<Patience>
    }
  | { readonly kind: 'http'; readonly signingSecret: string }

interface SlackRoute {
  readonly path: string
  readonly method: 'POST'
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void
}

interface ReceiverDeps {
  readonly apiUrl: string
  /** Real time: Slack signs by it. */
  readonly wallClock: () => Instant
  readonly monotonic: () => MonotonicMs
  readonly log: Log
}

interface SlackReceiver {
  readonly receiver: Receiver
  /** What the bot's web server has to serve for it; nothing over Socket Mode. */
  readonly routes: readonly SlackRoute[]
  /** Why nothing can be received; null while it can. */
  readonly trouble: () => string | null
  /** Null where Slack calls the bot. */
  readonly links: () => LinkCount | null
}

export const SLACK_PATH = '/slack/events'
const SIGNED_WITHIN_MS = 5 * 60_000

export function createReceiver(transport: SlackTransport, deps: ReceiverDeps): SlackReceiver {
  return transport.kind === 'socket'
    ? { routes: [], ...createLinkedReceiver({ ...transport, ...deps }) }
    : httpReceiver(transport.signingSecret, deps)
}

function httpReceiver(signingSecret: string, { log, wallClock }: ReceiverDeps): SlackReceiver {
  const bolt = new HTTPReceiver({
    signingSecret,
    endpoints: SLACK_PATH,
    logger: boltLogger(log),
  })
  const handler: SlackRoute['handler'] = (request, response) => {
    if (isSignedAtAnotherTime(request, wallClock())) {
      log('slack-request-refused', { why: 'signed at another time' })
      response.writeHead(401).end()
      return
    }
    void readSigned(request, signingSecret).then((read) => {
      if (read.kind === 'signed') {
        bolt.requestListener(read.request, response)
        return
      }
      log('slack-request-refused', { why: read.why })
      response.writeHead(read.status).end()
    })
  }
  // The web server is the bot's own, because not only Slack comes there: Bolt's stays closed.
  const receiver: Receiver = {
    init: (app) => {
      bolt.init(app)
    },
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  }
  return {
    receiver,
    routes: [{ path: SLACK_PATH, method: 'POST', handler }],
    // Slack comes to us, so there is no link to lose.
    trouble: () => null,
    links: () => null,
  }
}

type Read =
  | { readonly kind: 'signed'; readonly request: IncomingMessage }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 413; readonly why: string }

/** Before Bolt has it: a body that it does not know would end the process, or wait for nobody's answer. */
async function readSigned(request: IncomingMessage, signingSecret: string): Promise<Read> {
  try {
    const signed = await HTTPModuleFunctions.parseAndVerifyHTTPRequest(
      { enabled: true, signingSecret, bodyLimit: defaultBodyLimit },
      request,
    )
    return isKnownBody(bodyOf(signed))
      ? { kind: 'signed', request: signed }
      : { kind: 'refused', status: 400, why: 'not a body of Slack’s' }
  } catch (error) {
    return isRawBodyError(error) && error.statusCode === 413
      ? { kind: 'refused', status: 413, why: 'too large' }
      : { kind: 'refused', status: 401, why: 'not signed by Slack' }
  }
}

type Signed = Awaited<ReturnType<typeof HTTPModuleFunctions.parseAndVerifyHTTPRequest>>

/** Undefined for what is no JSON. */
function bodyOf(signed: Signed): unknown {
  try {
    return HTTPModuleFunctions.parseHTTPRequestBody(signed)
  } catch {
    return undefined
  }
}

/** Bolt refuses what is too old and lets pass what is dated ahead, which could be played again later. */
function isSignedAtAnotherTime({ headers }: IncomingMessage, now: Instant): boolean {
  const seconds = headers['x-slack-request-timestamp']
  // Without one, Bolt decides: Slack's own check of the certificate is not signed.
  if (seconds === undefined) return false
  const off = Math.abs(now - Number(seconds) * 1000)
  return !(off <= SIGNED_WITHIN_MS)
}
