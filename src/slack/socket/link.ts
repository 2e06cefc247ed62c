import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../desk/desk.ts'
import type { MonotonicMs } from '../../porting/monotonic.ts'
import { lastingRefusal, retryAfterOf } from '../slack-errors.ts'
import type { Connection } from './connection.ts'
import type { Patience } from './patience.ts'
import { within } from './within.ts'

/** A permanent way for Slack to reach us: one connection after the other. */
export interface Link {
  /** Resolves with its first connection, rejects when Slack's first answer is one that will not change. */
  start(): Promise<void>
  /** Resolves when what it had open is closed. */
  stop(): Promise<void>
  readonly isUp: () => boolean
  /** Slack's word for why there will be no connection before somebody changes something. */
  readonly refusal: () => string | null
}

interface LinkDeps {
  /** Identifies this link in the log. */
  readonly name: string
  readonly open: () => Promise<Connection>
  readonly patience: Patience
  readonly monotonic: () => MonotonicMs
  readonly log: Log
  /** Called whenever `isUp` may say something else. */
  readonly changed: () => void
}

export function maintainLink({ name, open, patience, monotonic, log, changed }: LinkDeps): Link {
  const stopping = new AbortController()
  const { signal } = stopping
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve()
    })
  })
  const started: PromiseWithResolvers<void> = Promise.withResolvers()
  started.promise.catch(() => undefined)
  const ending = new Set<Promise<void>>()
  let maintaining = Promise.resolve()
  let current: Connection | null = null
  let refusal: string | null = null
  /** Tries in a row that brought no connection, or one that did not last. */
  let failures = 0

  /** Reads the old connection a little longer: Slack's last messages may still be in transit. */
  async function retire(old: Connection): Promise<void> {
    await within(patience.lingerMs, Promise.race([old.closed, stopped]))
    await old.close(signal.aborted ? patience.goodbyeMs : patience.drainMs)
  }

  function takeOver(next: Connection): void {
    const old = current
    current = next
    refusal = null
    log('slack-link-up', { link: name })
    changed()
    started.resolve()
    void next.closed.then(() => {
      if (current !== next) return
      current = null
      if (!signal.aborted) log('slack-link-lost', { link: name })
      changed()
    })
    if (old !== null) {
      const retired = retire(old).finally(() => ending.delete(retired))
      ending.add(retired)
    }
  }

  async function serve(): Promise<void> {
    const next = await open()
    if (signal.aborted) {
      await next.close(0)
      return
    }
    takeOver(next)
    const since = monotonic()
    await Promise.race([next.leaving, next.closed, stopped])
    failures = monotonic() - since < patience.provenMs ? failures + 1 : 0
  }

  /** @returns how long Slack asks us to wait. */
  function failed(error: unknown): number {
    failures += 1
    refusal = lastingRefusal(error)
    log('slack-link-failed', { link: name, failures, error })
    if (refusal !== null) started.reject(error)
    return refusal === null ? (retryAfterOf(error) ?? 0) * 1_000 : patience.longestWaitMs
  }

  async function maintain(): Promise<void> {
    while (!signal.aborted) {
      let asked = 0
      try {
        await serve()
      } catch (error) {
        asked = failed(error)
      }
      await pause(Math.max(asked, backoff()))
    }
  }

  function backoff(): number {
    if (failures === 0) return 0
    return Math.min(patience.firstWaitMs * 2 ** (failures - 1), patience.longestWaitMs)
  }

  /** Ends early when the link is stopped. */
  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined)
  }

  return {
    async start() {
      maintaining = maintain()
      await started.promise
    },
    async stop() {
      stopping.abort()
      started.resolve()
      await Promise.all([current?.close(patience.goodbyeMs), ...ending])
      // A connection that Slack is only now giving is closed as soon as it is there.
      await within(patience.goodbyeMs, maintaining)
    },
    isUp: () => current !== null,
    refusal: () => refusal,
  }
}
