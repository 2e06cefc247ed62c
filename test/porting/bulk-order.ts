import type { BulkOrder, BulkOrderId } from '../../src/porting/bulk-order.ts'
import { bulkStatus } from '../../src/porting/bulk-status.ts'
import { noSharedFacts } from '../../src/porting/shared-facts.ts'
import { portOrder } from './port-order.ts'

/** A bulk order with the facts of `portOrder`; say what is different. */
export function bulkOrder(status: string, different: Partial<BulkOrder> = {}): BulkOrder {
  const { subscriber, loaAuthorizingPerson, siteId } = portOrder()
  return {
    id: 'bulk-1' as BulkOrderId,
    customerOrderId: null,
    status: bulkStatus(status),
    ...noSharedFacts,
    subscriber,
    loaAuthorizingPerson,
    siteId,
    createdAt: null,
    lastModifiedAt: null,
    otherElements: {},
    unshownElements: {},
    ...different,
  }
}
