import { BandwidthForbidden, BandwidthNotFound } from '../../bandwidth/errors.ts'
import type { BulkOrderId } from '../../porting/bulk-order.ts'
import type { CustomerOrderId } from '../../porting/order.ts'
import { noSharedFacts } from '../../porting/shared-facts.ts'
import { planBulk } from '../../store/plans.ts'
import { findBulkNotYetKnown, findBulkWithId, insertBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import type { Desk } from '../desk.ts'
import { newCustomerOrderId } from '../draft-order.ts'
import { syncBulk } from './refresh-bulk.ts'
import { queueBulkCard } from './announce-bulk.ts'

/**
 * Start following a bulk order that somebody made elsewhere, and plan its first refresh. One of ours is
 * left as it is, even while its creation has no answer.
 */
export async function saveBulkOfOthers(
  db: Database,
  {
    id,
    customerOrderId,
    channel,
    owner,
    now,
  }: {
    readonly id: BulkOrderId
    readonly customerOrderId: CustomerOrderId | null
    readonly channel: string
    readonly owner: string
    readonly now: number
  },
): Promise<{ readonly number: number; readonly isNew: boolean }> {
  const known =
    (await findBulkWithId(db, id)) ??
    (customerOrderId === null ? undefined : await findBulkNotYetKnown(db, customerOrderId))
  if (known !== undefined) return { number: known.number, isNew: false }
  const number = await insertBulk(db, {
    id,
    shared: noSharedFacts,
    numbers: [],
    channel,
    owner,
    now,
    customerOrderId: customerOrderId ?? newCustomerOrderId({ ...noSharedFacts, numbers: [] }),
  })
  await planBulk(db, number, { nextPollAt: now })
  return { number, isNew: true }
}

/** By Bandwidth's id. @returns undefined when Bandwidth has no such bulk order. */
export async function followBulkMadeElsewhere(
  desk: Desk,
  reference: string,
  { by, channel }: { readonly by: string; readonly channel: string },
): Promise<number | undefined> {
  const id = reference.trim() as BulkOrderId
  if (!/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(id)) return undefined
  try {
    const { customerOrderId } = await desk.bandwidth.getBulk(id)
    const now = desk.clock()
    const { number, isNew } = await desk.db.transaction().execute(async (db) => {
      const saved = await saveBulkOfOthers(db, {
        id,
        customerOrderId,
        channel,
        owner: by,
        now,
      })
      if (saved.isNew) await queueBulkCard(db, { number: saved.number, channel, now })
      return saved
    })
    if (isNew) await syncBulk(desk, number)
    return number
  } catch (error) {
    if (error instanceof BandwidthNotFound || error instanceof BandwidthForbidden) return undefined
    throw error
  }
}
