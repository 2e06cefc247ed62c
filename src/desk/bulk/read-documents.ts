import type { OrderDocument } from '../../porting/order.ts'
import { writeOrder, type SeenOrder } from '../../store/orders.ts'
import type { Desk } from '../desk.ts'

/** What Bandwidth's list of an order's documents says now; it is remembered. */
export async function readDocuments(
  desk: Desk,
  { number, id, documents: known }: Pick<SeenOrder, 'number' | 'id' | 'documents'>,
): Promise<readonly OrderDocument[]> {
  const documents = await desk.bandwidth.listDocuments(id)
  if (JSON.stringify(documents) !== JSON.stringify(known)) {
    await writeOrder(desk.db, number, { documents })
  }
  return documents
}
