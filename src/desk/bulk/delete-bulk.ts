import { bulkRuleFor, isBulkDraft } from '../../porting/bulk-status.ts'
import { audit } from '../../store/audit.ts'
import type { SeenBulkOrder } from '../../store/bulk-orders.ts'
import type { Desk } from '../desk.ts'
import { BULK } from '../order-kind.ts'
import type { ProvenEnd } from '../proven-change.ts'
import { deleteNotKnown, deleteNotSeen } from '../refusals.ts'
import { bulkCancelledNotDeleted, noBulkDraftAnyMore } from './bulk-refusals.ts'
import { refreshBulk } from './refresh-bulk.ts'
import { announceBulkWith } from './announce-bulk.ts'

/** Delete a bulk draft and its draft orders at Bandwidth, and confirm that it is deleted. */
export const DELETE_BULK: ProvenEnd<SeenBulkOrder> = {
  of: BULK,
  kind: 'bulk-delete',
  what: 'delete the bulk draft',
  isIdempotent: true,
  async plan(desk, bulk) {
    if (!mayDelete(bulk.seen)) throw noBulkDraftAnyMore(bulk)
    // Its numbers and orders were read meanwhile, so check once more right before the call.
    await refuseUnlessDraft(desk, bulk)
    return { send: (bandwidth) => bandwidth.deleteBulk(bulk.id) }
  },
  shows: ({ seen }) => !isBulkDraft(seen.status),
  async done(db, desk, { number, seen: { status } }, { by }) {
    const facts = { shows: status }
    await audit(db, { at: desk.clock(), orderNumber: number, by, operation: 'delete', facts })
    await announceBulkWith(db, desk, number, { kind: 'cancelled-not-deleted', by, status })
  },
  instead: bulkCancelledNotDeleted,
  failed: ({ by }) => ({ kind: 'not-deleted', by }),
  notKnown: deleteNotKnown,
  notSeen: deleteNotSeen,
}

function mayDelete({ status }: Pick<SeenBulkOrder['seen'], 'status'>): boolean {
  return bulkRuleFor(status).may.includes('delete')
}

async function refuseUnlessDraft(desk: Desk, bulk: SeenBulkOrder): Promise<void> {
  if (mayDelete(await desk.bandwidth.getBulk(bulk.id))) return
  throw noBulkDraftAnyMore((await refreshBulk(desk, bulk.number)) ?? bulk)
}
