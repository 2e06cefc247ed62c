import type { Instant } from '../../porting/calendar.ts'
import { hasLettersToFollow } from '../../store/bulk-documents.ts'
import type { Database } from '../../store/database.ts'
import { redrawBy } from '../../store/posts.ts'
import { bulkDocumentsKey } from '../post-keys.ts'

/** What is said of a bulk order's letters follows its orders; nothing to do when all have arrived. */
export async function redrawLetters(db: Database, number: number, by: Instant): Promise<void> {
  if (await hasLettersToFollow(db, number)) await redrawBy(db, bulkDocumentsKey(number), by)
}
