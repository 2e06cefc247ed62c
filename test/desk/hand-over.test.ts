import { expect, it } from 'vitest'
import { endHandOvers, handOver } from '../../src/desk/hand-over.ts'
import { dayOf } from '../../src/porting/calendar.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { findOrder, writeOrder } from '../../src/store/orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'

const DAY = 24 * 60 * 60_000
const BY_DANA = {
  until: null,
  isAll: false,
  by: { id: 'U0DANA', name: 'dana', isApprover: false, isAdmin: false },
  nameOf: () => Promise.resolve('dana'),
}

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

it('of two who hand an order over at once, one has given it', async () => {
  const { desk, track } = await openPracticeDesk()
  const number = await track(null)
  await writeOrder(desk.db, number, { owner: 'U0DANA' })
  const both = await Promise.allSettled(
    ['pat', 'sam'].map((name) => handOver(desk, { ...BY_DANA, number, to: { id: name, name } })),
  )
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect((await findOrder(desk.db, number))?.owner).toBe('pat')
})

it('what was lent and is somebody else’s by now does not go back', async () => {
  const { desk, track, clock } = await openPracticeDesk()
  const number = await track(null)
  await writeOrder(desk.db, number, { owner: 'U0DANA' })
  const until = dayOf(clock.now() + DAY)
  await handOver(desk, { ...BY_DANA, number, to: { id: 'U0PAT', name: 'pat' }, until })
  await writeOrder(desk.db, number, { owner: 'U0SAM' })
  clock.advance(DAY)
  await endHandOvers(desk)
  expect((await findOrder(desk.db, number))?.owner).toBe('U0SAM')
})
