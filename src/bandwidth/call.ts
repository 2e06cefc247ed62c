import { setTimeout as wait } from 'node:timers/promises'
import type { Instant } from '../porting/calendar.ts'
import { havePasswordsEnded } from '../porting/passwords-end.ts'
import type { MonotonicMs } from '../porting/monotonic.ts'
import type { OrderError } from '../porting/order.ts'
import type { Budget, CallGroup, Priority, Sleep } from './budget.ts'
import { readEnvelope } from './envelope.ts'
import {
  BandwidthDown,
  BandwidthForbidden,
  BandwidthNotFound,
  BandwidthRefused,
  BandwidthUnauthorized,
  BandwidthBusy,
  OutcomeUnknown,
  type BandwidthError,
} from './errors.ts'
import {
  ExchangeFailed,
  ReplyTooLong,
  type Http,
  type HttpReply,
  type HttpRequest,
} from './http.ts'
import { pauseMs } from './pause.ts'
import { createReply, rootReader, UnreadableReply, type Reply } from './reply.ts'
import type { Authorization } from './tokens.ts'
import { USER_AGENT } from './user-agent.ts'
import type { XmlElement } from './xml.ts'

/** One thing asked of Bandwidth, and how its good reply is read. */
interface BandwidthCall<T> {
  /** As the `Bandwidth` interface names it. */
  readonly operation: string
  /** Reads are repeated when the network fails. Of a write that got no readable answer nothing is known. */
  readonly kind: 'read' | 'write'
  readonly group: CallGroup
  readonly method: HttpRequest['method']
  /** Below `/accounts/{accountId}`; each part is one segment. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string>>
  readonly body?: { readonly type: string; readonly content: string | Uint8Array }
  readonly accept?: string
  readonly limitBytes?: number
  /** Reads a 2xx. Throws `UnreadableReply` for what is no reply to this call. */
  readonly read: (reply: Reply) => T
}

type Usual = 'method' | 'kind' | 'group'

/** A GET that reads, of no group of its own; any other method writes, unless it is said to read. */
export type Call = <T>(
  asked: Omit<BandwidthCall<T>, Usual> & Partial<Pick<BandwidthCall<T>, Usual>>,
) => Promise<T>

export type Log = (event: string, facts: Record<string, unknown>) => void

export function xmlBody(content: string): NonNullable<BandwidthCall<unknown>['body']> {
  return { type: 'application/xml; charset=utf-8', content }
}

interface CallDeps {
  /** The part before `/accounts`. */
  readonly apiUrl: string
  readonly accountId: string
  readonly http: Http
  readonly authorization: Authorization
  readonly budget: Budget
  readonly priority: Priority
  readonly hurried: (() => Promise<unknown> | undefined) | undefined
  readonly clock: () => Instant
  readonly monotonic: () => MonotonicMs
  readonly sleep?: Sleep | undefined
  readonly log: Log
  /** Called with the headers of every reply, in which Bandwidth may announce the end of an operation. */
  readonly noteEnd: (operation: string, headers: HttpReply['headers']) => void
  /** Called with the result of every call: `null` for an answer, including a refusal, else the problem. */
  readonly noteAnswer: (problem: string | null) => void
}

const LONGEST_REPLY_BYTES = 20 * 1024 * 1024
const WAITS_BEFORE_RETRY_MS = [250, 1_000]
/** After this many 429s in a row our own count is not the one that matters, and the caller gets the error. */
const MOST_PAUSES = 3

type Attempt =
  | { kind: 'reply'; reply: HttpReply }
  /** Nothing readable came; `again`: a second try may go better. */
  | {
      kind: 'failed'
      sent: boolean
      again: boolean
      says: string
      /** What was answered instead, where that was no reply of Bandwidth's. */
      status?: number
      cause?: unknown
    }

