/** How long a link waits for what, in real milliseconds. */
export interface Patience {
  /** For the address of a new connection. */
  readonly ticketMs: number
  /** From asking for an address to Slack's hello. */
  readonly helloMs: number
  /** For Slack's answer to a ping of ours. */
  readonly pongMs: number
  /** For Slack's next ping. */
  readonly pingMs: number
  /** Before the second try; each further one waits twice as long… */
  readonly firstWaitMs: number
  /** …and at most this long. */
  readonly longestWaitMs: number
  /** A connection that lasted this long resets the backoff. */
  readonly provenMs: number
  /** How long a connection that Slack does not close is still listened to when another has taken its place. */
  readonly lingerMs: number
  /** For the acknowledgement of what came over a connection that is to be closed. */
  readonly drainMs: number
  /** For the other side's goodbye. */
  readonly goodbyeMs: number
  /** A refresh takes a few seconds; what lasts longer is an outage. */
  readonly outageMs: number
}

export const PATIENCE: Patience = {
  ticketMs: 10_000,
  helloMs: 30_000,
  pongMs: 5_000,
  pingMs: 30_000,
  firstWaitMs: 250,
  longestWaitMs: 30_000,
  provenMs: 10_000,
  lingerMs: 10_000,
  drainMs: 10_000,
  goodbyeMs: 2_000,
  outageMs: 30_000,
}
