export interface Clock {
  now(): number
}

/**
 * Message and event timestamps from the practice clock. They are Slack's message ids, so they stay
 * unique and go up even while the clock stands still or is turned back.
 */
export function createTimestamps(clock: Clock): () => string {
  let last = 0
  return () => {
    last = Math.max(clock.now() * 1000, last + 1)
    const micros = String(Math.floor(last)).padStart(7, '0')
    return `${micros.slice(0, -6)}.${micros.slice(-6)}`
  }
}
