import type { Instant } from '../porting/calendar.ts'

const MINUTE = 60_000

/** The result of one check. Its sentences name people as `@U…` and channels as `#C…`. */
export interface Finding {
  readonly subject: string
  readonly state: 'good' | 'doubtful' | 'bad'
  readonly says: string
  /** What to do about it; null when there is nothing to do. */
  readonly todo: string | null
  readonly repair: 'subscriptions' | null
}

export function good(subject: string, says: string): Finding {
  return { subject, state: 'good', says, todo: null, repair: null }
}

export function doubtful(subject: string, says: string, todo: string): Finding {
  return { subject, state: 'doubtful', says, todo, repair: null }
}

export function bad(subject: string, says: string, todo: string): Finding {
  return { subject, state: 'bad', says, todo, repair: null }
}

export function age(at: Instant | null, now: Instant): string {
  const minutes = at === null ? 0 : Math.max(0, Math.floor((now - at) / MINUTE))
  if (minutes < 120) return `${minutes} min`
  return minutes < 2 * 24 * 60
    ? `${Math.floor(minutes / 60)} h`
    : `${Math.floor(minutes / 1440)} days`
}
