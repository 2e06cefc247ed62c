import { accountFor } from '../../porting/bulk-account.ts'
import { MOST_BULK_NUMBERS } from '../../porting/bulk-order.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { desiredWith, movedBy, type NumbersChange } from '../../porting/desired-numbers.ts'
import type { OrderError } from '../../porting/order.ts'
import type { TelephoneNumber } from '../../porting/telephone-number.ts'
import { audit } from '../../store/audit.ts'
import { savedNumbers, writeNumbers } from '../../store/bulk-numbers.ts'
import { writeBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import { forgetRemoved, noteRemoved } from '../../store/removed-numbers.ts'
import { writeAndWake, type Desk } from '../desk.ts'
import { noNumbers, nothingToTakeOut, tooManyNumbers } from '../refusals.ts'
import { advanceBulkLocked } from './advance-bulk.ts'
import { cannotDoWithBulkNow, sameNumbers } from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { readAllDocuments } from './read-documents.ts'
import { announceBulkWith } from './announce-bulk.ts'

/**
 * Change the numbers of a bulk draft: more, fewer, or others. Two people who change them at once each
 * change the current list. The list is saved first and then sent as a whole, so a restart in between loses
 * no change; Bandwidth checks and splits it again.
 */
export function changeBulkNumbers(
  desk: Desk,
  request: {
    readonly number: number
    readonly how: NumbersChange
    readonly numbers: readonly TelephoneNumber[]
    readonly by: string
  },
): Promise<{ readonly added: number; readonly removed: number }> {
  const { number, how, by } = request
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    const { desired } = await savedNumbers(desk.db, number)
    return change(desk, bulk, { numbers: desiredWith(desired, how, request.numbers), by })
  })
}

/** Take out every number that Bandwidth says cannot go, and have the rest checked again. */
export function takeOutRefusedNumbers(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<{ readonly added: number; readonly removed: number }> {
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    const { desired, split } = await savedNumbers(desk.db, number)
    const { refused } = accountFor(desired, split)
    const why = new Map(refused.map(({ tn, error }) => [tn, error]))
    const numbers = desired.filter((tn) => !why.has(tn))
    if (why.size === 0 || numbers.length === 0) throw nothingToTakeOut(bulk)
    return change(desk, bulk, { numbers, by, why })
  })
}

async function change(
  desk: Desk,
  bulk: SeenBulkOrder,
  {
    numbers,
    by,
    why,
  }: {
    readonly numbers: readonly TelephoneNumber[]
    readonly by: string
    /** For numbers that leave because Bandwidth cannot port them. */
    readonly why?: ReadonlyMap<TelephoneNumber, OrderError>
  },
): Promise<{ readonly added: number; readonly removed: number }> {
  if (numbers.length === 0) throw noNumbers([])
  if (numbers.length > MOST_BULK_NUMBERS) {
    throw tooManyNumbers(numbers.length, MOST_BULK_NUMBERS, 'bulk order')
  }
  if (!bulkRuleFor(bulk.seen.status).may.includes('change-numbers')) {
    throw cannotDoWithBulkNow(bulk, 'numbers')
  }
  const { desired } = await savedNumbers(desk.db, bulk.number)
  const are = new Set(numbers)
  const { joining, leaving } = movedBy(desired, [...are])
  const [added, removed] = [joining.length, leaving.length]
  // A list that Bandwidth refused may be sent again unchanged.
  if (added + removed === 0 && bulk.list.is !== 'not-taken') throw sameNumbers(bulk)
  await readAllDocuments(desk, bulk.number)
  const now = desk.clock()
  await writeAndWake(desk, async (db) => {
    await writeNumbers(db, bulk.number, { desired: [...are] })
    await forgetRemoved(db, bulk.number, joining)
    await noteRemoved(db, bulk.number, {
      removed: leaving.map((tn) => ({ tn, error: why?.get(tn) ?? null })),
      by,
      at: now,
    })
    await writeBulk(db, bulk.number, {
      list: { is: 'unsent' },
      nextPollAt: now,
      waitingSince: now,
      progressAt: null,
      changedBy: [...bulk.changedBy, { by, at: now }],
    })
    const facts = { added, removed }
    await announceBulkWith(db, desk, bulk.number, { kind: 'numbers-changed', by, ...facts })
    await audit(db, { at: now, orderNumber: bulk.number, by, operation: 'change numbers', facts })
  })
  await advanceBulkLocked(desk, bulk.number)
  return { added, removed }
}
