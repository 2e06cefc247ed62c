import type { BulkChild } from '../../porting/bulk-order.ts'
import type { Database } from '../../store/database.ts'
import { offersInState } from '../../store/offered-documents.ts'
import type { TrackedOrder } from '../../store/orders.ts'

/** So many of its numbers its LOA may not name: nobody had them in it when it was sent. */
export async function joinedAfterLoa(
  db: Database,
  { number, documents, content }: TrackedOrder,
  { numbers }: BulkChild,
): Promise<number> {
  // After one split it may still be on its way when the next comes.
  const again = await offersInState(db, number, 'again')
  if (![...documents, ...again].some(({ type }) => type === 'LOA')) return 0
  const before = new Set(content.numbers)
  return numbers.filter((tn) => !before.has(tn)).length
}
