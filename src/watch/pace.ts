import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '../porting/calendar.ts'

/** Lets something happen so often and not more often. */
export interface Pace {
  /** Resolves when it is our turn; rejects when everything is to stop. */
  turn(stop: AbortSignal): Promise<void>
  /** Nothing before then: Slack has asked for a pause. */
  pauseUntil(at: Instant): void
}

/** Once every `everyMs`, after a pause up to `burst` times in a row. Real time, as Slack counts it. */
export function createPace(
  { everyMs, burst }: { readonly everyMs: number; readonly burst: number },
  wallClock: () => Instant,
): Pace {
  // When the place after the next one is free again, if places were handed out one after the other.
  let fullAt = 0
  let pausedUntil = 0
  return {
    async turn(stop) {
      for (;;) {
        const now = wallClock()
        const free = Math.max(pausedUntil, fullAt - (burst - 1) * everyMs)
        if (free <= now) {
          fullAt = Math.max(now, fullAt) + everyMs
          return
        }
        await sleep(free - now, undefined, { signal: stop })
      }
    },
    pauseUntil(at) {
      pausedUntil = Math.max(pausedUntil, at)
    },
  }
}
