import { describe, expect, it } from 'vitest'
import { indexOrders } from '../../src/desk/index-orders.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { worklist } from '../../src/desk/worklists.ts'
import { findOrder, writeOrder } from '../../src/store/orders.ts'
import { backToPurged } from '../../src/store/purged-orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'

/** What one database takes and the other refuses: played on both. */
describe('whatever the database is', () => {
  it('the week is listed, and so is every other list of work', async () => {
    const { desk, make, track } = await openPracticeDesk()
    await track(await make())
    await indexOrders(desk)
    const asker = { id: 'U0DANA', isApprover: true }
    const all = (channels: readonly string[]) => Promise.resolve(channels)
    for (const name of ['today', 'waiting', 'stuck', 'week'] as const)
      expect(await worklist(desk, name, asker, all)).toEqual([])
  })

  it('a draft that is not recreated is purged as before, given all that is known of it', async () => {
    const { desk, clock, make, track } = await openPracticeDesk()
    const number = await track(await make())
    await syncOrder(desk, number)
    await writeOrder(desk.db, number, { endedAt: clock.now(), ending: 'swept' })
    const order = await findOrder(desk.db, number)
    if (order === undefined) throw new Error('It is tracked.')
    await writeOrder(desk.db, number, { id: null, seen: null, endedAt: null, ending: null })
    await desk.db.transaction().execute((db) => backToPurged(db, number, order))
    const { id, seen, endedAt, ending } = (await findOrder(desk.db, number)) ?? {}
    expect({ id, seen, endedAt, ending }).toEqual({
      id: order.id,
      seen: order.seen,
      endedAt: order.endedAt,
      ending: 'swept',
    })
  })
})
