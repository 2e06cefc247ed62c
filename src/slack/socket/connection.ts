import type { ReceiverEvent } from '@slack/bolt'
import { SocketModeClient } from '@slack/socket-mode'
import type { Log } from '../../desk/desk.ts'
import { boltLogger } from '../bolt-logger.ts'
import { isKnownBody } from '../known-body.ts'
import type { Patience } from './patience.ts'
import { within } from './within.ts'

/** One connection, from Slack's hello to its end. It is never taken up again. */
export interface Connection {
  /** Slack asks for another one in place of this one. */
  readonly leaving: Promise<void>
  /** Resolves when it has ended, from either side. */
  readonly closed: Promise<void>
  /** Waits at most this long for open acknowledgments, then closes the connection. Never rejects. */
  close(drainMs: number): Promise<void>
}

interface ConnectionDeps {
  readonly appToken: string
  readonly apiUrl: string
  readonly patience: Patience
  readonly log: Log
  /** Handles an envelope; its `ack` goes back over the connection that delivered it. */
  readonly take: (event: ReceiverEvent) => Promise<void>
}

/** How the client hands on what Slack sent. */
interface Handed {
  readonly body: ReceiverEvent['body']
  readonly ack: (response?: unknown) => Promise<void>
  readonly retry_num?: number
  readonly retry_reason?: string
}

const LEAVING = 'asked_to_leave'
const ODD = 'odd_frame'

/** Slack's client, which would hang up when Slack asks it to come back, and fall over an odd frame. */
class CalmClient extends SocketModeClient {
  protected override async onWebSocketMessage(
    data: string | ArrayBuffer,
    isBinary: boolean,
  ): Promise<void> {
    if (typeof data === 'string' && isGoodbye(data)) {
      this.emit(LEAVING)
      return
    }
    try {
      if (typeof data !== 'string' || !this.#knows(parsed(data))) {
        throw new Error('no frame of Slack’s')
      }
      await super.onWebSocketMessage(withInnerEvent(data), isBinary)
    } catch (error) {
      this.emit(ODD, error)
    }
  }

  /** The client emits an event under the event's own name, and under such names it also reports its own end. */
  #knows(frame: Frame | null): boolean {
    const event = isObject(frame?.payload) ? frame.payload['event'] : null
    const name = isObject(event) ? event['type'] : null
    const isItsOwn = typeof name === 'string' && this.listenerCount(name) > 0
    return FRAMES.includes(frame?.type) && !isItsOwn
  }
}

const FRAMES: readonly unknown[] = ['hello', 'events_api', 'interactive', 'slash_commands']

function isGoodbye(frame: string): boolean {
  return parsed(frame)?.type === 'disconnect'
}

/** The client reads an inner event of every event, which Slack's events about the app itself lack. */
function withInnerEvent(data: string): string {
  const frame = parsed(data)
  const payload = frame?.payload
  if (frame?.type !== 'events_api' || !isObject(payload) || 'event' in payload) return data
  return JSON.stringify({ ...frame, payload: { ...payload, event: { type: payload['type'] } } })
}

interface Frame {
  readonly type?: unknown
  readonly payload?: unknown
}

/** Null for what is no frame. */
function parsed(data: string): Frame | null {
  try {
    const frame = JSON.parse(data) as unknown
    return isObject(frame) ? frame : null
  } catch {
    return null
  }
}

/**
 * Open one connection.
 * @throws what Slack says when it gives no address; an error when there is no hello in time.
 */
export async function openConnection(deps: ConnectionDeps): Promise<Connection> {
  const { appToken, apiUrl, patience, log, take } = deps
  const socket = new CalmClient({
    appToken,
    logger: boltLogger(log),
    // The link decides when to reconnect: the client's own way ends the process.
    autoReconnectEnabled: false,
    clientPingTimeout: patience.pongMs,
    serverPingTimeout: patience.pingMs,
    clientOptions: {
      slackApiUrl: apiUrl,
      timeout: patience.ticketMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    },
  })
  const unanswered = new Set<Promise<void>>()

  function receive({ body, ack, retry_num: retryNum, retry_reason: retryReason }: Handed): void {
    const answered: PromiseWithResolvers<void> = Promise.withResolvers()
    unanswered.add(answered.promise)
    let isAcked = false
    const event: ReceiverEvent = {
      body,
      ...(retryNum !== undefined && { retryNum }),
      ...(retryReason !== undefined && { retryReason }),
      async ack(response?: unknown) {
        if (isAcked) return
        isAcked = true
        await ack(response)
        answered.resolve()
      },
    }
    void answered.promise.then(() => unanswered.delete(answered.promise))
    take(event)
      .catch((error: unknown) => {
        // Without its acknowledgment Slack sends it again, or shows the person that it failed.
        log('slack-envelope-failed', { error })
      })
      .finally(answered.resolve)
  }

  socket.on('slack_event', (handed: Handed) => {
    if (isKnownBody(handed.body)) receive(handed)
    else log('slack-frame-unknown', {})
  })
  socket.on(ODD, (error: unknown) => {
    log('slack-frame-unknown', { error })
  })
  const leaving = new Promise<void>((resolve) => {
    socket.once(LEAVING, resolve)
  })
  const closed = new Promise<void>((resolve) => {
    socket.once('disconnected', () => {
      resolve()
    })
  })

  await greeted(socket, patience)
  return {
    leaving,
    closed,
    async close(drainMs) {
      await within(drainMs, Promise.race([closed, Promise.all(unanswered)]))
      await hangUp(socket, patience.goodbyeMs)
    },
  }
}

async function greeted(socket: SocketModeClient, { helloMs, goodbyeMs }: Patience): Promise<void> {
  const hello = socket.start()
  try {
    if (!(await within(helloMs, hello))) throw new Error('Slack said no hello')
  } catch (error) {
    const giveUp = () => hangUp(socket, goodbyeMs)
    // Slack may greet after all.
    hello.then(giveUp, () => undefined)
    void giveUp()
    throw error instanceof Error ? error : new Error('Slack hung up before its hello')
  }
}

/** With a close frame; a peer that does not return it in time is cut off by asking twice. */
async function hangUp(socket: SocketModeClient, goodbyeMs: number): Promise<void> {
  const disconnected = socket.disconnect()
  const cut = setTimeout(() => void socket.disconnect(), goodbyeMs)
  await disconnected
  clearTimeout(cut)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
