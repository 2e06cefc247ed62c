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
  dueHints,
  forgetHints,
  forgetUnknownHints,
  postponeHints,
  unknownHints,
  type DueHint,
} from '../store/hints.ts'
import { findOrderNotYetKnown, findOrderWithId } from '../store/orders.ts'
import { syncBulk } from './bulk/look-at-bulk.ts'
import { BY_ITSELF, type Desk } from './desk.ts'
import { followOrder } from './find-order.ts'
import { syncOrder } from './look-at-order.ts'
import { sweep } from './sweep.ts'

const AT_ONCE = 5
const AFTER_OUTAGE_MS = 60_000
/** A creation whose outcome is unknown is looked up within minutes, and the order is ours then. */
const UNTIL_SETTLED_MS = 30_000

/** More ids than this that nobody knows are asked about together, by Bandwidth's lists. */
const MANY_UNKNOWN = 20

/** Look at every order that Bandwidth said something about, as far as calls may be made for it now. */
export async function followHints(desk: Desk): Promise<void> {
  try {
    let mayFold = true
    for (;;) {
      if (mayFold) mayFold = await foldUnknown(desk)
      const hints = await dueHints(desk.db, desk.clock(), AT_ONCE)
      if (hints.length === 0) return
      const followed = await Promise.allSettled(hints.map((hint) => followHint(desk, hint)))
      for (const one of followed) if (one.status === 'rejected') throw one.reason
    }
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error
    desk.log('calls-spent', { until: error.until })
  }
}

/**
 * What the lists do not show is not ours to follow, or is found by the next sweep.
 * @returns false when they could not be had: one by one the ids are put off like any other.
 */
async function foldUnknown(desk: Desk): Promise<boolean> {
  const { count, upTo } = await unknownHints(desk.db, desk.clock())
  if (count <= MANY_UNKNOWN) return true
  try {
    await sweep(desk)
  } catch (error) {
    if (!isBandwidthError(error) || error instanceof BudgetSpent) throw error
    desk.log('hints-not-folded', { ids: count, error })
    return false
  }
  desk.log('hints-folded', { ids: count })
  await forgetUnknownHints(desk.db, upTo)
  return true
}

/** @throws BudgetSpent, with the hint as due as it was. */
async function followHint(desk: Desk, hint: DueHint): Promise<void> {
  try {
    const waitMs = await look(desk, hint.orderId)
    if (waitMs === null) await forgetHints(desk.db, hint)
    else await postponeHints(desk.db, hint, desk.clock() + waitMs)
  } catch (error) {
    if (error instanceof BudgetSpent) throw error
    // Whatever it was, the others must not wait for it.
    desk.log(isBandwidthError(error) ? 'hint-look-failed' : 'bug', { id: hint.orderId, error })
    await postponeHints(desk.db, hint, desk.clock() + AFTER_OUTAGE_MS)
  }
}

/** @returns how long to wait and try again; null when it is done. */
async function look(desk: Desk, id: OrderId): Promise<number | null> {
  const known = await findOrderWithId(desk.db, id)
  if (known !== undefined) {
    // Late, or sent twice: nothing happens to what has ended.
    if (known.endedAt === null) await syncOrder(desk, known.number)
    return null
  }
  const bulk = await findBulkWithId(desk.db, id as string as BulkOrderId)
  if (bulk !== undefined) {
    if (bulk.endedAt === null) await syncBulk(desk, bulk.number)
    return null
  }
  return lookAtUnknown(desk, id)
}

/** Made elsewhere, on its way to be ours, or not of this account: only Bandwidth can tell. */
async function lookAtUnknown(desk: Desk, id: OrderId): Promise<number | null> {
  const order = await read(desk, id)
  if (order === null) {
    desk.log('hint-of-no-order', { id })
    return null
  }
  const { customerOrderId } = order
  if (customerOrderId !== null && (await findOrderNotYetKnown(desk.db, customerOrderId))) {
    return UNTIL_SETTLED_MS
  }
  // A child is followed with its bulk order, which the sweep finds.
  if (order.bulkOrderId !== null) return null
  const { defaultChannel } = desk.settings
  if (isTerminal(order.status) || defaultChannel === null) {
    desk.log('hint-of-order-made-elsewhere', { id, status: order.status })
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
