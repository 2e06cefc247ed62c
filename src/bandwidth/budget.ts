import { setTimeout as wait } from 'node:timers/promises'
import type { Instant } from '../porting/calendar.ts'
import { later, type MonotonicMs } from '../porting/monotonic.ts'
import { BandwidthDown, BudgetSpent } from './errors.ts'

/**
 * What a call is for, most urgent first. `interactive`: a person is waiting. `outcome`: resolves an
 * operation that got no answer. `waited`: somebody is waiting for what a refresh will show. `batch`: one
 * of many calls of an operation about many orders, which may take minutes. `background`: scheduled polls.
 * `reconciliation`: goes through the lists. `notification`: one of possibly hundreds of refresh requests.
 */
export const PRIORITIES = [
  'interactive',
  'outcome',
  'waited',
  'batch',
  'background',
  'reconciliation',
  'notification',
] as const
export type Priority = (typeof PRIORITIES)[number]

/** Calls that Bandwidth counts, and pauses, together. */
export type CallGroup = 'port-in' | 'bulk-port-in' | 'history' | 'search' | 'validation' | 'other'

export type Sleep = (ms: number) => Promise<unknown>

export interface Budget {
  /** Resolves when the call may go; throws `BudgetSpent` once it is certain that it would wait too long. */
  admit(call: {
    readonly operation: string
    readonly group: CallGroup
    readonly priority: Priority
    /** Resolves when a person starts waiting for it too; from then on it has interactive priority. */
    readonly hurried?: Promise<unknown> | undefined
  }): Promise<void>
  /** Bandwidth said 429: no call of this group is sent for this long. */
  pause(group: CallGroup, ms: number): void
  state(): BudgetState
  /** Rejects all waiting calls. */
  close(): void
}

export interface BudgetState {
  readonly callsInLastMinute: number
  readonly callsWaiting: number
  /** Set while Bandwidth has asked for a pause (429). */
  readonly pausedUntil: Instant | null
}

const MINUTE = 60_000
/** How long a call may wait for its turn: as long as a person would, and a poller has its next tick. */
export const PATIENCE_MS = 30_000
/** Five hundred orders with their documents, at the usual budget, and as much again. */
const BATCH_PATIENCE_MS = 60 * MINUTE

function isMoreUrgent(priority: Priority, than: Priority): boolean {
  return PRIORITIES.indexOf(priority) < PRIORITIES.indexOf(than)
}

/** After all calls that are equally urgent. */
function withOne(waiting: readonly Waiting[], waiter: Waiting): Waiting[] {
  const place = waiting.findIndex((other) => isMoreUrgent(waiter.priority, other.priority))
  return waiting.toSpliced(place === -1 ? waiting.length : place, 0, waiter)
}

interface Waiting {
  readonly operation: string
  readonly group: CallGroup
  readonly priority: Priority
  readonly giveUpAt: MonotonicMs
  readonly go: () => void
  readonly refuse: (error: Error) => void
}

/**
 * No 60-second window has more than `callsPerMinute` calls, wherever it begins. A quarter is reserved for
 * people and for what they were promised, and refresh requests may use at most half, because hundreds may
 * arrive at once. More urgent calls also go first. `clock` is only for times shown to people; setting it
 * back delays no call.
 */
export function createBudget(
  callsPerMinute: number,
  {
    clock,
    monotonic,
    sleep,
  }: {
    readonly clock: () => Instant
    readonly monotonic: () => MonotonicMs
    readonly sleep?: Sleep
  },
): Budget {
  const most = callsPerMinute - Math.floor(callsPerMinute / 4)
  const share: Record<Priority, number> = {
    interactive: callsPerMinute,
    outcome: callsPerMinute,
    waited: callsPerMinute,
    batch: most,
    background: most,
    reconciliation: most,
    notification: Math.ceil(callsPerMinute / 2),
  }
  const pausedUntil = new Map<CallGroup, MonotonicMs>()
  const sent: MonotonicMs[] = []
  let waiting: Waiting[] = []
  let wakesAt: number | null = null
  const closing = new AbortController()
  const pauseFor = sleep ?? ((ms: number) => wait(ms, undefined, { signal: closing.signal }))

  function mayGoAt({ group, priority }: Waiting, now: MonotonicMs): number {
    const inTheWay = sent[sent.length - share[priority]]
    const window = inTheWay === undefined ? now : inTheWay + MINUTE
    return Math.max(now, window, pausedUntil.get(group) ?? now)
  }

  function whoseLimit({ group }: Waiting, now: MonotonicMs): 'bandwidth' | 'us' {
    return (pausedUntil.get(group) ?? now) > now ? 'bandwidth' : 'us'
  }

  function serve(): void {
    const now = monotonic()
    while (sent[0] !== undefined && sent[0] <= now - MINUTE) sent.shift()

    const left: Waiting[] = []
    let next = Infinity
    for (const waiter of waiting) {
      const goesAt = mayGoAt(waiter, now)
      if (goesAt <= now) {
        sent.push(now)
        waiter.go()
      } else if (goesAt > waiter.giveUpAt) {
        const until = clock() + (goesAt - now)
        waiter.refuse(new BudgetSpent(waiter.operation, until, whoseLimit(waiter, now)))
      } else {
        left.push(waiter)
        next = Math.min(next, goesAt)
      }
    }
    waiting = left
    if (next < (wakesAt ?? Infinity)) void wakeAt(next, now)
  }

  async function wakeAt(at: number, now: MonotonicMs): Promise<void> {
    wakesAt = at
    // Closing cuts the wait short; nobody is left to serve then.
    await pauseFor(at - now).catch(() => undefined)
    if (wakesAt === at) wakesAt = null
    serve()
  }

  function hurry(waiter: Waiting): void {
    if (waiter.priority === 'interactive' || !waiting.includes(waiter)) return
    const others = waiting.filter((other) => other !== waiter)
    waiting = withOne(others, { ...waiter, priority: 'interactive' })
    serve()
  }

  function admit(call: Parameters<Budget['admit']>[0]): Promise<void> {
    const { operation, priority, hurried } = call
    return new Promise((go, refuse) => {
      if (closing.signal.aborted) {
        refuse(new BandwidthDown(operation, 'shutting down'))
        return
      }
      const patienceMs = priority === 'batch' ? BATCH_PATIENCE_MS : PATIENCE_MS
      const waiter = { ...call, giveUpAt: later(monotonic(), patienceMs), go, refuse }
      waiting = withOne(waiting, waiter)
      serve()
      void hurried?.then(() => {
        hurry(waiter)
      })
    })
  }

  return {
    admit,
    pause(group, ms) {
      const until = later(monotonic(), ms)
      const known = pausedUntil.get(group)
      if (known === undefined || known < until) pausedUntil.set(group, until)
    },
    state() {
      const now = monotonic()
      const latestPause = Math.max(now, ...pausedUntil.values())
      return {
        callsInLastMinute: sent.filter((at) => at > now - MINUTE).length,
        callsWaiting: waiting.length,
        pausedUntil: latestPause > now ? clock() + (latestPause - now) : null,
      }
    },
    close() {
      closing.abort()
      for (const { operation, refuse } of waiting) {
        refuse(new BandwidthDown(operation, 'shutting down'))
      }
      waiting = []
    },
  }
}
