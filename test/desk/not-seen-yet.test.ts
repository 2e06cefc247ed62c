import { expect, it } from 'vitest'
import { seenOrderNumbered } from '../../src/desk/numbered.ts'
import { shownOf } from '../../src/desk/order-kind.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import type { BulkOrderId } from '../../src/porting/bulk-order.ts'
import { insertBulk } from '../../src/store/bulk-orders.ts'
import { writeOrder } from '../../src/store/orders.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { newBulk } from '../fixtures/new-orders.ts'

const SHOWN_TO_NOBODY: readonly (readonly [string, (at: PracticeDesk) => Promise<number>])[] = [
  ['a number that nobody has', () => Promise.resolve(4711)],
  ['an order of which no answer came', ({ track }) => track(null)],
  ['an order that was not read yet', async ({ track, make }) => track(await make())],
  ['a bulk order of which no answer came', (at) => bulk(at, null)],
  ['a bulk order that was not read yet', (at) => bulk(at, 'bulk-1' as BulkOrderId)],
]

function bulk({ desk: { db, clock } }: PracticeDesk, id: BulkOrderId | null): Promise<number> {
  return insertBulk(db, newBulk({ id, name: 'Acme-1', now: clock() }))
}

it.each(SHOWN_TO_NOBODY)('nothing is read or announced of %s', async (_, one) => {
  const practice = await openPracticeDesk()
  expect(await shownOf(practice.desk, await one(practice))).toBeNull()
})

it('Whoever asks for an order hears whether it may still come or was never created', async () => {
  const { desk, track } = await openPracticeDesk()
  const number = await track(null)
  const why = async () => {
    const error: unknown = await seenOrderNumbered(desk.db, number).catch((cause: unknown) => cause)
    return error instanceof Refusal ? error.code : error
  }
  expect(await why()).toBe('not-known-yet')
  await writeOrder(desk.db, number, { endedAt: desk.clock(), ending: 'never-made' })
  expect(await why()).toBe('never-made')
})
