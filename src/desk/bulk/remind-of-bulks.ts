import { isBulkDraft } from '../../porting/bulk-status.ts'
import { purgesAt } from '../../porting/draft-life.ts'
import { agreedDate } from '../../porting/foc.ts'
import { findBulks, isSeenBulk, type TrackedBulk } from '../../store/bulk-orders.ts'
import { findChildren } from '../../store/children.ts'
import type { TrackedOrder } from '../../store/orders.ts'
import { extendAutomatically } from '../extend-draft.ts'
import { syncOrder } from '../refresh-order.ts'
import type { Reminded } from '../remind.ts'
import { EXTEND_BULK, wouldOverwrite } from './extend-bulk.ts'
import { syncBulk } from './refresh-bulk.ts'

/** That its draft ends, that a request about it ends, and the day that its orders share. */
export const REMINDED_BULKS: Reminded<TrackedBulk> = {
  table: 'bulk_order',
  // Each brings hundreds of orders.
  batch: 5,
  find: findBulks,
  async stateOf(db, desk, bulk, underWay) {
    const { number, createdAt, standsSince, ownerZone } = bulk
    const children = await findChildren(db, number)
    const speaker = speakerOf(children)
    const extensionOverwrites = isSeenBulk(bulk) && wouldOverwrite(bulk, children)
    const draft = isSeenBulk(bulk) && isBulkDraft(bulk.seen.status) ? bulk.seen : null
    return {
      facts: {
        seen: speaker?.seen ?? null,
        isForMany: true,
        bulkDraft: draft === null ? undefined : { ...draft, extensionOverwrites },
        createdAt,
        standsSince: speaker?.standsSince ?? standsSince,
        ownerZone,
        ...underWay,
      },
      seenAt: isSeenBulk(bulk) ? (speaker ?? bulk).seenAt : null,
      refresh: () =>
        speaker === undefined ? syncBulk(desk, number) : syncOrder(desk, speaker.number),
      dies:
        draft === null || extensionOverwrites ? null : purgesAt(draft.lastModifiedAt ?? createdAt),
      isOwn: () => true,
    }
  },
  keep: (desk, bulk, how) =>
    isSeenBulk(bulk)
      ? extendAutomatically(desk, EXTEND_BULK, bulk, how)
      : Promise.resolve('not-yet'),
  refOf: (number, due) => ({ kind: 'bulk-reminder', number, due }),
}

/**
 * Bandwidth moves all of them to one day, so one that has it speaks for all: one that nothing is asked of,
 * else one that may still port on its date.
 */
function speakerOf(children: readonly TrackedOrder[]): TrackedOrder | undefined {
  const agreed = children.filter(
    ({ endedAt, seen }) =>
      endedAt === null && seen !== null && seen.status !== 'EXCEPTION' && agreedDate(seen) !== null,
  )
  return agreed.find(({ seen }) => seen?.status === 'FOC') ?? agreed[0]
}
