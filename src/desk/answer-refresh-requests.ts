import { isAlive } from '../porting/standing.ts'
import {
  BandwidthForbidden,
  BandwidthNotFound,
  BudgetSpent,
  isBandwidthError,
} from '../bandwidth/errors.ts'
import type { BulkOrderId } from '../porting/bulk-order.ts'
import type { OrderId } from '../porting/order.ts'
import { isTerminal } from '../porting/status.ts'
import { findBulkWithId } from '../store/bulk-orders.ts'
import {
  dueRefreshRequests,
  forgetRefreshRequests,
  forgetUnknownRefreshRequests,
  postponeRefreshRequests,
  unknownRefreshRequests,
  type DueRefreshRequest,
} from '../store/refresh-requests.ts'
import { findOrderNotYetKnown, findOrderWithId } from '../store/orders.ts'
import { syncBulk } from './bulk/refresh-bulk.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { followOrder } from './find-order.ts'
import { syncOrder } from './refresh-order.ts'
import { reconcileOrders } from './reconcile-orders.ts'

const AT_ONCE = 5
const AFTER_OUTAGE_MS = 60_000
/** A creation with an unknown outcome is resolved within minutes, and then the order is ours. */
const UNTIL_RESOLVED_MS = 30_000

/** More unknown ids than this are searched for together, in Bandwidth's lists. */
const MANY_UNKNOWN = 20

/** Refresh the orders that Bandwidth notified about, within the calls that may be made for it now. */
export async function answerRefreshRequests(desk: Desk): Promise<void> {
  try {
    let mayFold = true
    for (;;) {
      if (mayFold) mayFold = await foldUnknown(desk)
      const requests = await dueRefreshRequests(desk.db, desk.clock(), AT_ONCE)
      if (requests.length === 0) return
      const followed = await Promise.allSettled(
        requests.map((request) => answerRefreshRequest(desk, request)),
      )
      for (const one of followed) if (one.status === 'rejected') throw one.reason
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    desk.log('calls-spent', { until: error.until })
  }
}

/**
 * What the lists do not show is not ours to follow, or is found by the next reconciliation.
 * @returns false when the lists could not be read: the ids are then postponed one by one like any other.
 */
async function foldUnknown(desk: Desk): Promise<boolean> {
  const { count, upTo } = await unknownRefreshRequests(desk.db, desk.clock())
  if (count <= MANY_UNKNOWN) return true
  try {
    await reconcileOrders(desk)
  } catch (error) {
    if (!isBandwidthError(error) || error instanceof BudgetSpent) throw error
    desk.log('refresh-requests-not-folded', { ids: count, error })
    return false
  }
  desk.log('refresh-requests-folded', { ids: count })
  await forgetUnknownRefreshRequests(desk.db, upTo)
  return true
}

/** @throws BudgetSpent and leaves the refresh request due. */
async function answerRefreshRequest(desk: Desk, request: DueRefreshRequest): Promise<void> {
  try {
    const waitMs = await refresh(desk, request.orderId)
    if (waitMs === null) await forgetRefreshRequests(desk.db, request)
    else await postponeRefreshRequests(desk.db, request, desk.clock() + waitMs)
  } catch (error) {
    if (error instanceof BudgetSpent) throw error
    // Whatever it was, the others must not wait for it.
    desk.log(isBandwidthError(error) ? 'requested-refresh-failed' : 'bug', {
      id: request.orderId,
      error,
    })
    await postponeRefreshRequests(desk.db, request, desk.clock() + AFTER_OUTAGE_MS)
  }
}

/** @returns how long to wait and try again; null when it is done. */
async function refresh(desk: Desk, id: OrderId): Promise<number | null> {
  const known = await findOrderWithId(desk.db, id)
  if (known !== undefined) {
    // Late, or sent twice: an order that has ended does not change.
    if (isAlive(known)) await syncOrder(desk, known.number)
    return null
  }
  const bulk = await findBulkWithId(desk.db, id as string as BulkOrderId)
  if (bulk !== undefined) {
    if (isAlive(bulk)) await syncBulk(desk, bulk.number)
    return null
  }
  return refreshUnknown(desk, id)
}

/** Made elsewhere, about to become ours, or not in this account: only Bandwidth knows. */
async function refreshUnknown(desk: Desk, id: OrderId): Promise<number | null> {
  const order = await read(desk, id)
  if (order === null) {
    desk.log('notification-of-no-order', { id })
    return null
  }
  const { customerOrderId } = order
  if (customerOrderId !== null && (await findOrderNotYetKnown(desk.db, customerOrderId))) {
    return UNTIL_RESOLVED_MS
  }
  // A child is followed with its bulk order, which the reconciliation finds.
  if (order.bulkOrderId !== null) return null
  const { defaultChannel } = desk.settings
  if (isTerminal(order.status) || defaultChannel === null) {
    desk.log('notification-of-order-made-elsewhere', { id, status: order.status })
    return null
  }
  await followOrder(desk, { id, order }, { by: BY_ITSELF, channel: defaultChannel })
  return null
}

async function read(desk: Desk, id: OrderId) {
  try {
    return (await desk.bandwidth.getOrder(id)).order
  } catch (error) {
    if (error instanceof BandwidthNotFound || error instanceof BandwidthForbidden) return null
    throw error
  }
}
