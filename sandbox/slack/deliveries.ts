import { setTimeout as pause } from 'node:timers/promises'
import type { Faults } from './faults.ts'
import type { JsonObject } from './json.ts'
import { APP_ID, TEAM } from './people.ts'
import { createSignedHttp, type SignedHttp } from './signed-http.ts'
import type { SocketMode } from './socket-mode.ts'
import type { Clock } from './timestamps.ts'
import { createTimers, type Timing } from './timing.ts'
import type { Transcript } from './transcript.ts'
import type { Ack, EventOutcome, RequestType, RetryReason, Transport } from './transport.ts'

const MOST_ATTEMPTS = 3

export type Deliveries = ReturnType<typeof createDeliveries>

/**
 * Everything on its way to the app, over Socket Mode or, once there is a request URL, over signed HTTP:
 * events come again until they are acknowledged, commands and interactions are sent once.
 */
export function createDeliveries(deps: {
  readonly clock: Clock
  readonly socket: SocketMode
  readonly faults: Faults
  readonly timing: Timing
  readonly transcript: Transcript
}) {
  const { clock, socket, faults, timing, transcript } = deps
  const timers = createTimers(() => clock.now())
  const underWay = new Set<Promise<unknown>>()
  let http: SignedHttp | undefined

  const transport = (): Transport => http ?? socket

  async function deliver(body: JsonObject, attempt: number, reason?: RetryReason): Promise<void> {
    const sent = send(body, attempt, reason)
    underWay.add(sent)
    const outcome = await sent.finally(() => underWay.delete(sent))
    switch (outcome.kind) {
      case 'acked':
        return
      case 'nobody':
        // Slack makes a retry of what found nobody, so a retry may be the only delivery.
        socket.onNextLink(() => void deliver(body, Math.max(1, attempt), 'timeout'))
        return
      case 'missed': {
        if (attempt === MOST_ATTEMPTS || outcome.isFinal) {
          const event = body['event_id']
          transcript.complain('an event was never acknowledged and is lost', { event })
          return
        }
        timers.later(
          timing.retryAfterMs[attempt] ?? 0,
          () => void deliver(body, attempt + 1, outcome.reason),
        )
      }
    }
  }

  async function send(
    body: JsonObject,
    attempt: number,
    reason: RetryReason | undefined,
  ): Promise<EventOutcome> {
    const fault = faults.nextDelivery('events_api')
    const sending = () =>
      transport().sendEvent({ body, attempt, reason, twice: fault?.kind === 'twice' })
    if (fault?.kind === 'delay') await pause(fault.ms)
    const outcome = await sending()
    return fault?.kind === 'lost-ack' && outcome.kind === 'acked'
      ? { kind: 'missed', reason: http ? 'http_timeout' : 'timeout', isFinal: false }
      : outcome
  }

  return {
    event(body: JsonObject): void {
      void deliver(body, 0)
    },

    /** What is said of events that were too many and are not sent: once, and never again. */
    async limited(minute: number): Promise<boolean> {
      const body = {
        token: 'practice',
        type: 'app_rate_limited',
        team_id: TEAM.id,
        minute_rate_limited: minute,
        api_app_id: APP_ID,
      }
      const sent = { body, attempt: 0, reason: undefined, twice: false }
      const outcome = await transport().sendEvent(sent)
      return outcome.kind === 'acked'
    },

    async request(type: RequestType, payload: JsonObject, acceptsPayload: boolean): Promise<Ack> {
      const fault = faults.nextDelivery(type)
      if (fault?.kind === 'delay') await pause(fault.ms)
      const ack = await transport().request(type, payload, acceptsPayload)
      if (!acceptsPayload && Object.keys(ack.payload).length > 0)
        transcript.complain('an acknowledgement says something where nothing is read', { type })
      return fault?.kind === 'lost-ack' && ack.acked
        ? { acked: false, ackMs: ack.ackMs, payload: {}, error: 'operation_timeout' }
        : ack
    },

    /** From now on over HTTP to this address, or with null over Socket Mode again. */
    goBy(url: string | null): void {
      http = url === null ? undefined : createSignedHttp(url, timing, transcript)
    },

    /** The same, if the app at that address answers the challenge. */
    async register(url: string): Promise<boolean> {
      const candidate = createSignedHttp(url, timing, transcript)
      const isVerified = await candidate.verify()
      if (isVerified) http = candidate
      return isVerified
    },

    /** Resolves when every event that was sent, or is due again by the clock, is acknowledged or given up for now. */
    async quiet(): Promise<void> {
      timers.ring()
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },

    end(): void {
      timers.end()
    },
  }
}
