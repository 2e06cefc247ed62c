import type { Instant } from './calendar.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const IDLE_LIFE = 48 * HOUR
/** The sweep comes at 09:00 UTC, summer and winter. */
const SWEEP_HOUR = 9 * HOUR
const REMINDERS_BEFORE_SWEEP = [24 * HOUR, 6 * HOUR]

/** When Bandwidth removes a draft that nobody changes: the first daily sweep that finds it idle for 48 hours. */
export function sweptAt(lastModifiedAt: Instant): Instant {
  const idleAt = lastModifiedAt + IDLE_LIFE
  return Math.ceil((idleAt - SWEEP_HOUR) / DAY) * DAY + SWEEP_HOUR
}

/** When to warn of the sweep, soonest first: a day and six hours ahead of it. */
export function draftReminderAt(lastModifiedAt: Instant): readonly Instant[] {
  const at = sweptAt(lastModifiedAt)
  return REMINDERS_BEFORE_SWEEP.map((before) => at - before)
}
