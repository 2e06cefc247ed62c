import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '../porting/calendar.ts'

/** Any order is polled at least once a day. */
export const LONGEST_POLL_WAIT_MS = 24 * 60 * 60_000

/**
 * Whether the time in this column has come. A time further away than anything sets was set before the
 * clock was put back: it counts as due.
 */
export function isDue(column: string, now: Instant, longestWaitMs: number): RawBuilder<boolean> {
  const moment = sql.ref(column)
  return sql<boolean>`(${moment} <= ${now} OR ${moment} > ${now + longestWaitMs})`
}
