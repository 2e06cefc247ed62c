import { sql } from 'kysely'
import type { Instant } from '../porting/calendar.ts'
import { LONGEST_CHECK_WAIT_MS } from './checks.ts'
import type { Database } from './database.ts'
import { isDue, LONGEST_POLL_WAIT_MS } from './due.ts'
import { LONGEST_REFRESH_WAIT_MS } from './refresh-requests.ts'
import { LONGEST_INTENT_WAIT_MS } from './intents.ts'

/** What the scheduler may find to do. Each part asks for itself what exactly. */
interface WhatsDue {
  /** Something to refresh, resolve, or resume. */
  readonly isWork: boolean
  /** An order is not in the index of names as it is now. */
  readonly areNames: boolean
}

/** All in one query, because it runs once a second and the answer is nearly always no. */
export async function whatsDue(db: Database, now: Instant): Promise<WhatsDue> {
  const isPollDue = isDue('look_at', now, LONGEST_POLL_WAIT_MS)
  const { rows } = await sql<{ work: number; names: number }>`SELECT
    EXISTS (SELECT 1 FROM intent
      WHERE closed_at IS NULL AND ${isDue('look_at', now, LONGEST_INTENT_WAIT_MS)})
    OR EXISTS (SELECT 1 FROM hint WHERE ${isDue('not_before', now, LONGEST_REFRESH_WAIT_MS)})
    OR EXISTS (SELECT 1 FROM note_due WHERE ${isDue('at', now, LONGEST_POLL_WAIT_MS)})
    OR EXISTS (SELECT 1 FROM portability_check
      WHERE ${isDue('look_at', now, LONGEST_CHECK_WAIT_MS)})
    OR EXISTS (SELECT 1 FROM bulk_order WHERE id IS NOT NULL AND ${isPollDue})
    OR EXISTS (SELECT 1 FROM port_order WHERE id IS NOT NULL AND ${isPollDue})
    OR EXISTS (SELECT 1 FROM written_note WHERE cut_off = 1 AND NOT EXISTS (SELECT 1 FROM intent
      WHERE intent.order_number = written_note.order_number AND closed_at IS NULL
        AND kind IN ('note', 'bulk-note')))
    OR EXISTS (SELECT 1 FROM sent_content WHERE step = 'documents' AND look_at <= ${now})
    AS work,
    EXISTS (SELECT 1 FROM port_order WHERE indexed_version <> version)
    OR EXISTS (SELECT 1 FROM bulk_order WHERE indexed_version <> version)
    OR EXISTS (SELECT 1 FROM bulk_numbers WHERE are_named = 0)
    AS names`.execute(db)
  return { isWork: rows[0]?.work === 1, areNames: rows[0]?.names === 1 }
}
