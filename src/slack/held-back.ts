import { doubtful, type Finding } from '../desk/finding.ts'
import type { Desk } from '../desk/desk.ts'
import { milestone, reachMilestone } from '../store/milestones.ts'

const HELD_BACK = 'slack events held back'
const SHOWN_FOR_MS = 24 * 60 * 60_000
const MINUTE_MS = 60_000

/** Slack sends at most 30,000 events an hour; once a minute it reports more, and those are lost. */
export function saysHeldBack(body: unknown): boolean {
  return (body as { readonly type?: unknown }).type === 'app_rate_limited'
}

export async function noteHeldBack({ db, clock, log }: Pick<Desk, 'db' | 'clock' | 'log'>) {
  log('slack-events-not-sent', {})
  await reachMilestone(db, HELD_BACK, clock())
}

/** What Slack held back lately; nothing when it did not. */
export async function examineHeldBack({ db, clock }: Desk): Promise<readonly Finding[]> {
  const at = await milestone(db, HELD_BACK)
  const now = clock()
  if (at === null || now - at > SHOWN_FOR_MS) return []
  const minutes = Math.max(0, Math.floor((now - at) / MINUTE_MS))
  return [
    doubtful(
      'Messages',
      `Slack dropped some (rate limited), last ${minutes} min ago.`,
      'People who wrote or dropped a file then have to do it again. If it comes back, remove me from busy channels.',
    ),
  ]
}
