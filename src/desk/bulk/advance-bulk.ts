import {
  BandwidthNotFound,
  BandwidthRefused,
  isBandwidthError,
  OutcomeUnknown,
  nullIfNotFound,
} from '../../bandwidth/errors.ts'
import type { BulkOrderId } from '../../porting/bulk-order.ts'
import { inCheckSince } from '../../porting/bulk-list-state.ts'
import { numbersIn } from '../../porting/desired-numbers.ts'
import { sameNumbers, type TelephoneNumber } from '../../porting/telephone-number.ts'
import { savedNumbers } from '../../store/bulk-numbers.ts'
import { planBulk } from '../../store/plans.ts'
import { hasUnsentList, writeBulk, type BulkWithUnsentList } from '../../store/bulk-orders.ts'
import { isFromBeforeRestore } from '../../store/restored.ts'
import { whyRefused } from '../bandwidth-trouble.ts'
import { writeAndWake, type Desk } from '../desk.ts'
import { refreshBulk } from './refresh-bulk.ts'
import { announceBulkWith } from './announce-bulk.ts'
import { bulkNumbered } from '../numbered.ts'
import { standingOf } from '../../porting/standing.ts'

const AFTER_OUTAGE_MS = 15_000

/**
 * Take the next step of a bulk order: send Bandwidth the desired numbers, then refresh. A PUT replaces the
 * whole list, so one that did not arrive is sent again.
 *
 * @throws a BandwidthError when the bulk order could not be read.
 */
export function advanceBulk(desk: Desk, number: number): Promise<void> {
  return desk.locks.hold(number, () => advanceBulkLocked(desk, number))
}

/** The same for an operation that holds the lock already. */
export async function advanceBulkLocked(desk: Desk, number: number): Promise<void> {
  const bulk = await bulkNumbered(desk.db, number)
  const { is } = standingOf(bulk)
  if (is !== 'made' && is !== 'seen') return
  if (hasUnsentList(bulk) && !(await wasGivenMeanwhile(desk, bulk))) {
    if (!(await sendNumbers(desk, bulk))) return
  }
  await refreshBulk(desk, number)
}

/**
 * After a restore: this list, or a newer one, may have been sent in the time that the backup does not
 * cover. Then Bandwidth's list is the desired one, and the refresh takes it over.
 */
async function wasGivenMeanwhile(desk: Desk, bulk: BulkWithUnsentList): Promise<boolean> {
  const { db } = desk
  if (!(await isFromBeforeRestore(db, bulk))) return false
  const there = await nullIfNotFound(desk.bandwidth.getBulkNumbers(bulk.id))
  // The refresh handles a bulk order that Bandwidth does not have.
  if (there === null) return true
  const { split } = await savedNumbers(db, bulk.number)
  const isAsBefore = sameNumbers(numbersIn(there), split === null ? [] : numbersIn(split))
  if (isAsBefore) return false
  await writeBulk(db, bulk.number, { list: inCheckSince(bulk.createdAt) })
  return true
}

/** @returns false when Bandwidth could not be asked; it is retried soon. */
async function sendNumbers(desk: Desk, bulk: BulkWithUnsentList): Promise<boolean> {
  const { number } = bulk
  const now = desk.clock()
  const { desired } = await savedNumbers(desk.db, number)
  try {
    await give(desk, bulk, desired)
    const since = { waitingSince: now, progressAt: now }
    await writeBulk(desk.db, number, { list: inCheckSince(now), ...since })
    return true
  } catch (error) {
    if (error instanceof BandwidthNotFound) return true
    if (error instanceof BandwidthRefused) {
      const description = whyRefused(error).sentence
      const errors =
        error.errors.length > 0 ? error.errors : [{ code: '', description, numbers: [] }]
      await writeAndWake(desk, async (db) => {
        await writeBulk(db, number, { list: { is: 'not-taken', errors } })
        await announceBulkWith(db, desk, number, { kind: 'numbers-refused', errors })
      })
      return true
    }
    if (!isBandwidthError(error)) throw error
    desk.log('numbers-not-sent', { number, error })
    await planBulk(desk.db, number, { nextPollAt: now + AFTER_OUTAGE_MS })
    return false
  }
}

/** A list sent twice restarts its check, so without an answer we first check whether it arrived. */
async function give(
  desk: Desk,
  bulk: BulkWithUnsentList,
  desired: readonly TelephoneNumber[],
): Promise<void> {
  try {
    await desk.writesFor(bulk).putBulkNumbers(bulk.id, desired)
  } catch (error) {
    if (!(error instanceof OutcomeUnknown && (await isGiven(desk, bulk.id, desired)))) throw error
  }
}

async function isGiven(
  { bandwidth }: Desk,
  id: BulkOrderId,
  desired: readonly TelephoneNumber[],
): Promise<boolean> {
  try {
    return sameNumbers(numbersIn(await bandwidth.getBulkNumbers(id)), desired)
  } catch (error) {
    if (isBandwidthError(error)) return false
    throw error
  }
}
