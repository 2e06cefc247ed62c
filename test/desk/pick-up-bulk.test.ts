import { expect, it } from 'vitest'
import { recreatePurgedBulk } from '../../src/desk/bulk/recreate-bulk.ts'
import { syncBulk } from '../../src/desk/bulk/refresh-bulk.ts'
import { pickUpAfterStop } from '../../src/desk/pick-up-after-stop.ts'
import type { BulkOrderId } from '../../src/porting/bulk-order.ts'
import type { CustomerOrderId } from '../../src/porting/order.ts'
import { noSharedFacts } from '../../src/porting/shared-facts.ts'
import { findBulk, insertBulk, writeBulk } from '../../src/store/bulk-orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { newBulk } from '../fixtures/new-orders.ts'

/** Of each it is known that Bandwidth did not make it, and a sudden stop came before that was written down. */
it('a bulk order that was not made is so after a sudden stop, and one not recreated is purged as before', async () => {
  const { desk } = await openPracticeDesk()
  const now = desk.clock()
  const insert = (id: BulkOrderId | null, name: string) =>
    insertBulk(desk.db, newBulk({ id, name, now }))
  const fresh = await insert(null, 'fresh')
  const again = await insert('bulk' as BulkOrderId, 'again')
  await writeBulk(desk.db, again, { id: null, recreated: { by: 'U0DANA', children: [] } })

  await pickUpAfterStop(desk)
  expect(await findBulk(desk.db, fresh)).toMatchObject({ ending: 'never-made' })
  expect(await findBulk(desk.db, again)).toMatchObject({ ending: 'swept', recreated: null })
})

it('a bulk order that Bandwidth does not recreate is shown as it was seen before it was purged', async () => {
  const { desk, clock, bandwidth, elsewhere } = await openPracticeDesk()
  const customerOrderId = 'Acme Dental-abcdefghij' as CustomerOrderId
  const { id } = await elsewhere.createBulk({ customerOrderId, shared: noSharedFacts })
  const number = await insertBulk(desk.db, newBulk({ id, now: clock.now() }))
  await syncBulk(desk, number)
  await writeBulk(desk.db, number, { ending: 'swept', endedAt: clock.now() })
  const { seen, seenAt, endedAt } = (await findBulk(desk.db, number)) ?? expect.unreachable()
  expect(seen).not.toBeNull()

  clock.advance(60_000)
  bandwidth.control.fault({ kind: 'status', status: 400, method: 'POST', path: '/bulkPortins$' })
  await expect(recreatePurgedBulk(desk, { number, by: 'U0DANA' })).rejects.toThrow()
  const purged = { id, seen, seenAt, endedAt, ending: 'swept', recreated: null }
  expect(await findBulk(desk.db, number)).toMatchObject(purged)
})
