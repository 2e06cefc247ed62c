import { wantedAfter } from '../../porting/bulk-wanted.ts'
import { keptNumbers, writeNumbers } from '../../store/bulk-numbers.ts'
import { findBulk, planBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { writeOrder, type TrackedOrder } from '../../store/orders.ts'
import { queueBulkNews } from './tell-bulk.ts'

/** A draft that is deleted alone leaves its bulk order, and its numbers with it: nobody wants them moved. */
export async function leaveBulk(
  db: Database,
  { number, bulkNumber, content }: TrackedOrder,
  { by, at }: { readonly by: string; readonly at: number },
): Promise<void> {
  const bulk = bulkNumber === null ? undefined : await findBulk(db, bulkNumber)
  if (bulk === undefined) return
  const { wanted } = await keptNumbers(db, bulk.number)
  await writeNumbers(db, bulk.number, {
    wanted: wantedAfter(wanted, { joined: [], left: content.numbers }),
  })
  await writeOrder(db, number, { bulkNumber: null })
  await planBulk(db, bulk.number, { lookAt: at })
  const numbers = content.numbers.length
  await queueBulkNews(db, bulk, { kind: 'child-deleted', by, child: number, numbers }, at)
}
