import type { Instant } from './calendar.ts'
import { agreedDate, agreedMoment } from './foc.ts'
import type { PortOrder } from './order.ts'
import type { DueReminder, Reminder } from './reminders.ts'
import { isDraft } from './status.ts'

/**
 * What a reminder states. `now`: the order's status at Bandwidth. `ahead`: a future event, for which a
 * reminder with outdated facts is better than none. `own`: only what is known here.
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

/** Its subject is past: the order's status has changed since. */
export function isOver(reminder: Reminder, order: PortOrder): boolean {
  switch (reminder.kind) {
    case 'foc-in-three-days':
    case 'foc-tomorrow':
    case 'foc-today':
    case 'window-opens':
      return agreedDate(order)?.day !== reminder.day
    case 'activates-soon':
    case 'not-live':
      return agreedMoment(order) !== reminder.automaticAt
    case 'draft-dies':
      return !isDraft(order.status)
    case 'waits-long':
      return order.status !== reminder.status
    case 'approval-ends':
    case 'outcome-unknown':
      return false
  }
}

/** Whether the order was seen since this came due, or need not be seen for it. */
export function isProven({ at, reminder }: DueReminder, seenAt: Instant | null): boolean {
  return STATES[reminder.kind] === 'own' || (seenAt ?? 0) >= at
}

/**
 * How to phrase a reminder whose order could not be read since it came due: with the age of its facts,
 * or, if it would state the current status, not at all.
 */
export function asProven(due: DueReminder, seenAt: Instant | null): DueReminder | null {
  if (isProven(due, seenAt)) return due
  if (STATES[due.reminder.kind] === 'now' || seenAt === null) return null
  return { ...due, asOf: seenAt }
}
