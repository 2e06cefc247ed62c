import { sql, type RawBuilder } from 'kysely'
import type { Instant } from '../porting/calendar.ts'

/** Any order is polled at least once a day. */
export const LONGEST_POLL_WAIT_MS = 24 * 60 * 60_000

/**
 * Whether the moment in this column has come. One further away than anybody may have set it was set by a
 * clock that has been put back since: nobody waits for it.
 */
export function isDue(column: string, now: Instant, longestWaitMs: number): RawBuilder<boolean> {
  const moment = sql.ref(column)
  return sql<boolean>`(${moment} <= ${now} OR ${moment} > ${now + longestWaitMs})`
}
