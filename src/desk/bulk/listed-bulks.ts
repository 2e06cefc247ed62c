import type { BulkFilter, ListedBulk } from '../../bandwidth/bulk-bandwidth.ts'
import { BandwidthForbidden, BandwidthNotFound } from '../../bandwidth/errors.ts'
import { BULK_DRAFT_STATUSES } from '../../porting/bulk-status.ts'
import type { Desk } from '../desk.ts'

export const DRAFTS: readonly BulkFilter[] = BULK_DRAFT_STATUSES.map((status) => ({ status }))

/** @returns null when this account has no bulk orders at all (7706, 7707). */
export async function listedBulks(
  { bandwidth, log }: Desk,
  filters: readonly BulkFilter[],
): Promise<readonly ListedBulk[] | null> {
  const listed: ListedBulk[] = []
  try {
    for (const filter of filters) listed.push(...(await bandwidth.listBulks(filter)))
    return listed
  } catch (error) {
    if (!(error instanceof BandwidthForbidden) && !(error instanceof BandwidthNotFound)) throw error
    log('bulk-orders-not-listed', { error })
    return null
  }
}
