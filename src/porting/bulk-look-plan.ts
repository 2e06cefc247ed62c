import type { BulkOrder } from './bulk-order.ts'
import { checkedSince, type ListState } from './bulk-list-state.ts'
import { isBulkDraft, isBulkTerminal } from './bulk-status.ts'
import type { Instant } from './calendar.ts'
import { keepOfferedFrom, sweptAt } from './draft-life.ts'
import { nextPause } from './pace.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE
const FIRST_LOOK = 3 * SECOND
/** Numbers are checked at once, or within a minute or two where toll-free ones are among them. */
const SLOWEST_WHILE_CHECKING = 15 * SECOND

export interface BulkLookPlanning {
  readonly now: Instant
  /** Since when somebody waits for the next change; null when nobody does. */
  readonly waitingSince: Instant | null
  readonly list: ListState
}

/** Whether to ask how many numbers are done: once a minute, because the answer is as long as their list. */
export function asksHowManyAreDone({
  now,
  list,
  seenAt,
}: Pick<BulkLookPlanning, 'now' | 'list'> & { readonly seenAt: Instant | null }): boolean {
  if (list.is !== 'in-check') return false
  const { since } = list
  const minute = (at: Instant) => Math.floor((at - since) / MINUTE)
  return minute(now) > minute(Math.max(seenAt ?? since, since))
}

/**
 * When to look at the bulk order next: soon while its numbers are checked or somebody waits, and when its
 * life as a draft ends. What changes otherwise is found by the sweep and by its children. Null: never.
 */
export function nextBulkLookAt(
  order: BulkOrder,
  { now, waitingSince, list }: BulkLookPlanning,
): Instant | null {
  if (isBulkTerminal(order.status)) return null
  if (list.is === 'wanted') return now + FIRST_LOOK
  if (order.status === 'VALIDATE_DRAFT_TNS') {
    const pace = { shortest: FIRST_LOOK, longest: SLOWEST_WHILE_CHECKING }
    return now + nextPause(Math.abs(now - (checkedSince(list) ?? now)), pace)
  }
  const soon =
    waitingSince === null || waitingSince > now
      ? DAY
      : nextPause(now - waitingSince, { shortest: FIRST_LOOK, longest: DAY })
  const points =
    isBulkDraft(order.status) && order.lastModifiedAt !== null
      ? [keepOfferedFrom(sweptAt(order.lastModifiedAt)), sweptAt(order.lastModifiedAt) + MINUTE]
      : []
  return Math.min(now + soon, ...points.filter((at) => at > now))
}
