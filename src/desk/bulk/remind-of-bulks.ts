import { isAlive } from '../../porting/standing.ts'
import { isBulkDraft } from '../../porting/bulk-status.ts'
import { purgesAt } from '../../porting/draft-life.ts'
import type { Instant } from '../../porting/calendar.ts'
import { agreedMoment } from '../../porting/foc.ts'
import { findBulks, isSeenBulk, type TrackedBulk } from '../../store/bulk-orders.ts'
import { findChildren } from '../../store/children.ts'
import { isSeen, type SeenOrder, type TrackedOrder } from '../../store/orders.ts'
import { extendAutomatically } from '../extend-draft.ts'
import type { Reminded } from '../remind.ts'
import { EXTEND_BULK, wouldOverwrite } from './extend-bulk.ts'
import { syncBulk } from './refresh-bulk.ts'
import { refreshChildren } from './refresh-children.ts'

/** That its draft ends, that a request about it ends, and the day that its orders share. */
export const REMINDED_BULKS: Reminded<TrackedBulk> = {
  table: 'bulk_order',
  // Each brings hundreds of orders.
  batch: 5,
  find: findBulks,
  async stateOf(db, desk, bulk, underWay) {
    const { number, createdAt, standsSince, ownerZone } = bulk
    const children = await findChildren(db, number)
    const [speaker, ...others] = speakersOf(children)
    const extensionOverwrites = isSeenBulk(bulk) && wouldOverwrite(bulk, children)
    const draft = isSeenBulk(bulk) && isBulkDraft(bulk.seen.status) ? bulk.seen : null
    return {
      facts: {
        seen: speaker?.seen ?? null,
        isForMany: true,
        otherDays: others.map(({ seen, standsSince: since }) => ({ seen, standsSince: since })),
        bulkDraft: draft === null ? undefined : { ...draft, extensionOverwrites },
        createdAt,
        standsSince: speaker?.standsSince ?? standsSince,
        ownerZone,
        ...underWay,
      },
      // It counts the numbers of all: each is looked at before.
      seenAt: isSeenBulk(bulk) ? (speaker === undefined ? bulk.seenAt : oldestOf(children)) : null,
      refresh: () =>
        speaker === undefined || !isSeenBulk(bulk)
          ? syncBulk(desk, number)
          : refreshChildren(desk, bulk),
      dies:
        draft === null || extensionOverwrites ? null : purgesAt(draft.lastModifiedAt ?? createdAt),
      isOwn: () => true,
    }
  },
  extend: (desk, bulk, how) =>
    isSeenBulk(bulk)
      ? extendAutomatically(desk, EXTEND_BULK, bulk, how)
      : Promise.resolve('not-yet'),
  refOf: (number, due) => ({ kind: 'bulk-reminder', number, due }),
}

/** Of those that may still change; an order that was never seen leaves the whole unseen. */
function oldestOf(children: readonly TrackedOrder[]): Instant {
  const living = children.filter(isAlive)
  return Math.min(...living.map(({ seenAt }) => seenAt ?? 0))
}

/**
 * One order speaks for all that port at its moment: one that nothing is asked of, else one that may still
 * port then. Most come first: Bandwidth moves all to one day where it can.
 */
function speakersOf(children: readonly TrackedOrder[]): readonly SeenOrder[] {
  const agreed = children
    .filter(isSeen)
    .filter((child) => isAlive(child) && child.seen.status !== 'EXCEPTION')
  const byMoment = Map.groupBy(agreed, ({ seen }) => agreedMoment(seen))
  byMoment.delete(null)
  return [...byMoment.values()]
    .toSorted((some, others) => others.length - some.length)
    .flatMap((some) => some.find(({ seen }) => seen.status === 'FOC') ?? some.slice(0, 1))
}
