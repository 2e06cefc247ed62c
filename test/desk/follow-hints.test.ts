import { describe, expect, it } from 'vitest'
import type { OrderId } from '../../src/porting/order.ts'
import { followHints } from '../../src/desk/follow-hints.ts'
import { lookSoon } from '../../src/desk/look-soon.ts'
import { syncOrder } from '../../src/desk/look-at-order.ts'
import { countHints } from '../../src/store/hints.ts'
import { findOrder, findOrderWithId, listTracked, writeOrder } from '../../src/store/orders.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'

const hint = (orderId: string) => ({ orderId: orderId as OrderId, orderType: 'portins' })

/** What Bandwidth was asked about orders since. */
function gets({ bandwidth }: PracticeDesk, id: string): number {
  return bandwidth.control
    .transcript()
    .filter(({ method, path }) => method === 'GET' && path.endsWith(`/portins/${id}`)).length
}

async function tracked(settings: Record<string, string> = {}) {
  const practice = await openPracticeDesk(settings)
  const id = await practice.make()
  practice.clock.advance(10_000)
  const number = await practice.track(id)
  await syncOrder(practice.desk, number)
  return { ...practice, id, number }
}

describe('a hint', () => {
  it('is obeyed: the order is looked at, and what it shows is believed', async () => {
    const { desk, bandwidth, id, number } = await tracked()
    bandwidth.control.foc(id, '2026-12-08')
    await lookSoon(desk, hint(id))
    await followHints(desk)
    expect((await findOrder(desk.db, number))?.seen?.status).toBe('FOC')
    expect(await countHints(desk.db)).toBe(0)
  })

  it('that was sent twice is one look', async () => {
    const practice = await tracked()
    const { desk, id } = practice
    const before = gets(practice, id)
    await lookSoon(desk, hint(id))
    await lookSoon(desk, hint(id))
    await followHints(desk)
    expect(gets(practice, id)).toBe(before + 1)
  })

  it('that arrives during a look is a look of its own: the one under way may have asked too early', async () => {
    const practice = await tracked()
    const { desk, bandwidth, id, number } = practice
    bandwidth.control.fault({ kind: 'delay', path: `/loas`, ms: 150 })
    await lookSoon(desk, hint(id))
    const looking = followHints(desk)
    while (gets(practice, id) < 2) await new Promise((resolve) => setTimeout(resolve, 5))
    bandwidth.control.foc(id)
    await lookSoon(desk, hint(id))
    await looking
    expect((await findOrder(desk.db, number))?.seen?.status).toBe('FOC')
  })

  it('outlives an outage and is followed after it', async () => {
    const { desk, bandwidth, clock, logged, id, number } = await tracked()
    bandwidth.control.foc(id)
    bandwidth.control.fault({ kind: 'status', status: 500, path: '/portins/', times: 1 })
    await lookSoon(desk, hint(id))
    await followHints(desk)
    expect(await countHints(desk.db)).toBe(1)
    expect(logged.some(({ event }) => event === 'hint-look-failed')).toBe(true)
    clock.advance(60_000)
    await followHints(desk)
    expect((await findOrder(desk.db, number))?.seen?.status).toBe('FOC')
  })

  it.each([
    ['of no account', 'nobody-knows-it'],
    ['that is somebody else’s', '7f1a3c52-0b6e-4d0e-9d2f-5a6b7c8d9e0f'],
  ])('about an order %s is forgotten', async (_whose, id) => {
    const { desk } = await openPracticeDesk({ PORTIN_DEFAULT_CHANNEL: 'C0PORTING' })
    await lookSoon(desk, hint(id))
    await followHints(desk)
    expect([await countHints(desk.db), (await listTracked(desk.db, {})).length]).toEqual([0, 0])
  })

  it('about an order of the account that was made elsewhere lets it be followed in the default channel', async () => {
    const { desk, make } = await openPracticeDesk({ PORTIN_DEFAULT_CHANNEL: 'C0GENERAL' })
    const id = await make()
    await Promise.all([lookSoon(desk, hint(id)), lookSoon(desk, hint(id))])
    await followHints(desk)
    expect(await findOrderWithId(desk.db, id)).toMatchObject({
      channel: 'C0GENERAL',
      seen: { status: 'PENDING_DOCUMENTS' },
    })
    expect(await listTracked(desk.db, {})).toHaveLength(1)
  })

  it('about such an order is forgotten where nobody named a channel', async () => {
    const { desk, make } = await openPracticeDesk()
    await lookSoon(desk, hint(await make()))
    await followHints(desk)
    expect([await countHints(desk.db), (await listTracked(desk.db, {})).length]).toEqual([0, 0])
  })

  it('about an order of ours whose creation has no answer yet waits until it is known', async () => {
    const practice = await openPracticeDesk({ PORTIN_DEFAULT_CHANNEL: 'C0GENERAL' })
    const { desk, clock } = practice
    const id = await practice.make('<CustomerOrderId>Acme Dental-abcdefghij</CustomerOrderId>')
    const number = await practice.track(null)
    await lookSoon(desk, hint(id))
    await followHints(desk)
    expect(await countHints(desk.db)).toBe(1)

    await writeOrder(desk.db, number, { id })
    clock.advance(30_000)
    await followHints(desk)
    expect((await findOrder(desk.db, number))?.seen?.status).toBe('SUBMITTED')
    expect(await listTracked(desk.db, {})).toHaveLength(1)
  })

  it('about an order that has ended is nothing any more', async () => {
    const practice = await tracked()
    const { desk, bandwidth, id, number } = practice
    bandwidth.control.complete(id)
    await syncOrder(desk, number)
    const before = gets(practice, id)
    await lookSoon(desk, hint(id))
    await followHints(desk)
    expect([gets(practice, id), await countHints(desk.db)]).toEqual([before, 0])
  })
})
