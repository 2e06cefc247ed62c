import { activationOf, type ActivationSettings } from './activation.ts'
import { dayOf, type Instant } from './calendar.ts'
import { draftTurnsAt } from './draft-life.ts'
import { activationMomentOf, agreedDate, blackoutStartsAt } from './foc.ts'
import type { PortOrder } from './order.ts'
import { nextPause } from './pace.ts'
import { isTransient } from './standing.ts'
import { isDraft, isTerminal } from './status.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
/** What changes meanwhile is found by the reconciliation; this is only for what no list shows. */
const DAY = 24 * 60 * MINUTE

/** Bandwidth's clients poll every two or three seconds while somebody waits. */
const FIRST_POLL = 2 * SECOND

export interface PollPlanning {
  /** Since when somebody waits for the next change; null when nobody does. */
  readonly waitingSince: Instant | null
  /** While nothing is expected at once. */
  readonly everyMs: number
  /** A moment at which a refresh is owed whatever the status says: the end of an activation's watch. */
  readonly owedAt: Instant | null
  /** Hundreds of a bulk order's children have the same due date, so their changes are found in lists. */
  readonly isChild: boolean
}

/**
 * When to poll the order next: soon after an operation and then ever less often; when something opens,
 * closes, or happens automatically; else at the usual interval. Null: never again.
 */
export function planNextPoll(
  order: PortOrder,
  { waitingSince, everyMs, owedAt, isChild }: PollPlanning,
  settings: ActivationSettings,
): Instant | null {
  if (isTerminal(order.status)) return null
  const { now } = settings
  const moments = [...turningPoints(order, settings), owedAt ?? 0].filter((at) => at > now)
  const pace = isChild ? DAY : paceOf(order, now, everyMs)
  // Since a moment that is yet to come nobody waits: the clock was put back.
  const pause =
    waitingSince === null || waitingSince > now
      ? pace
      : nextPause(now - waitingSince, { shortest: Math.min(FIRST_POLL, pace), longest: pace })
  return Math.min(now + pause, ...moments)
}

/** Whether what can be done with the order is different since then, though nobody changed it. */
export function hasTurned(
  order: PortOrder,
  since: Instant | null,
  settings: ActivationSettings,
): boolean {
  const seen = activationOf(order, { ...settings, now: since ?? settings.now })
  const points = [
    ...turningPoints(order, settings),
    ...(seen.window === null ? [] : [seen.window.opensAt, seen.window.closesAt]),
  ]
  return since !== null && points.some((at) => since < at && at <= settings.now)
}

/** Moments at which the order or what can be done with it changes on its own. */
function turningPoints(order: PortOrder, settings: ActivationSettings): readonly Instant[] {
  if (isDraft(order.status)) return draftTurnsAt(order.lastModifiedAt)
  const agreed = agreedDate(order)
  if (agreed === null) return []
  const { window } = activationOf(order, settings)
  // The orders of a bulk order come to their day together, and their date is that of all.
  const locked = order.bulkOrderId === null ? blackoutStartsAt(order) : null
  // A little after the activation time, because Bandwidth needs a moment too.
  const live = activationMomentOf(agreed) + MINUTE
  return [
    live,
    ...(locked === null ? [] : [locked]),
    ...(window === null ? [] : [window.opensAt, window.closesAt]),
  ]
}

function paceOf(order: PortOrder, now: Instant, everyMs: number): number {
  if (agreedDate(order)?.day === dayOf(now)) {
    return Math.min(everyMs, 2 * MINUTE)
  }
  return isTransient(order) ? everyMs : DAY
}
