import { isAlive } from '../../porting/standing.ts'
import { nullIfNotFound } from '../../bandwidth/errors.ts'
import type { OrderDocument } from '../../porting/order.ts'
import { isSeen, type SeenOrder, writeOrder } from '../../store/orders.ts'
import { findChildren } from '../../store/children.ts'
import { patient, type Desk } from '../desk.ts'

/** Read Bandwidth's list of an order's documents, and save it. */
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

/** About as many lists as can be read in the minute that a person waits. */
const MOST_LISTS = 40

/**
 * Documents that were uploaded at Bandwidth itself are found only by asking, and are deleted with their
 * order when the numbers are split again: they can be named then only if they were read before. Beyond
 * MOST_LISTS orders the last reading counts.
 */
export async function readAllDocuments(hurried: Desk, bulkNumber: number): Promise<void> {
  const children = (await findChildren(hurried.db, bulkNumber)).filter(isSeen)
  const living = children.filter(isAlive)
  if (living.length > MOST_LISTS) return
  for (const child of living) {
    // If it was split again already, its documents were deleted with it.
    await nullIfNotFound(readDocuments(patient(hurried), child))
  }
}
