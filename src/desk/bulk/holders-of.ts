import type { BulkChild } from '../../porting/bulk-order.ts'
import type { OrderId } from '../../porting/order.ts'
import { isAlive } from '../../porting/standing.ts'
import type { TrackedBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { findOrderWithId } from '../../store/orders.ts'
import { withItsBulk } from '../numbered.ts'

/** Other bulk orders that still have them: their refresh detaches and announces each first. */
export async function holdersOf(
  db: Database,
  { number }: TrackedBulk,
  children: readonly BulkChild[],
): Promise<ReadonlyMap<OrderId, number>> {
  const holders = new Map<OrderId, number>()
  for (const { id } of children) {
    const known = await findOrderWithId(db, id)
    const holder = known && (await withItsBulk(db, known, (bulk) => bulk))
    if (holder != null && holder.number !== number && isAlive(holder)) {
      holders.set(id, holder.number)
    }
  }
  return holders
}