export function createCall(deps: CallDeps): Call {
  const { authorization, budget, priority, http, log, noteAnswer, noteEnd, sleep = wait } = deps
  const { clock, monotonic } = deps

  const call: Call = async ({
    method = 'GET',
    kind = method === 'GET' ? 'read' : 'write',
    group = 'other',
    ...asked
  }) => {
    try {
      const value = await askUntilAnswered({ ...asked, method, kind, group })
      noteAnswer(null)
      return value
    } catch (error) {
      if (!isOurPace(error)) noteAnswer(problemIn(error))
      throw error
    }
  }

  async function askUntilAnswered<T>(asked: BandwidthCall<T>): Promise<T> {
    const { operation, group } = asked
    const hurried = deps.hurried?.()
    const url = addressOf(asked, deps)
    let pauses = 0
    let renewals = 0
    let retries = 0

    for (;;) {
      const header = await authorization.header(operation)
      await budget.admit({ operation, group, priority, hurried })
      const attempt = await exchange(asked, url, header)

      if (attempt.kind === 'reply') {
        const { reply } = attempt
        if (reply.status === 429) {
          const ms = pauseMs(reply.headers, clock())
          budget.pause(group, ms)
          if (++pauses >= MOST_PAUSES) throw new BandwidthBusy(operation, clock() + ms, 'bandwidth')
          continue
        }
        if (reply.status === 401 && renewals === 0 && authorization.discard(header)) {
          renewals += 1
          continue
        }
        if (reply.status === 401) throw notTaken(operation)
      }

      const outcome = attempt.kind === 'reply' ? await judge(asked, attempt.reply) : attempt
      if (outcome.kind === 'value') return outcome.value
      const backoff =
        outcome.again && asked.kind === 'read' ? WAITS_BEFORE_RETRY_MS[retries] : undefined
      if (backoff === undefined) throw failure(asked, outcome)
      retries += 1
      await sleep(backoff)
    }
  }

  function notTaken(operation: string): BandwidthUnauthorized {
    const passwordsEnded = authorization.kind === 'basic' && havePasswordsEnded(clock())
    return new BandwidthUnauthorized(operation, undefined, { passwordsEnded })
  }

  async function exchange<T>(asked: BandwidthCall<T>, url: URL, header: string): Promise<Attempt> {
    const startedAt = monotonic()
    const elapsed = (): number => Math.round(monotonic() - startedAt)
    const facts = { operation: asked.operation, method: asked.method, path: url.pathname }
    try {
      const reply = await http.exchange({
        method: asked.method,
        url,
        headers: {
          authorization: header,
          accept: asked.accept ?? 'application/xml',
          'user-agent': USER_AGENT,
          ...(asked.body && { 'content-type': asked.body.type }),
        },
        body: asked.body?.content,
        limitBytes: asked.limitBytes ?? LONGEST_REPLY_BYTES,
      })
      log('bandwidth-call', { ...facts, status: reply.status, ms: elapsed() })
      noteEnd(asked.operation, reply.headers)
      return { kind: 'reply', reply }
    } catch (error) {
      if (!(error instanceof ExchangeFailed)) throw error
      log('bandwidth-call', { ...facts, status: null, ms: elapsed() })
      const again = !(error.cause instanceof ReplyTooLong)
      return { kind: 'failed', sent: error.sent, again, says: error.message, cause: error }
    }
  }

  return call
}

/** Our own limit says nothing about Bandwidth's health. */
function isOurPace(error: unknown): boolean {
  return error instanceof BandwidthBusy && error.by === 'us'
}

function problemIn(error: unknown): string | null {
  const isAnAnswer = error instanceof BandwidthRefused && !(error instanceof BandwidthForbidden)
  if (isAnAnswer || error instanceof BandwidthNotFound) return null
  return error instanceof Error ? error.message : String(error)
}

type Failed = Extract<Attempt, { kind: 'failed' }>

/** Throws what Bandwidth decided against; what it did not decide comes back as failed. */
async function judge<T>(
  asked: BandwidthCall<T>,
  reply: HttpReply,
): Promise<{ kind: 'value'; value: T } | Failed> {
  const { status, body } = reply
  const isRefusal = status < 200 || status >= 300
  const readRoot = asked.accept === undefined || isRefusal ? await rootReader(body) : undefined
  if (isRefusal) return refuse(asked, reply, readRoot)
  try {
    return { kind: 'value', value: asked.read(createReply(asked.operation, reply, readRoot)) }
  } catch (cause) {
    if (!(cause instanceof UnreadableReply)) throw cause
    const says = `unreadable answer (${status})`
    return { kind: 'failed', sent: true, again: true, status, says, cause }
  }
}

const UNKNOWN_ORDER = new Set(['7200', '7335'])
/** Toll-free validation: the vendor failed or did not reply, and Bandwidth says so with a 502. */
const VENDOR_FAILED = new Set(['7617', '7618', '7619'])
const WORTH_RETRYING = new Set([408, 502, 503, 504])

function refuse<T>(
  { operation, kind }: BandwidthCall<T>,
  { status, body }: HttpReply,
  readRoot?: () => XmlElement,
): Failed {
  const { errors, orderId, children } = readEnvelope(new TextDecoder().decode(body), readRoot)
  const refused = { httpStatus: status, errors, orderId, children }

  if (status === 403) throw new BandwidthForbidden(operation, refused)
  const isUnknown = children.length === 0 && hasOnly(UNKNOWN_ORDER, errors)
  if (status === 404 || (status < 500 && isUnknown)) {
    throw new BandwidthNotFound(operation, errors)
  }
  if (status >= 400 && status < 500 && status !== 408)
    throw new BandwidthRefused(operation, refused)
  if (kind === 'write' && hasOnly(VENDOR_FAILED, errors)) {
    throw new BandwidthRefused(operation, refused)
  }
  const again = WORTH_RETRYING.has(status)
  return { kind: 'failed', sent: true, again, status, says: `answered ${status}` }
}

function hasOnly(codes: ReadonlySet<string>, errors: readonly OrderError[]): boolean {
  return errors.length > 0 && errors.every(({ code }) => codes.has(code))
}

function failure<T>(
  { operation, kind }: BandwidthCall<T>,
  { sent, says, status, cause }: Failed,
): BandwidthError {
  return kind === 'write' && sent
    ? new OutcomeUnknown(operation, says, cause)
    : new BandwidthDown(operation, says, cause, status)
}

function addressOf<T>(
  { operation, path, query = {} }: BandwidthCall<T>,
  { apiUrl, accountId }: Pick<CallDeps, 'apiUrl' | 'accountId'>,
): URL {
  const segments = ['accounts', accountId, ...path].map((segment) => {
    // A URL resolves these, however they are encoded, and the call would go elsewhere.
    if (segment === '' || segment === '.' || segment === '..')
      throw new BandwidthNotFound(operation)
    return encodeURIComponent(segment)
  })
  const url = new URL(`${apiUrl.replace(/\/+$/, '')}/${segments.join('/')}`)
  url.search = new URLSearchParams(query).toString()
  return url
}
