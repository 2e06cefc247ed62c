import { setTimeout as sleep } from 'node:timers/promises'
import { later, type MonotonicMs } from '../porting/monotonic.ts'

/** Lets something happen so often and not more often. */
export interface Pace {
  /** Resolves when it is our turn; rejects when everything is to stop. */
  turn(stop: AbortSignal): Promise<void>
  /** Nothing for so long: Slack has asked for a pause. */
  pauseFor(ms: number): void
}

/** Once every `everyMs`, after a pause up to `burst` times in a row. */
export function createPace(
  { everyMs, burst }: { readonly everyMs: number; readonly burst: number },
  monotonic: () => MonotonicMs,
): Pace {
  // When the place after the next one is free again, if places were handed out one after the other.
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
