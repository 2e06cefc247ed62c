export interface Timing {
  /** How long Slack waits for an acknowledgement. */
  readonly ackMs: number
  /** The pause before the first, second and third redelivery of an event. */
  readonly retryAfterMs: readonly [number, number, number]
  readonly triggerMs: number
}

export const SLACK_TIMING: Timing = {
  ackMs: 3_000,
  retryAfterMs: [0, 60_000, 300_000],
  triggerMs: 3_000,
}

/** Timers that all end when the workspace closes: after so long, or by a clock that is turned. */
export function createTimers(now: () => number) {
  const running = new Map<NodeJS.Timeout, { readonly dueAt: number; readonly then: () => void }>()
  function cancel(timer: NodeJS.Timeout): void {
    clearTimeout(timer)
    running.delete(timer)
  }
  return {
    later(ms: number, then: () => void): NodeJS.Timeout {
      const timer = setTimeout(() => {
        running.delete(timer)
        then()
      }, ms)
      running.set(timer, { dueAt: now() + ms, then })
      return timer
    },
    cancel,
    /** What is due by the clock does not wait for the time to pass. */
    ring(): void {
      for (const [timer, { dueAt, then }] of [...running]) {
        if (dueAt > now()) continue
        cancel(timer)
        then()
      }
    },
    end(): void {
      for (const timer of running.keys()) cancel(timer)
    },
  }
}
