import { dayOf, type Instant, type PortingCalendar } from './calendar.ts'
import { agreedMoment, BLACKOUT_MS } from './foc.ts'
import type { PortOrder } from './order.ts'

const CERTAIN_BEFORE_BUSINESS_DAYS = 2

/** How late a cancel of an agreed order comes. */
type Lateness = 'locked' | 'late'

export interface Today {
  readonly now: Instant
  readonly calendar: PortingCalendar
}

/** @returns null where no date is agreed, or it is far enough away. */
export function latenessOfCancel(order: PortOrder, { now, calendar }: Today): Lateness | null {
  const moment = agreedMoment(order)
  if (moment === null) return null
  if (now >= moment - BLACKOUT_MS) return 'locked'
  const lastCertain = calendar.addBusinessDays(dayOf(now), CERTAIN_BEFORE_BUSINESS_DAYS)
  return dayOf(moment) <= lastCertain ? 'late' : null
}

/** The risk that people must know before they request or approve a cancellation, in a sentence or two. */
export const CANCEL_RISKS: Readonly<Record<Lateness, string>> = {
  locked:
    'Bandwidth usually refuses this within 24 hours (7301, 7635). Also call Bandwidth support.',
  late: 'A cancel this late may cost a fee and isn’t certain.',
}

export function cancelRisk(order: PortOrder, today: Today): string | null {
  const lateness = latenessOfCancel(order, today)
  return lateness && CANCEL_RISKS[lateness]
}
