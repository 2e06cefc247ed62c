import { addDays, dayOf, type Instant, type PortingCalendar } from './calendar.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const IDLE_LIFE = 48 * HOUR
/** The purge comes at 09:00 UTC, summer and winter. */
const PURGE_HOUR = 9 * HOUR
const EXTENSION_OFFERED_BEFORE = 24 * HOUR
const EXTENDED_BEFORE_PURGE = 12 * HOUR

/** When Bandwidth removes a draft that nobody changes: the first daily purge that finds it idle for 48 hours. */
export function purgesAt(lastModifiedAt: Instant): Instant {
  const idleAt = lastModifiedAt + IDLE_LIFE
  return Math.ceil((idleAt - PURGE_HOUR) / DAY) * DAY + PURGE_HOUR
}

/** From here to the purge a person is offered to extend the draft. */
export function extensionOfferedFrom(purgesAt: Instant): Instant {
  return purgesAt - EXTENSION_OFFERED_BEFORE
}

/** When the actions on an unedited draft change, so that it must be polled. */
export function draftTurnsAt(lastModifiedAt: Instant | null): readonly Instant[] {
  if (lastModifiedAt === null) return []
  const at = purgesAt(lastModifiedAt)
  return [extensionOfferedFrom(at), at + MINUTE]
}

interface Extension {
  readonly calendar: PortingCalendar
  /** For teams that extend drafts from Friday evening to Monday morning and around holidays. */
  readonly overWeekends: boolean
  /** What waits for an approver. */
  readonly requests: readonly OpenRequest[]
}

interface OpenRequest {
  readonly operation: string
  readonly isGranted: boolean
  readonly expiresAt: Instant
}

/**
 * From when a draft is extended automatically: half a day before a purge outside working hours, if that
 * is enabled, and before any purge that would end an open request to submit it. Null for any other purge.
 */
export function extendedAutomaticallyFrom(
  purgesAt: Instant,
  { calendar, overWeekends, requests }: Extension,
): Instant | null {
  const day = dayOf(purgesAt)
  const isAtWork = calendar.isBusinessDay(day) && calendar.isBusinessDay(addDays(day, -1))
  const isRequested = requests.some(
    ({ operation, isGranted, expiresAt }) =>
      operation === 'submit' && !isGranted && purgesAt < expiresAt,
  )
  return isRequested || (overWeekends && !isAtWork) ? purgesAt - EXTENDED_BEFORE_PURGE : null
}
