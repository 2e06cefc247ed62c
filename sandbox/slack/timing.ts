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

/** Timers that all end when the workspace closes. */
export function createTimers() {
  const running = new Set<NodeJS.Timeout>()
  return {
    later(ms: number, then: () => void): NodeJS.Timeout {
      const timer = setTimeout(() => {
        running.delete(timer)
        then()
      }, ms)
      running.add(timer)
      return timer
    },
    cancel(timer: NodeJS.Timeout): void {
      clearTimeout(timer)
      running.delete(timer)
    },
    end(): void {
      for (const timer of running) clearTimeout(timer)
      running.clear()
    },
  }
}

export type Timers = ReturnType<typeof createTimers>
