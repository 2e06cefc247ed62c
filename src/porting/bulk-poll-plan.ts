import type { BulkOrder } from './bulk-order.ts'
import { checkedSince, type ListState } from './bulk-list-state.ts'
import { isBulkDraft, isBulkTerminal } from './bulk-status.ts'
import type { Instant } from './calendar.ts'
import { draftTurnsAt } from './draft-life.ts'
import { nextPause } from './pace.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const DAY = 24 * 60 * MINUTE
const FIRST_POLL = 3 * SECOND
/** Numbers are checked at once, or within a minute or two where toll-free ones are among them. */
const SLOWEST_WHILE_CHECKING = 15 * SECOND

interface BulkPollPlanning {
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
}: Pick<BulkPollPlanning, 'now' | 'list'> & { readonly seenAt: Instant | null }): boolean {
  if (list.is !== 'in-check') return false
  const { since } = list
  const minute = (at: Instant) => Math.floor((at - since) / MINUTE)
  return minute(now) > minute(Math.max(seenAt ?? since, since))
}

/**
 * When to poll the bulk order next: soon while its numbers are checked or somebody waits, and when it
 * would be purged. Other changes are found by the reconciliation and by its children. Null: never.
 */
export function planNextBulkPoll(
  order: BulkOrder,
  { now, waitingSince, list }: BulkPollPlanning,
): Instant | null {
  if (isBulkTerminal(order.status)) return null
  if (list.is === 'unsent') return now + FIRST_POLL
  if (order.status === 'VALIDATE_DRAFT_TNS') {
    const pace = { shortest: FIRST_POLL, longest: SLOWEST_WHILE_CHECKING }
    return now + nextPause(Math.abs(now - (checkedSince(list) ?? now)), pace)
  }
  const soon =
    waitingSince === null || waitingSince > now
      ? DAY
      : nextPause(now - waitingSince, { shortest: FIRST_POLL, longest: DAY })
  const points = isBulkDraft(order.status) ? draftTurnsAt(order.lastModifiedAt) : []
  return Math.min(now + soon, ...points.filter((at) => at > now))
}
