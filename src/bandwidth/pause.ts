import type { Instant } from '../porting/calendar.ts'
import type { HttpReply } from './http.ts'

const USUAL_PAUSE_MS = 60_000
/** Bandwidth counts at most eight minutes together; a reset further off is a wrong clock or a wrong unit. */
const LONGEST_PAUSE_MS = 10 * 60_000
/** Our clocks may differ by a little. */
const SHORTEST_PAUSE_MS = 1_000

/** How long calls are held after a 429. `X-RateLimit-Reset` is in Unix seconds, by the clock that wrote the reply. */
export function pauseMs(headers: HttpReply['headers'], ours: Instant): number {
  const header = headers['x-ratelimit-reset']
  const reset =
    typeof header === 'string' && /^\d{1,15}$/.test(header.trim()) ? Number(header) * 1000 : null
  if (reset === null) return USUAL_PAUSE_MS
  const theirs = serverTime(headers) ?? ours
  return Math.min(Math.max(reset - theirs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS)
}

/** When the reply was written, as Bandwidth's clock had it: ours may be wrong by minutes. */
export function serverTime({ date }: HttpReply['headers']): Instant | null {
  const header = typeof date === 'string' ? Date.parse(date) : NaN
  return Number.isNaN(header) ? null : header
}
