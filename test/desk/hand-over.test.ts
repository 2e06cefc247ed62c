import { expect, it } from 'vitest'
import { handOver } from '../../src/desk/hand-over.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { writeOrder } from '../../src/store/orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'

it('whoever gets all orders is called, though the one it began with ended meanwhile', async () => {
  const { desk, track, clock } = await openPracticeDesk()
  const [first, other] = [
    await track('7f1a3c52-0b6e-4d0e-9d2f-5a6b7c8d9e01' as OrderId),
    await track('7f1a3c52-0b6e-4d0e-9d2f-5a6b7c8d9e02' as OrderId, 'another'),
  ]
  const { promise: held, resolve: letGo } = Promise.withResolvers<unknown>()
  const ends = desk.locks.hold(first, async () => {
    await held
    await writeOrder(desk.db, first, {
      endedAt: clock.now(),
      ending: 'cancelled',
      nextPollAt: null,
    })
  })
  const given = handOver(desk, {
    number: first,
    to: { id: 'U0PAT', name: 'pat' },
    until: null,
    isAll: true,
    by: { id: 'U0DANA', name: 'dana', isApprover: false, isAdmin: false },
    nameOf: () => Promise.resolve('dana'),
  })
  await expect.poll(() => calls()).toHaveLength(1)
  letGo(null)
  await ends
  expect(await given).toEqual([other])
  expect(await calls()).toEqual([
    { number: other, isQuiet: true, others: 0 },
    { number: other, isQuiet: false, others: 0 },
  ])

  async function calls(): Promise<readonly unknown[]> {
    const rows = await desk.db.selectFrom('post').select('ref').orderBy('id').execute()
    return rows.flatMap(({ ref }) => {
      const { number, news } = JSON.parse(ref) as {
        number: number
        news?: { kind: string; isQuiet: boolean; others: number }
      }
      return news?.kind === 'handed-over'
        ? [{ number, isQuiet: news.isQuiet, others: news.others }]
        : []
    })
  }
})
