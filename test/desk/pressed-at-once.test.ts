import { expect, it } from 'vitest'
import { handOver } from '../../src/desk/hand-over.ts'
import { replaceOrder } from '../../src/desk/replace-order.ts'
import { findOrder, writeOrder } from '../../src/store/orders.ts'
import { portOrder } from '../fixtures/orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { aLocalOrder } from './a-local-order.ts'

const DANA = { id: 'U0DANA', name: 'dana', isApprover: false, isAdmin: false }

it('all of somebody’s orders are handed over, counted without what ended meanwhile', async () => {
  const { desk, track } = await openPracticeDesk()
  const [first, ended, last] = [
    await track(null, 'a'),
    await track(null, 'b'),
    await track(null, 'c'),
  ]
  for (const number of [first, ended, last]) await writeOrder(desk.db, number, { owner: DANA.id })

  const given = await handOver(desk, {
    number: first,
    to: { id: 'U0PAT', name: 'pat' },
    until: null,
    isAll: true,
    by: DANA,
    async nameOf() {
      await writeOrder(desk.db, ended, { endedAt: desk.clock(), ending: 'cancelled' })
      return 'dana'
    },
  })

  expect([...given].sort()).toEqual([first, last])
  expect((await findOrder(desk.db, last))?.owner).toBe('U0PAT')
})

it('two who recreate an order at once make one draft', async () => {
  const { desk, make, track, bandwidth } = await openPracticeDesk()
  const number = await track(await make())
  await writeOrder(desk.db, number, { seen: portOrder({ status: 'EXCEPTION' }) })
  const created = () =>
    bandwidth.control
      .transcript()
      .filter(({ method, path }) => method === 'POST' && /portins$/.test(path)).length
  const before = created()
  const replace = (by: string) =>
    replaceOrder(desk, {
      number,
      by,
      channel: 'C0PORTING',
      content: aLocalOrder(),
      secrets: { accountNumber: null, pin: null },
    })

  const [one, other] = await Promise.allSettled([replace('U0DANA'), replace('U0PAT')])

  expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected'])
  expect(created()).toBe(before + 1)
})
