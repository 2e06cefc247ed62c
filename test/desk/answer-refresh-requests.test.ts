import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { OrderId } from '../../src/porting/order.ts'
import { answerRefreshRequests } from '../../src/desk/answer-refresh-requests.ts'
import { requestRefresh } from '../../src/desk/request-refresh.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { countRefreshRequests } from '../../src/store/refresh-requests.ts'
import { findOrder, findOrderWithId, writeOrder } from '../../src/store/orders.ts'
import type { Database } from '../../src/store/database.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { isTestedOnPostgres } from '../postgres/place.ts'

async function countOrders(db: Database): Promise<number> {
  return (await db.selectFrom('port_order').select('number').execute()).length
}

const request = (orderId: string) => ({
  orderId: orderId as OrderId,
  orderType: 'portins',
  status: null,
  isNote: false,
})

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

/** Rows that were written since the database was opened. */
async function writes({ desk }: PracticeDesk): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT total_changes() AS n`.execute(desk.db)
  return rows[0]?.n ?? 0
}

describe('five hundred notifications at once', () => {
  const flood = async ({ desk }: PracticeDesk): Promise<void> => {
    for (let nth = 0; nth < 500; nth += 1) {
      await requestRefresh(
        desk,
        request(`00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`),
      )
    }
  }

  it('of orders that nobody knows are asked about together, and hold up no look', async () => {
    const practice = await tracked()
    const { desk, bandwidth, id, number } = practice
    await flood(practice)
    bandwidth.control.foc(id)
    await requestRefresh(desk, request(id))
    const before = bandwidth.control.transcript().length
    await answerRefreshRequests(desk)
    expect(bandwidth.control.transcript().length - before).toBeLessThan(60)
    expect((await findOrder(desk.db, number))?.seen?.status).toBe('FOC')
    expect(await countRefreshRequests(desk.db)).toBe(0)
  })

  it.skipIf(isTestedOnPostgres())(
    'are not written again each time that our own count of calls is spent',
    async () => {
      const practice = await tracked({ BANDWIDTH_CALLS_PER_MINUTE: '60' })
      const { desk, logged } = practice
      await flood(practice)
      for (let call = 0; call < 60; call += 1)
        await desk.bandwidth.listSites().catch(() => undefined)
      const before = await writes(practice)
      for (let beat = 0; beat < 5; beat += 1) await answerRefreshRequests(desk)
      expect(await writes(practice)).toBe(before)
      expect(logged.some(({ event }) => event === 'calls-spent')).toBe(true)
      expect(await countRefreshRequests(desk.db)).toBe(500)
    },
  )
})

describe('a notification', () => {
  it('is obeyed: the order is refreshed, and what it shows is believed', async () => {
    const { desk, bandwidth, id, number } = await tracked()
    bandwidth.control.foc(id, '2026-12-08')
    await requestRefresh(desk, request(id))
    await answerRefreshRequests(desk)
    expect((await findOrder(desk.db, number))?.seen?.status).toBe('FOC')
    expect(await countRefreshRequests(desk.db)).toBe(0)
  })

  it('that was sent twice is one refresh', async () => {
    const practice = await tracked()
    const { desk, id } = practice
    const before = gets(practice, id)
    await requestRefresh(desk, request(id))
    await requestRefresh(desk, request(id))
    await answerRefreshRequests(desk)
    expect(gets(practice, id)).toBe(before + 1)
  })

  it('that arrives during a refresh is a refresh of its own: the one under way may have asked too early', async () => {
    const practice = await tracked()
    const { desk, bandwidth, id, number } = practice
    bandwidth.control.fault({ kind: 'hold', path: `/loas` })
    await requestRefresh(desk, request(id))
    const answering = answerRefreshRequests(desk)
    await expect.poll(() => bandwidth.control.held(), { timeout: 15_000 }).toBe(1)
    bandwidth.control.foc(id)
    await requestRefresh(desk, request(id))
    bandwidth.control.letGo()
    await answering
    expect((await findOrder(desk.db, number))?.seen?.status).toBe('FOC')
  })

  it('outlives an outage and is followed after it', async () => {
    const { desk, bandwidth, clock, logged, id, number } = await tracked()
    bandwidth.control.foc(id)
    bandwidth.control.fault({ kind: 'status', status: 500, path: '/portins/', times: 1 })
    await requestRefresh(desk, request(id))
    await answerRefreshRequests(desk)
    expect(await countRefreshRequests(desk.db)).toBe(1)
    expect(logged.some(({ event }) => event === 'requested-refresh-failed')).toBe(true)
    clock.advance(60_000)
    await answerRefreshRequests(desk)
    expect((await findOrder(desk.db, number))?.seen?.status).toBe('FOC')
  })

  it.each([
    ['of no account', 'nobody-knows-it'],
    ['that is somebody else’s', '7f1a3c52-0b6e-4d0e-9d2f-5a6b7c8d9e0f'],
  ])('about an order %s is forgotten', async (_whose, id) => {
    const { desk } = await openPracticeDesk({ PORTIN_DEFAULT_CHANNEL: 'C0PORTING' })
    await requestRefresh(desk, request(id))
    await answerRefreshRequests(desk)
    expect([await countRefreshRequests(desk.db), await countOrders(desk.db)]).toEqual([0, 0])
  })

  it('about an order of the account that was made elsewhere lets it be followed in the default channel', async () => {
    const { desk, make } = await openPracticeDesk({ PORTIN_DEFAULT_CHANNEL: 'C0GENERAL' })
    const id = await make()
    await Promise.all([requestRefresh(desk, request(id)), requestRefresh(desk, request(id))])
    await answerRefreshRequests(desk)
    expect(await findOrderWithId(desk.db, id)).toMatchObject({
      channel: 'C0GENERAL',
      seen: { status: 'PENDING_DOCUMENTS' },
    })
    expect(await countOrders(desk.db)).toBe(1)
  })

  it('about such an order is forgotten where nobody named a channel', async () => {
    const { desk, make } = await openPracticeDesk()
    await requestRefresh(desk, request(await make()))
    await answerRefreshRequests(desk)
    expect([await countRefreshRequests(desk.db), await countOrders(desk.db)]).toEqual([0, 0])
  })

  it('about an order of ours whose creation has no answer yet waits until it is known', async () => {
    const practice = await openPracticeDesk({ PORTIN_DEFAULT_CHANNEL: 'C0GENERAL' })
    const { desk, clock } = practice
    const id = await practice.make('<CustomerOrderId>Acme Dental-abcdefghij</CustomerOrderId>')
    const number = await practice.track(null)
    await requestRefresh(desk, request(id))
    await answerRefreshRequests(desk)
    expect(await countRefreshRequests(desk.db)).toBe(1)

    await writeOrder(desk.db, number, { id })
    clock.advance(30_000)
    await answerRefreshRequests(desk)
    expect((await findOrder(desk.db, number))?.seen?.status).toBe('SUBMITTED')
    expect(await countOrders(desk.db)).toBe(1)
  })

  it('about an order that has ended is nothing any more', async () => {
    const practice = await tracked()
    const { desk, bandwidth, id, number } = practice
    bandwidth.control.complete(id)
    await syncOrder(desk, number)
    const before = gets(practice, id)
    await requestRefresh(desk, request(id))
    await answerRefreshRequests(desk)
    expect([gets(practice, id), await countRefreshRequests(desk.db)]).toEqual([before, 0])
  })
})
