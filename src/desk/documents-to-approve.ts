import { createHash } from 'node:crypto'
import { isBandwidthError } from '../bandwidth/errors.ts'
import type { ApprovedDocument } from '../porting/approval.ts'
import type { SeenOrder } from '../store/orders.ts'
import { documentUnreadable } from './approval-refusals.ts'
import type { Desk } from './desk.ts'

/**
 * An order's documents with digests of their bytes, which are read again: one that was replaced in place
 * has the same name and the same id.
 *
 * @throws Refusal when one cannot be read: what cannot be compared cannot be approved.
 */
export async function documentsToApprove(
  { bandwidth }: Desk,
  order: SeenOrder,
): Promise<readonly ApprovedDocument[]> {
  const documents: ApprovedDocument[] = []
  for (const { fileId, type } of order.documents) {
    try {
      const digest = digestOf(await bandwidth.downloadDocument(order.id, fileId))
      documents.push({ fileId, type, digest })
    } catch (error) {
      if (!isBandwidthError(error)) throw error
      throw documentUnreadable(order, error)
    }
  }
  return documents
}

/** Differs when two files differ. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
