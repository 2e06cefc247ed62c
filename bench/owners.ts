/** People by their Slack id, in zones with other days of clock change, with none, and with half hours. */
export interface Owner {
  readonly id: string
  readonly zone: string
}

export const OWNERS: readonly [Owner, ...Owner[]] = [
  { id: 'U0NEWYORK', zone: 'America/New_York' },
  { id: 'U0ANGELES', zone: 'America/Los_Angeles' },
  { id: 'U0PHOENIX', zone: 'America/Phoenix' },
  { id: 'U0LONDON', zone: 'Europe/London' },
  { id: 'U0KOLKATA', zone: 'Asia/Kolkata' },
]
