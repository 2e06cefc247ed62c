import { setTimeout as pause } from 'node:timers/promises'

/** Waits at most this long. @returns whether the work ended in time; rejects as it does. */
export async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  const waiting = new AbortController()
  const late = pause(ms, false, { signal: waiting.signal }).catch(() => false)
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    waiting.abort()
  }
}
