import { inCheckSince } from '../../porting/bulk-list-state.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { vendorFailed } from '../../porting/bulk-account.ts'
import { isTollFree } from '../../porting/telephone-number.ts'
import { audit } from '../../store/audit.ts'
import { savedNumbers } from '../../store/bulk-numbers.ts'
import { writeBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import { BULK } from '../order-kind.ts'
import type { ProvenChange } from '../proven-change.ts'
import { checkNotSeen } from '../refusals.ts'
import { cannotRetryBulk } from './bulk-refusals.ts'

/**
 * Have the numbers checked again after a vendor gave no answer. Bandwidth repeats a check only for lists
 * with toll-free numbers (7523); another list is sent again.
 */
export const RETRY_BULK_VALIDATION: ProvenChange<SeenBulkOrder> = {
  of: BULK,
  kind: 'bulk-retry-validation',
  what: 'recheck the numbers',
  proof: 'answer',
  isIdempotent: true,
  async plan({ db }, bulk) {
    const { desired, split } = await savedNumbers(db, bulk.number)
    if (!mayRetry(bulk) || split === null || !vendorFailed(split)) throw cannotRetryBulk(bulk)
    return {
      send: (bandwidth) =>
        desired.some(isTollFree)
          ? bandwidth.patchBulk(bulk.id, { retryValidation: true })
          : bandwidth.putBulkNumbers(bulk.id, desired),
    }
  },
  // Without an answer the status is the only sign: it is no longer one in which a retry is possible.
  shows: (bulk) => !mayRetry(bulk),
  /** Bandwidth is working on it; the refresh that shows the result announces it. */
  async done(db, desk, { number: orderNumber }, { by, begunAt }) {
    const at = desk.clock()
    const since = { list: inCheckSince(begunAt), waitingSince: at, progressAt: null }
    await writeBulk(db, orderNumber, since)
    await audit(db, { at, orderNumber, by, operation: 'retry validation', facts: {} })
  },
  failed: ({ by }) => ({ kind: 'check-not-seen', by }),
  notKnown: checkNotSeen,
  notSeen: checkNotSeen,
}

function mayRetry({ seen }: SeenBulkOrder): boolean {
  return bulkRuleFor(seen.status).may.includes('retry-validation')
}
