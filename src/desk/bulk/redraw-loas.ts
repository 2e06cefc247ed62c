import type { Instant } from '../../porting/calendar.ts'
import { hasLoasToFollow } from '../../store/bulk-documents.ts'
import type { Database } from '../../store/database.ts'
import { redrawBy } from '../../store/posts.ts'
import { bulkDocumentsKey } from '../post-keys.ts'

/** The message about a bulk order's LOAs changes with its orders; nothing to do when all have arrived. */
export async function redrawLoas(db: Database, number: number, by: Instant): Promise<void> {
  if (await hasLoasToFollow(db, number)) await redrawBy(db, bulkDocumentsKey(number), by)
}
