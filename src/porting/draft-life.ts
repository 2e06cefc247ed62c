import { addDays, dayOf, type Instant, type PortingCalendar } from './calendar.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const IDLE_LIFE = 48 * HOUR
/** The sweep comes at 09:00 UTC, summer and winter. */
const SWEEP_HOUR = 9 * HOUR
const KEEP_IS_OFFERED = 24 * HOUR
const KEPT_BEFORE_SWEEP = 12 * HOUR

/** When Bandwidth removes a draft that nobody changes: the first daily sweep that finds it idle for 48 hours. */
export function sweptAt(lastModifiedAt: Instant): Instant {
  const idleAt = lastModifiedAt + IDLE_LIFE
  return Math.ceil((idleAt - SWEEP_HOUR) / DAY) * DAY + SWEEP_HOUR
}

/** From here to the sweep a person is offered to keep the draft. */
export function keepOfferedFrom(sweptAt: Instant): Instant {
  return sweptAt - KEEP_IS_OFFERED
}

export interface Keeping {
  readonly calendar: PortingCalendar
  /** For teams that want drafts kept from Friday evening to Monday morning and around holidays. */
  readonly overWeekends: boolean
  /** What waits for an approver. */
  readonly requests: readonly OpenRequest[]
}

interface OpenRequest {
  readonly deed: string
  readonly isGranted: boolean
  readonly expiresAt: Instant
}

/**
 * From when a draft is kept without anybody asking: half a day before a sweep that comes when nobody is at
 * work, where that is wanted, and before any sweep that would end an open request to submit it. Null for
 * any other sweep.
 */
export function keptByItselfFrom(
  sweptAt: Instant,
  { calendar, overWeekends, requests }: Keeping,
): Instant | null {
  const day = dayOf(sweptAt)
  const isAtWork = calendar.isBusinessDay(day) && calendar.isBusinessDay(addDays(day, -1))
  const isRequested = requests.some(
    ({ deed, isGranted, expiresAt }) => deed === 'submit' && !isGranted && sweptAt < expiresAt,
  )
  return isRequested || (overWeekends && !isAtWork) ? sweptAt - KEPT_BEFORE_SWEEP : null
}
