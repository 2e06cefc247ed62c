import { isBandwidthError, type BandwidthRefused } from '../../bandwidth/errors.ts'
import { MOST_BULK_NUMBERS, type BulkOrderId, type SharedFacts } from '../../porting/bulk-order.ts'
import type { TelephoneNumber } from '../../porting/telephone-number.ts'
import { audit } from '../../store/audit.ts'
import { insertBulk, writeBulk } from '../../store/bulk-orders.ts'
import type { Database } from '../../store/database.ts'
import { redraw } from '../../store/posts.ts'
import { writeAndWake, type Desk } from '../desk.ts'
import { newCustomerOrderId } from '../draft-order.ts'
import { conclude, intend } from '../intend.ts'
import { cardKey } from '../post-keys.ts'
import { bandwidthUnreachable, noNumbers, tooManyNumbers } from '../refusals.ts'
import { advanceBulkLocked } from './advance-bulk.ts'
import { queueBulkCard, announceBulkWith, redrawBulkCard } from './announce-bulk.ts'
import { bulkNumbered } from '../numbered.ts'

type BulkDrafted =
  | { readonly kind: 'made'; readonly number: number }
  | { readonly kind: 'refused'; readonly error: BandwidthRefused }
  /** It may exist: `resolveInDoubt` finds out, and the card says so until then. */
  | { readonly kind: 'unknown'; readonly number: number }

/**
 * Create a bulk draft at Bandwidth and send its numbers, which are then checked and split there. The card
 * is queued before anything is sent, so it appears at once.
 *
 * @throws Refusal when there are no numbers or too many, or Bandwidth could not be asked at all.
 */
export async function draftBulk(
  desk: Desk,
  request: {
    readonly by: string
    readonly channel: string
    readonly shared: SharedFacts
    readonly numbers: readonly TelephoneNumber[]
    readonly unread: readonly string[]
  },
): Promise<BulkDrafted> {
  const { by, channel, shared, numbers, unread } = request
  if (numbers.length === 0) throw noNumbers(unread)
  if (numbers.length > MOST_BULK_NUMBERS) {
    throw tooManyNumbers(numbers.length, MOST_BULK_NUMBERS, 'bulk order')
  }
  const now = desk.clock()
  const customerOrderId = newCustomerOrderId({ subscriber: shared.subscriber, numbers })
  const number = await writeAndWake(desk, async (db) => {
    const number = await insertBulk(db, {
      id: null,
      customerOrderId,
      shared,
      numbers,
      channel,
      owner: by,
      now,
    })
    await queueBulkCard(db, { number, channel, now })
    await audit(db, { at: now, orderNumber: number, by, operation: 'draft bulk order', facts: {} })
    return number
  })
  const made = await intend(
    desk,
    { kind: 'bulk', orderNumber: number, searchKey: customerOrderId, facts: {}, by },
    (bandwidth) => bandwidth.createBulk({ customerOrderId, shared }),
  )
  switch (made.kind) {
    case 'done':
      await adoptMadeBulk(desk, { number, intent: made.intent, id: made.result.id })
      return { kind: 'made', number }
    case 'refused':
      await neverMade(desk, number)
      return { kind: 'refused', error: made.error }
    case 'not-done':
      await neverMade(desk, number)
      throw bandwidthUnreachable(made.error, 'Nothing was created.')
    case 'unknown':
      return { kind: 'unknown', number }
  }
}

/** The bulk order exists at Bandwidth under this id: save that, and send its numbers. */
export function adoptMadeBulk(
  desk: Desk,
  made: MadeBulk,
  announce?: (db: Database) => Promise<void>,
): Promise<void> {
  return desk.locks.hold(made.number, () => adoptMadeBulkLocked(desk, made, announce))
}

interface MadeBulk {
  readonly number: number
  readonly intent: number
  readonly id: BulkOrderId
}

/** The same for an operation that holds its lock already. */
export async function adoptMadeBulkLocked(
  desk: Desk,
  made: MadeBulk,
  announce: (db: Database) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const now = desk.clock()
  await conclude(desk, made.intent, 'done', async (db) => {
    await writeBulk(db, made.number, { id: made.id, nextPollAt: now, waitingSince: now })
    const bulk = await bulkNumbered(db, made.number)
    await queueBulkCard(db, { ...bulk, now })
    await redraw(db, cardKey(made.number))
    if (bulk.recreated !== null) {
      const { by, children } = bulk.recreated
      const news = { kind: 'made-again', by, children: children.length } as const
      await announceBulkWith(db, desk, made.number, news)
    }
    await announce(db)
  })
  try {
    await advanceBulkLocked(desk, made.number)
  } catch (error) {
    // It exists either way; the scheduler continues with it.
    if (!isBandwidthError(error)) throw error
    desk.log('refresh-after-failed', { number: made.number, error })
  }
  desk.wake()
}

async function neverMade(desk: Desk, number: number): Promise<void> {
  await writeBulk(desk.db, number, {
    endedAt: desk.clock(),
    ending: 'never-made',
    nextPollAt: null,
  })
  await redrawBulkCard(desk, number)
}
