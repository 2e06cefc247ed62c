import { expect, it } from 'vitest'
import { pickUpAfterStop } from '../../src/desk/pick-up-after-stop.ts'
import type { BulkOrderId } from '../../src/porting/bulk-order.ts'
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
