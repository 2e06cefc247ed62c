import { isAlive } from '../../porting/standing.ts'
import { areDecidedAhead } from '../../porting/activation.ts'
import { isBulkDraft } from '../../porting/bulk-status.ts'
import { purgesAt } from '../../porting/draft-life.ts'
import type { Instant } from '../../porting/calendar.ts'
import { agreedMoment } from '../../porting/foc.ts'
import { activationsAmong } from '../../store/approvals.ts'
import { findBulks, isSeenBulk, type TrackedBulk } from '../../store/bulk-orders.ts'
import { findChildren } from '../../store/children.ts'
import type { Database } from '../../store/database.ts'
import { isSeen, type TrackedOrder } from '../../store/orders.ts'
import type { ReminderFacts } from '../../porting/reminders.ts'
import type { Desk } from '../desk.ts'
import { extendAutomatically } from '../extend-draft.ts'
import type { Reminded } from '../remind.ts'
import { EXTEND_BULK, wouldOverwrite } from './extend-bulk.ts'
import { syncBulk } from './refresh-bulk.ts'
import { refreshChildren } from './refresh-children.ts'

/** Reminders that its draft ends, that a request about it ends, and of the day that its orders share. */
export const REMINDED_BULKS: Reminded<TrackedBulk> = {
  table: 'bulk_order',
  // Each bulk order brings hundreds of orders.
  batch: 5,
  find: findBulks,
  async stateOf(db, desk, bulk, underWay) {
    const { number, createdAt, statusSince, ownerZone } = bulk
    const children = await findChildren(db, number)
    const [speaker, ...others] = await momentsOf(db, desk, children)
    const extensionOverwrites = isSeenBulk(bulk) && wouldOverwrite(bulk, children)
    const draft = isSeenBulk(bulk) && isBulkDraft(bulk.seen.status) ? bulk.seen : null
    return {
      facts: {
        seen: speaker?.seen ?? null,
        isForMany: true,
        isDecidedAhead: speaker?.isDecidedAhead ?? false,
        otherDays: others,
        bulkDraft: draft === null ? undefined : { ...draft, extensionOverwrites },
        createdAt,
        statusSince: speaker?.statusSince ?? statusSince,
        ownerZone,
        ...underWay,
      },
      // It counts the numbers of all children, so the oldest reading decides how fresh it is.
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

/** Of the orders that may still change; one that was never read makes the whole unread. */
function oldestOf(children: readonly TrackedOrder[]): Instant {
  const living = children.filter(isAlive)
  return Math.min(...living.map(({ seenAt }) => seenAt ?? 0))
}

/**
 * Each moment at which orders port, surely or perhaps, with one order that speaks for all of them. Moments
 * with most orders come first: Bandwidth moves all to one day where it can.
 */
async function momentsOf(
  db: Database,
  { settings: { calendar, activation }, clock }: Desk,
  children: readonly TrackedOrder[],
): Promise<NonNullable<ReminderFacts['otherDays']>> {
  const agreed = children
    .filter(isSeen)
    .filter((child) => isAlive(child) && child.seen.status !== 'EXCEPTION')
  const byMoment = Map.groupBy(agreed, ({ seen }) => agreedMoment(seen))
  byMoment.delete(null)
  const now = clock()
  const numbers = agreed.map(({ number }) => number)
  const { granted } = await activationsAmong(db, numbers, now)
  return [...byMoment.values()]
    .toSorted((some, others) => others.length - some.length)
    .flatMap((orders) => {
      const speaker = orders.find(({ seen }) => seen.status === 'FOC') ?? orders[0]
      if (speaker === undefined) return []
      const decided = orders.map(({ number, seen: order }) => ({
        order,
        isPreApproved: granted.has(number),
      }))
      const isDecidedAhead = areDecidedAhead(decided, { now, calendar, ...activation })
      return [{ seen: speaker.seen, statusSince: speaker.statusSince, isDecidedAhead }]
    })
}
