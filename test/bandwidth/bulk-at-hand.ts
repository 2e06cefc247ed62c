import { sharedIn, type BulkOrderId, type SharedFacts } from '../../src/porting/bulk-order.ts'
import { CONTENT, NO_CONTENT } from './orders-at-hand.ts'

export const BULK = '33b58246-f27c-4b1d-896d-0acc03b3ad8a' as BulkOrderId
export const BULK_PATH = `/api/v1/accounts/9900012/bulkPortins/${BULK}`

export const NOTHING_SHARED: SharedFacts = sharedIn(NO_CONTENT)

const { subscriber, loaAuthorizingPerson, siteId } = CONTENT
export const SHARED: SharedFacts = {
  ...NOTHING_SHARED,
  subscriber,
  loaAuthorizingPerson,
  siteId,
  peerId: '521434',
  targetRespOrgId: 'JYT01',
}
