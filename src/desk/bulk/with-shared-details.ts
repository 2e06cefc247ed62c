import { findOrder, writeOrder } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { announceBulkWith } from './announce-bulk.ts'

/**
 * A canceled child cannot be replaced inside a running bulk order (Bandwidth: Bulk Port-Ins guide), so its
 * numbers go out alone. The bulk order's list keeps them together all the same.
 */
export async function withSharedDetails(
  desk: Desk,
  { number, child }: { readonly number: number; readonly child: number },
): Promise<void> {
  await desk.db.transaction().execute(async (db) => {
    await writeOrder(db, number, { inPlaceOf: child })
    const bulkNumber = (await findOrder(db, child))?.bulkNumber ?? null
    if (bulkNumber === null) return
    await announceBulkWith(db, desk, bulkNumber, { kind: 'sent-again-alone', child, as: number })
  })
  desk.wake()
}
