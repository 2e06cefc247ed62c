import { setTimeout as sleep } from 'node:timers/promises'
import { later, type MonotonicMs } from '../porting/monotonic.ts'

/** Limits how often something happens. */
export interface Pace {
  /** Resolves when it is our turn; rejects when the signal aborts. */
  turn(stop: AbortSignal): Promise<void>
  /** Pauses for this long, because Slack has asked for it. */
  pauseFor(ms: number): void
}

/** Once every `everyMs`; after a pause, up to `burst` times in a row. */
export function createPace(
  { everyMs, burst }: { readonly everyMs: number; readonly burst: number },
  monotonic: () => MonotonicMs,
): Pace {
  // When the next call would be due if calls came evenly, without a burst.
  let fullAt = monotonic()
  let pausedUntil = monotonic()
  return {
    async turn(stop) {
      for (;;) {
        const now = monotonic()
        const free = Math.max(pausedUntil, fullAt - (burst - 1) * everyMs)
        if (free <= now) {
          fullAt = later(now > fullAt ? now : fullAt, everyMs)
          return
        }
        await sleep(free - now, undefined, { signal: stop })
      }
    },
    pauseFor(ms) {
      const until = later(monotonic(), ms)
      if (until > pausedUntil) pausedUntil = until
    },
  }
}
