import type { JsonObject } from './json.ts'

export type RequestType = 'slash_commands' | 'interactive'

export interface Ack {
  readonly acked: boolean
  readonly ackMs: number
  readonly payload: JsonObject
  /** What Slack calls it when there is no acknowledgement. */
  readonly error?: string
}

export type RetryReason = 'timeout' | 'http_timeout' | 'http_error' | 'connection_failed'

export interface EventDelivery {
  readonly body: JsonObject
  /** 0 the first time, then 1 to 3. */
  readonly attempt: number
  readonly reason: RetryReason | undefined
  /** Sent twice with the same ids and without a retry number, as Slack has been seen to do. */
  readonly twice: boolean
}

export type EventOutcome =
  | { readonly kind: 'acked' }
  /** Nobody listens; it goes to the next who does. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'missed'; readonly reason: RetryReason; readonly isFinal: boolean }

/** The way on which Slack reaches the app. */
export interface Transport {
  sendEvent(event: EventDelivery): Promise<EventOutcome>
  /** A command or interaction: sent once, answered within the ack time or not at all. */
  request(type: RequestType, payload: JsonObject, acceptsPayload: boolean): Promise<Ack>
}
