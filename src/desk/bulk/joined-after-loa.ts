import type { BulkChild } from '../../porting/bulk-order.ts'
import type { Database } from '../../store/database.ts'
import { offersInState } from '../../store/offered-documents.ts'
import type { TrackedOrder } from '../../store/orders.ts'

/** How many of its numbers the LOA may not name: they joined the order after the LOA was sent. */
export async function joinedAfterLoa(
  db: Database,
  { number, documents, content }: TrackedOrder,
  { numbers }: BulkChild,
): Promise<number> {
  // After one split the LOA may still be on its way when the next split comes.
  const again = await offersInState(db, number, 'again')
  if (![...documents, ...again].some(({ type }) => type === 'LOA')) return 0
  const before = new Set(content.numbers)
  return numbers.filter((tn) => !before.has(tn)).length
}
