import { clockIn, type CalendarDay, type Instant } from './calendar.ts'

/** Why somebody does not see messages now. */
export type Absence =
  | { readonly why: 'deactivated' }
  | {
      readonly why: 'vacation' | 'sick'
      /** The last day of the absence, in that person's time zone. */
      readonly until: CalendarDay
    }

/** What Slack itself says of a person. */
export interface Presence {
  readonly isDeactivated: boolean
  readonly statusEmoji: string | null
  /** Null: it has no end. */
  readonly statusEndsAt: Instant | null
  readonly zone: string | null
}

/** What Slack sets for _Vacationing_ and _Out sick_. Nothing is read out of what people write themselves. */
const AWAY: Readonly<Record<string, 'vacation' | 'sick'>> = {
  ':palm_tree:': 'vacation',
  ':face_with_thermometer:': 'sick',
}

/** @returns null when they are there, or back today. */
export function absenceOf(
  { isDeactivated, statusEmoji, statusEndsAt, zone }: Presence,
  now: Instant,
): Absence | null {
  if (isDeactivated) return { why: 'deactivated' }
  const why = AWAY[statusEmoji ?? '']
  if (why === undefined || statusEndsAt === null) return null
  const clock = clockIn(zone)
  const until = clock.dayOf(statusEndsAt)
  return until > clock.dayOf(now) ? { why, until } : null
}
