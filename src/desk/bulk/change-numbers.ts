import { accountFor } from '../../porting/bulk-account.ts'
import { MOST_BULK_NUMBERS } from '../../porting/bulk-order.ts'
import { bulkRuleFor } from '../../porting/bulk-status.ts'
import { desiredWith, type NumbersChange } from '../../porting/desired-numbers.ts'
import type { TelephoneNumber } from '../../porting/telephone-number.ts'
import { audit } from '../../store/audit.ts'
import { keptNumbers, writeNumbers } from '../../store/bulk-numbers.ts'
import { writeBulk, type SeenBulkOrder } from '../../store/bulk-orders.ts'
import type { Desk } from '../desk.ts'
import { noNumbers, tooManyNumbers } from '../refusals.ts'
import { advanceBulkLocked } from './advance-bulk.ts'
import { cannotDoWithBulkNow, noRefusedNumbers, sameNumbers } from './bulk-refusals.ts'
import { freshBulk } from './find-bulk.ts'
import { readAllDocuments } from './read-documents.ts'
import { queueBulkNews } from './announce-bulk.ts'
import { bulkNumbered } from '../numbered.ts'

/**
 * Have other numbers moved by a bulk draft: more, fewer, or others. Two people who change them at once each
 * change what is there then. They are written down first and given to Bandwidth then, as a
 * whole, so a restart in between loses none; it checks and splits them again.
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
    const { desired } = await keptNumbers(desk.db, number)
    return change(desk, bulk, { numbers: desiredWith(desired, how, request.numbers), by })
  })
}

/** Take out every number that Bandwidth says cannot go, and have the rest checked again. */
export function takeOutRefused(
  desk: Desk,
  { number, by }: { readonly number: number; readonly by: string },
): Promise<{ readonly added: number; readonly removed: number }> {
  return desk.locks.hold(number, async () => {
    const bulk = await freshBulk(desk, number)
    const { desired, split } = await keptNumbers(desk.db, number)
    const refused = new Set(accountFor(desired, split).refused.map(({ tn }) => tn))
    const numbers = desired.filter((tn) => !refused.has(tn))
    if (refused.size === 0 || numbers.length === 0) throw noRefusedNumbers(number)
    return change(desk, bulk, { numbers, by })
  })
}

async function change(
  desk: Desk,
  bulk: SeenBulkOrder,
  { numbers, by }: { readonly numbers: readonly TelephoneNumber[]; readonly by: string },
): Promise<{ readonly added: number; readonly removed: number }> {
  if (numbers.length === 0) throw noNumbers([])
  if (numbers.length > MOST_BULK_NUMBERS) {
    throw tooManyNumbers(numbers.length, MOST_BULK_NUMBERS, 'bulk order')
  }
  if (!bulkRuleFor(bulk.seen.status).may.includes('change-numbers')) {
    throw cannotDoWithBulkNow(bulk, 'numbers')
  }
  const { desired } = await keptNumbers(desk.db, bulk.number)
  const were = new Set(desired)
  const are = new Set(numbers)
  const added = numbers.filter((tn) => !were.has(tn)).length
  const removed = desired.filter((tn) => !are.has(tn)).length
  // A list that Bandwidth would not take may be given once more as it is.
  if (added + removed === 0 && bulk.list.is !== 'not-taken') throw sameNumbers(bulk)
  await readAllDocuments(desk, bulk.number)
  const now = desk.clock()
  await desk.db.transaction().execute(async (db) => {
    await writeNumbers(db, bulk.number, { desired: [...are] })
    await writeBulk(db, bulk.number, {
      list: { is: 'wanted' },
      nextPollAt: now,
      waitingSince: now,
      progressAt: null,
      changedBy: [...bulk.changedBy, { by, at: now }],
    })
    const changed = await bulkNumbered(db, bulk.number)
    await queueBulkNews(
      db,
      desk.settings,
      changed,
      { kind: 'numbers-changed', by, added, removed },
      now,
    )
    const facts = { added, removed }
    await audit(db, { at: now, orderNumber: bulk.number, by, operation: 'change numbers', facts })
  })
  desk.wake()
  await advanceBulkLocked(desk, bulk.number)
  return { added, removed }
}
