import type { Instant } from './calendar.ts'
import type { DueReminder, Reminder } from './reminders.ts'

/**
 * What a reminder states. `now`: how the order stands at Bandwidth. `ahead`: what is coming, and keeping
 * silent about it would cost more than saying how old the news is. `own`: only what is known here.
 */
const STATES: Record<Reminder['kind'], 'now' | 'ahead' | 'own'> = {
  'foc-in-three-days': 'ahead',
  'foc-tomorrow': 'ahead',
  'foc-today': 'ahead',
  'window-opens': 'now',
  'activates-soon': 'ahead',
  'not-live': 'now',
  'draft-dies': 'ahead',
  'waits-long': 'now',
  'approval-ends': 'own',
  'outcome-unknown': 'own',
}

/** Whether the order was seen since this came due, or need not be seen for it. */
export function isProven({ at, reminder }: DueReminder, seenAt: Instant | null): boolean {
  return STATES[reminder.kind] === 'own' || (seenAt ?? 0) >= at
}

/**
 * How a reminder may be said when its order could not be looked at since it came due: with the age of
 * what it says, or, where it would state how the order stands now, not at all.
 */
export function asProven(due: DueReminder, seenAt: Instant | null): DueReminder | null {
  if (isProven(due, seenAt)) return due
  if (STATES[due.reminder.kind] === 'now' || seenAt === null) return null
  return { ...due, asOf: seenAt }
}
