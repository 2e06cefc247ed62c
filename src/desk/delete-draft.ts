import { isDraft } from '../porting/status.ts'
import { audit } from '../store/audit.ts'
import type { SeenOrder } from '../store/orders.ts'
import { refuseWhileChecked } from './bulk/leave-bulk.ts'
import { freshOrder, ORDER } from './order-kind.ts'
import type { ProvenEnd } from './proven-change.ts'
import { cancelledNotDeleted, deleteNotKnown, deleteNotSeen, notADraft } from './refusals.ts'
import { announceWith } from './announce-news.ts'

/**
 * Delete a draft at Bandwidth, and confirm that it is deleted. Its content stays here.
 *
 * Bandwidth deletes a draft and cancels a submitted order by the same call, so one that is submitted
 * elsewhere in the instant before is canceled without an approver. It is read last thing before the call,
 * and what shows afterwards is announced for what it is.
 */
export const DELETE_DRAFT: ProvenEnd<SeenOrder> = {
  // No other call is made between this refresh and the deletion.
  of: {
    ...ORDER,
    fresh: (desk, number) => freshOrder(desk, number, { documents: false }),
  },
  kind: 'delete',
  what: 'delete the draft',
  isIdempotent: true,
  async plan(desk, order) {
    if (!isDraft(order.seen.status)) throw notADraft(order)
    await refuseWhileChecked(desk, order)
    return { send: (bandwidth) => bandwidth.deleteOrder(order.id) }
  },
  shows: ({ seen }) => !isDraft(seen.status),
  async done(db, desk, { number, seen: { status } }, { by }) {
    const facts = { shows: status }
    await audit(db, { at: desk.clock(), orderNumber: number, by, operation: 'delete', facts })
    await announceWith(db, desk, number, { kind: 'cancelled-not-deleted', by, status })
  },
  instead: cancelledNotDeleted,
  failed: ({ by }) => ({ kind: 'not-deleted', by }),
  notKnown: deleteNotKnown,
  notSeen: deleteNotSeen,
}
