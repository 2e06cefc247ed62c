import type {
  Bandwidth,
  BandwidthReads,
  BandwidthSubscriptions,
  BandwidthWrites,
} from '../bandwidth/bandwidth.ts'
import type { ActivationId } from '../store/activations.ts'
import type { SpentApproval } from '../store/approvals.ts'
import type { BulkWithUnsentList } from '../store/bulk-orders.ts'
import type { IntentId } from '../store/intents.ts'

/** A row that was written before the call, so that a crash leaves nothing unknown. */
type Begun = IntentId | SpentApproval | ActivationId | BulkWithUnsentList

/** Calls to Bandwidth in one priority. No write happens without a row that was saved first. */
export interface Calls {
  readonly bandwidth: BandwidthReads
  readonly subscriptions: BandwidthSubscriptions
  readonly writesFor: (begun: Begun) => BandwidthWrites
}

export function callsOf(bandwidth: Bandwidth): Calls {
  return { bandwidth, subscriptions: bandwidth, writesFor: () => bandwidth }
}
