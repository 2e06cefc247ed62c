import { isAlive } from '../../porting/standing.ts'
import { nullIfNotFound } from '../../bandwidth/errors.ts'
import type { OrderDocument } from '../../porting/order.ts'
import { isSeen, type SeenOrder, writeOrder } from '../../store/orders.ts'
import { findChildren } from '../../store/children.ts'
import { patient, type Desk } from '../desk.ts'

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

/** So many lists are read in about the minute that a person waits. */
const MOST_LISTS = 40

/**
 * What was uploaded at Bandwidth itself is known by asking alone, and gone with its order once the numbers
 * are split again: it can be named then only if it is known before. Of more orders what was seen last counts.
 */
export async function readAllDocuments(hurried: Desk, bulkNumber: number): Promise<void> {
  const children = (await findChildren(hurried.db, bulkNumber)).filter(isSeen)
  const living = children.filter(isAlive)
  if (living.length > MOST_LISTS) return
  for (const child of living) {
    // Where it is split again already, its documents went with it.
    await nullIfNotFound(readDocuments(patient(hurried), child))
  }
}
