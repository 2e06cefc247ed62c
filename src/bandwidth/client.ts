import type { Instant } from '../porting/calendar.ts'
import type { MonotonicMs } from '../porting/monotonic.ts'
import { createActivations } from './activations.ts'
import { createAnnouncedEnds } from './announced-ends.ts'
import type { Bandwidth } from './bandwidth.ts'
import { createBudget, type Priority, type Sleep } from './budget.ts'
import { createBulkOrders } from './bulk-orders.ts'
import { createCall, type Log } from './call.ts'
import { createChecker } from './checker.ts'
import { createDocuments } from './documents.ts'
import { createHttp, type Http, type HttpReply } from './http.ts'
import { createNotes } from './notes.ts'
import type { NumberFormat } from './number-format.ts'
import { createOrders } from './orders.ts'
import { serverTime } from './pause.ts'
import { createSites } from './sites.ts'
import { createSubscriptions } from './subscriptions.ts'
import { createAuthorization, type Credentials } from './tokens.ts'
import { createValidations } from './validations.ts'

export interface BandwidthSettings {
  /** The part before `/accounts`. */
  readonly apiUrl: string
  readonly accountId: string
  readonly credentials: Credentials
  readonly numberFormat: NumberFormat
  readonly callsPerMinute: number
  readonly callTimeoutMs: number
  /** The author of our notes: Bandwidth requires the user that the credentials belong to. */
  readonly noteUser: string
}

interface BandwidthDeps {
  /** The wall clock, never a practice clock: only shown, and held against Bandwidth's. */
  readonly clock: () => Instant
  /** Tokens and call counts end by it. */
  readonly monotonic: () => MonotonicMs
  readonly sleep?: Sleep
  /** Resolves when a person starts waiting for the current work; undefined where nobody can. */
  readonly hurried?: () => Promise<unknown> | undefined
  readonly log: Log
}

/** Calls that a person waits for; they go before those of `background`. */
export interface BandwidthClient extends Bandwidth {
  /** The same, for work that nobody waits for. */
  readonly background: Bandwidth
  /** The same, for finding out what became of what got no answer. */
  readonly forOutcomes: Bandwidth
  /** The same, for reads that somebody is waiting for: a check, or an order that was just changed. */
  readonly forWaited: Bandwidth
  /** The same, for going through Bandwidth's lists. */
  readonly forReconciliation: Bandwidth
  /** The same, for what Bandwidth's notifications point at. */
  readonly forRefreshRequests: Bandwidth
  /** The same, for an operation about many orders: its calls wait their turn as long as it takes. */
  readonly inBatches: Bandwidth
  /** Sends waiting calls away and lets running ones end. */
  close(): Promise<void>
}

export function createBandwidth(
  settings: BandwidthSettings,
  { clock, monotonic, sleep, hurried, log }: BandwidthDeps,
): BandwidthClient {
  const { apiUrl, accountId, credentials, numberFormat } = settings
  const http = heeding(createHttp({ timeoutMs: settings.callTimeoutMs }), noteClock)
  const authorization = createAuthorization(credentials, { http, clock, monotonic })
  const budget = createBudget(settings.callsPerMinute, {
    clock,
    monotonic,
    ...(sleep && { sleep }),
  })
  const noteEnd = createAnnouncedEnds(log)
  let lastProblem: string | null = null
  let clockAheadMs: number | null = null

  function noteAnswer(problem: string | null): void {
    lastProblem = problem
  }

  function noteClock({ headers }: HttpReply): void {
    const theirs = serverTime(headers)
    if (theirs !== null) clockAheadMs = theirs - clock()
  }

  function withPriority(priority: Priority): Bandwidth {
    const call = createCall({
      apiUrl,
      accountId,
      http,
      authorization,
      budget,
      priority,
      hurried,
      clock,
      monotonic,
      sleep,
      log,
      noteAnswer,
      noteEnd,
    })
    return {
      ...createChecker(call, numberFormat),
      ...createValidations(call, numberFormat),
      ...createOrders(call, numberFormat),
      ...createBulkOrders(call, numberFormat),
      ...createDocuments(call),
      ...createActivations(call),
      ...createNotes(call, settings),
      ...createSites(call),
      ...createSubscriptions(call),
      health: () => ({ lastProblem, clockAheadMs, ...budget.state() }),
    }
  }

  return {
    ...withPriority('interactive'),
    background: withPriority('background'),
    forOutcomes: withPriority('outcome'),
    forWaited: withPriority('waited'),
    forReconciliation: withPriority('reconciliation'),
    forRefreshRequests: withPriority('notification'),
    inBatches: withPriority('batch'),
    async close() {
      budget.close()
      await http.close()
    },
  }
}

/** Shows every reply to an observer. */
function heeding(http: Http, heed: (reply: HttpReply) => void): Http {
  return {
    close: () => http.close(),
    async exchange(request) {
      const reply = await http.exchange(request)
      heed(reply)
      return reply
    },
  }
}
