export interface Fault {
  readonly method: string
  times: number
  /** An error that Slack names, or… */
  readonly error?: string
  /** …an HTTP status, with Retry-After when it is 429. */
  readonly status?: number
  readonly retryAfter?: number
}

/** Misbehaviour on request: the next calls of a method fail as told. */
export function createFaults() {
  const planned: Fault[] = []
  return {
    plan: (fault: Fault) => planned.push(fault),
    next(method: string): Fault | undefined {
      const fault = planned.find((each) => each.method === method && each.times > 0)
      if (fault) fault.times -= 1
      return fault
    },
  }
}
