import type { TrackedOrder } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'
import { announceBulkWith } from './announce-bulk.ts'

/**
 * A child cannot be replaced inside a running bulk order (Bandwidth: Bulk Port-Ins guide), so its numbers go
 * out alone. The bulk order's list keeps them together all the same.
 */
export async function resentAlone(
  desk: Desk,
  { number, child }: { readonly number: number; readonly child: TrackedOrder },
): Promise<void> {
  const { bulkNumber, ending } = child
  if (bulkNumber === null) return
  await announceBulkWith(desk.db, desk, bulkNumber, {
    kind: 'sent-again-alone',
    child: child.number,
    as: number,
    ...(ending !== 'cancelled' && { isToBeCanceled: true }),
  })
  desk.wake()
}
