/** One thing that was looked at. Its sentences name people as `@U…` and channels as `#C…`. */
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
