import { areDecidedAhead } from '../porting/activation.ts'
import { purgesAt } from '../porting/draft-life.ts'
import type { Reminder } from '../porting/reminders.ts'
import { isDraft } from '../porting/status.ts'
import { findOrders, isSeen, type TrackedOrder } from '../store/orders.ts'
import { EXTEND_ORDER, extendAutomatically } from './extend-draft.ts'
import { syncOrder } from './refresh-order.ts'
import type { Reminded } from './remind.ts'

export const REMINDED_ORDERS: Reminded<TrackedOrder> = {
  table: 'port_order',
  batch: 50,
  find: findOrders,
  stateOf(_, desk, order, underWay) {
    const { number, createdAt, statusSince, ownerZone, bulkNumber } = order
    const seen = isSeen(order) ? order.seen : null
    const isChild = bulkNumber !== null
    const draft = seen !== null && isDraft(seen.status) ? seen : null
    // A draft in a bulk order is purged with it; reminders and extensions are for the bulk order.
    const isOfItsBulk = isChild && draft !== null
    const { calendar, activation } = desk.settings
    const isPreApproved = underWay.approvals.some(
      ({ operation, isGranted }) => operation === 'activate' && isGranted,
    )
    return Promise.resolve({
      facts: {
        seen: isOfItsBulk ? null : seen,
        isDecidedAhead:
          seen !== null &&
          areDecidedAhead([{ order: seen, isPreApproved }], {
            now: desk.clock(),
            calendar,
            ...activation,
          }),
        createdAt,
        statusSince,
        ownerZone,
        ...underWay,
      },
      seenAt: seen === null ? null : order.seenAt,
      refresh: () => syncOrder(desk, number),
      dies: draft === null || isChild ? null : purgesAt(draft.lastModifiedAt ?? createdAt),
      isOwn: (reminder) =>
        reminder.kind === 'approval-ends'
          ? (reminder.announcedUnder ?? number) === number
          : !isChild || !ANNOUNCED_OF_THE_BULK.includes(reminder.kind),
    })
  },
  extend: (desk, order, how) =>
    isSeen(order)
      ? extendAutomatically(desk, EXTEND_ORDER, order, how)
      : Promise.resolve('not-yet'),
  refOf: (number, due) => ({ kind: 'reminder', number, due }),
}

/** The orders of a bulk order share their day, so it is announced once. */
const ANNOUNCED_OF_THE_BULK: readonly Reminder['kind'][] = [
  'foc-in-three-days',
  'foc-tomorrow',
  'foc-today',
  'window-opens',
  'activates-soon',
]
