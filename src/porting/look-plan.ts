import { dayOf, type Instant } from './calendar.ts'
import { sweptAt } from './draft-life.ts'
import { activationMomentOf } from './foc.ts'
import type { PortOrder } from './order.ts'
import { isDraft, isTerminal } from './status.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

/** Bandwidth's clients poll every two or three seconds while somebody waits. */
const FIRST_LOOK = 2 * SECOND
const VALIDATING = ['VALIDATE_DRAFT_TFNS', 'VALIDATE_TFNS']

export interface LookPlanning {
  readonly now: Instant
  /** Since when somebody waits for the next change; null when nobody does. */
  readonly waitingSince: Instant | null
  /** While nothing is expected at once. */
  readonly everyMs: number
  /** A moment at which a look is owed whatever the status says: the end of an activation's watch. */
  readonly owedAt: Instant | null
}

/**
 * When to look at the order next: soon and then ever more seldom after a deed, at once after the
 * moments at which something happens by itself, else at the usual pace. Null: never again.
 */
export function nextLookAt(order: PortOrder, planning: LookPlanning): Instant | null {
  if (isTerminal(order.status)) return null
  const { now, waitingSince, everyMs, owedAt } = planning
  const pace = paceOf(order, now, everyMs)
  const waited = waitingSince === null ? Infinity : Math.max(0, now - waitingSince)
  const soon = Math.max(FIRST_LOOK, waited / 5)
  const moments = [momentOfItsOwn(order), owedAt].filter(
    (moment): moment is Instant => moment !== null && moment > now,
  )
  return Math.min(now + Math.min(pace, soon), ...moments)
}

function paceOf(order: PortOrder, now: Instant, everyMs: number): number {
  if (VALIDATING.includes(order.status)) return 15 * SECOND
  if (order.status === 'FOC' && order.actualFocDate?.day === dayOf(now)) return 2 * MINUTE
  if (isDraft(order.status)) return 6 * everyMs
  return everyMs
}

/** A little after it should have happened, because Bandwidth needs a moment for it too. */
function momentOfItsOwn(order: PortOrder): Instant | null {
  if (isDraft(order.status)) {
    return order.lastModifiedAt === null ? null : sweptAt(order.lastModifiedAt) + MINUTE
  }
  if (order.status === 'FOC' && order.actualFocDate !== null) {
    return activationMomentOf(order.actualFocDate) + MINUTE
  }
  return null
}
