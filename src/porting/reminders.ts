import {
  dayOf,
  momentOf,
  type CalendarDay,
  type Instant,
  type PortingCalendar,
} from './calendar.ts'
import { draftReminderAt, sweptAt } from './draft-life.ts'
import type { PortOrder } from './order.ts'
import { isDraft } from './status.ts'

/** Something to be reminded of, due once. */
export type Reminder =
  | { readonly kind: 'foc-tomorrow'; readonly day: CalendarDay }
  | { readonly kind: 'foc-today'; readonly day: CalendarDay }
  | { readonly kind: 'draft-dies'; readonly sweptAt: Instant }

export interface DueReminder {
  /** The same for the same reminder, whenever it is asked for. */
  readonly key: string
  readonly dueAt: Instant
  readonly reminder: Reminder
}

const MORNING = 8
/** A reminder that comes later than this, after a stop, is left to the next one. */
const LATEST_MS = 12 * 60 * 60 * 1000

/**
 * The reminders whose time has come and is not long past. A pure function of the moment, so that a
 * restart or a turned clock neither repeats nor skips one: the key makes each of them unique.
 */
export function remindersDue(
  order: PortOrder,
  { now, calendar }: { readonly now: Instant; readonly calendar: PortingCalendar },
): readonly DueReminder[] {
  return remindersOf(order, calendar).filter(
    ({ dueAt, reminder }) => dueAt <= now && now < dueAt + LATEST_MS && !isOver(reminder, now),
  )
}

function remindersOf(order: PortOrder, calendar: PortingCalendar): readonly DueReminder[] {
  if (isDraft(order.status)) return draftReminders(order)
  if (order.status !== 'FOC' || order.actualFocDate === null) return []
  const { day } = order.actualFocDate
  return [
    {
      key: `foc-tomorrow-${day}`,
      dueAt: momentOf(calendar.addBusinessDays(day, -1), MORNING, 0),
      reminder: { kind: 'foc-tomorrow', day },
    },
    {
      key: `foc-today-${day}`,
      dueAt: momentOf(day, MORNING, 0),
      reminder: { kind: 'foc-today', day },
    },
  ]
}

function draftReminders({ lastModifiedAt }: PortOrder): readonly DueReminder[] {
  if (lastModifiedAt === null) return []
  const at = sweptAt(lastModifiedAt)
  return draftReminderAt(lastModifiedAt).map((dueAt, index) => ({
    key: `draft-dies-${at}-${index}`,
    dueAt,
    reminder: { kind: 'draft-dies', sweptAt: at },
  }))
}

function isOver(reminder: Reminder, now: Instant): boolean {
  switch (reminder.kind) {
    case 'foc-tomorrow':
      return dayOf(now) >= reminder.day
    case 'foc-today':
      return dayOf(now) > reminder.day
    case 'draft-dies':
      return now >= reminder.sweptAt
  }
}
