import { expect, it } from 'vitest'
import { BandwidthDown } from '../../src/bandwidth/errors.ts'
import { syncBulk } from '../../src/desk/bulk/refresh-bulk.ts'
import { reconcileOrders } from '../../src/desk/reconcile-orders.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import type { CustomerOrderId } from '../../src/porting/order.ts'
import { noSharedFacts } from '../../src/porting/shared-facts.ts'
import { findBulk, insertBulk } from '../../src/store/bulk-orders.ts'
import { findChildren } from '../../src/store/children.ts'
import type { PostRef } from '../../src/store/posts.ts'
import { findOrder } from '../../src/store/orders.ts'
import { tn } from '../bandwidth/orders-at-hand.ts'
import { newBulk } from '../fixtures/new-orders.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'

/** `#1001`, a draft as Bandwidth showed it, or submitted, whose next answers are others. */
async function seenDraft(status = 'DRAFT') {
  const practice = await openPracticeDesk()
  const { desk, bandwidth } = practice
  const id = await practice.make(
    `<CustomerOrderId>Acme Dental-abcdefghij</CustomerOrderId><ProcessingStatus>${status}</ProcessingStatus>`,
  )
  const number = await practice.track(id)
  await syncOrder(desk, number)
  const answers = { kind: 'status', method: 'GET', path: `/portins/${id}$` } as const
  return {
    ...practice,
    refresh: () => syncOrder(desk, number),
    now: async () => (await findOrder(desk.db, number)) ?? expect.unreachable(),
    answer: (body: string) => {
      bandwidth.control.fault({ ...answers, status: 200, body, times: 1 })
    },
    lose: () => {
      bandwidth.control.fault({ ...answers, status: 404, times: 99 })
    },
    announced: async () => {
      const posts = await desk.db.selectFrom('post').select('ref').orderBy('id').execute()
      return posts.flatMap(({ ref: text }) => {
        const ref = JSON.parse(text) as PostRef
        if (ref.kind === 'change') return [ref.change.kind]
        return ref.kind === 'news' ? [ref.news.kind] : []
      })
    },
  }
}

const ASKED_OTHERWISE: readonly [string, (practice: PracticeDesk) => Promise<unknown>][] = [
  ['an order', async ({ desk, make, track }) => syncOrder(desk, await track(await make()))],
  [
    'a bulk order',
    async ({ desk, clock, elsewhere }) => {
      const customerOrderId = 'Acme Dental-abcdefghij' as CustomerOrderId
      const { id } = await elsewhere.createBulk({ customerOrderId, shared: noSharedFacts })
      const shared = { ...noSharedFacts, siteId: '14020' }
      await syncBulk(desk, await insertBulk(desk.db, newBulk({ id, shared, now: clock.now() })))
    },
  ],
]

it.each(ASKED_OTHERWISE)(
  'That Bandwidth saved %s otherwise than asked goes where the settings send surprises',
  async (_which, seeFirst) => {
    const practice = await openPracticeDesk({ PORTIN_NEWS: 'surprise=owner' })
    await seeFirst(practice)
    const posts = await practice.desk.db.selectFrom('post').select(['ref', 'parent']).execute()
    const told = posts.filter(({ ref }) => ref.includes('not-as-asked'))
    const inThread = told.filter(({ parent }) => parent !== null)
    expect(inThread.length).toBeGreaterThan(0)
    expect(told.length - inThread.length).toBe(inThread.length)
  },
)

it('What Bandwidth answers of another order is not taken for the order that was asked for', async () => {
  const { track, clock, refresh: look, now, answer } = await seenDraft()
  const before = await now()
  const createdAt = before.seen?.createdAt ?? expect.unreachable()
  const live = (at: number) => `<LnpOrderResponse><ProcessingStatus>COMPLETE</ProcessingStatus>
    <CustomerOrderId>Beta-klmnopqrst</CustomerOrderId>
    <OrderCreateDate>${new Date(at).toISOString()}</OrderCreateDate>
    <ListOfPhoneNumbers><PhoneNumber>9195560100</PhoneNumber></ListOfPhoneNumbers></LnpOrderResponse>`
  answer(live(clock.now() + 60_000))
  await expect(look()).rejects.toThrow(BandwidthDown)
  // Made in the same moment, it is the other by its name.
  await track(null, 'Beta-klmnopqrst')
  answer(live(createdAt))
  await expect(look()).rejects.toThrow(BandwidthDown)
  expect(await now()).toMatchObject({ seen: before.seen, endedAt: null })
})

it('A draft that is not found while the list has it is not told as deleted', async () => {
  const { refresh: look, now, lose, announced: told } = await seenDraft()
  lose()
  await expect(look()).rejects.toThrow(BandwidthDown)
  expect((await now()).endedAt).toBeNull()
  expect(await told()).not.toContain('swept')
})

it('A draft that comes back after it was gone is followed again, and that is told', async () => {
  const { desk, bandwidth, refresh: look, now, lose, announced: told } = await seenDraft()
  await reconcileOrders(desk)
  lose()
  const noList = { kind: 'status', method: 'GET', path: '/portins$', status: 204 } as const
  bandwidth.control.fault({ ...noList, times: 99 })
  expect(await look()).toBeNull()
  await reconcileOrders(desk)
  expect((await now()).ending).toBe('deleted')
  bandwidth.control.clearFaults()
  await reconcileOrders(desk)
  await look()
  expect(await now()).toMatchObject({ ending: null, endedAt: null })
  expect((await told()).filter((kind) => kind !== 'not-as-asked')).toEqual(['swept', 'surprise'])
})

/** `#1001`, a bulk draft in two orders as Bandwidth showed it, that nobody finds any more. */
async function lostBulkDraft() {
  const practice = await openPracticeDesk({ PORTIN_DEFAULT_CHANNEL: 'C0PORTING' })
  const { desk, bandwidth, elsewhere, clock } = practice
  const customerOrderId = 'Acme Corp-abcdefghij' as CustomerOrderId
  const { id } = await elsewhere.createBulk({ customerOrderId, shared: noSharedFacts })
  await elsewhere.putBulkNumbers(id, [tn('9195550100'), tn('9195550101'), tn('9845570100')])
  await reconcileOrders(desk)
  clock.advance(5 * 60_000)
  const number = 1001
  await syncBulk(desk, number)
  const gone = { kind: 'status', method: 'GET', status: 404, times: 99 } as const
  bandwidth.control.fault({ ...gone, path: `/bulkPortins/${id}$` })
  return {
    desk,
    look: () => syncBulk(desk, number),
    now: async () => (await findBulk(desk.db, number)) ?? expect.unreachable(),
    orders: async () => (await findChildren(desk.db, number)).map(({ ending }) => ending),
    loseFromList: () => {
      const status = { kind: 'status', method: 'GET', status: 204, times: 99 } as const
      bandwidth.control.fault({ ...status, path: '/bulkPortins$' })
      bandwidth.control.fault({ ...gone, path: '/portins/[^/]+$' })
    },
    comeBack: () => {
      bandwidth.control.clearFaults()
    },
    told: async () => {
      const posts = await desk.db.selectFrom('post').select('ref').orderBy('id').execute()
      return posts.flatMap(({ ref: text }) => {
        const ref = JSON.parse(text) as PostRef
        return ref.kind === 'bulk-change' ? [ref.change.kind] : []
      })
    },
  }
}

it('A bulk draft that is not found while the list has it is not told as deleted', async () => {
  const { look, now, orders, told } = await lostBulkDraft()
  expect(await orders()).toEqual([null, null])
  for (let again = 0; again < 2; again += 1) await expect(look()).rejects.toThrow(BandwidthDown)
  expect((await now()).endedAt).toBeNull()
  expect(await told()).not.toContain('swept')
})

it('A bulk draft that comes back after it was gone is followed again with its orders, and that is told', async () => {
  const { desk, look, now, orders, told, loseFromList, comeBack } = await lostBulkDraft()
  loseFromList()
  expect(await look()).toBeNull()
  expect(await now()).toMatchObject({ ending: 'deleted' })
  expect(await orders()).toEqual(['deleted', 'deleted'])
  await reconcileOrders(desk)
  expect(await now()).toMatchObject({ ending: 'deleted' })
  comeBack()
  await reconcileOrders(desk)
  await look()
  expect(await now()).toMatchObject({ ending: null, endedAt: null })
  expect(await orders()).toEqual([null, null])
  expect((await told()).slice(-2)).toEqual(['swept', 'surprise'])
})

it('A number that is gone from a submitted order by nobody here is told, once', async () => {
  const { clock, refresh: look, answer, announced: told } = await seenDraft('SUBMITTED')
  clock.advance(10_000)
  await look()
  const submitted = (
    tn: string,
  ) => `<LnpOrderResponse><ProcessingStatus>SUBMITTED</ProcessingStatus>
    <CustomerOrderId>Acme Dental-abcdefghij</CustomerOrderId>
    <ListOfPhoneNumbers><PhoneNumber>${tn}</PhoneNumber></ListOfPhoneNumbers></LnpOrderResponse>`
  const before = (await told()).length
  for (const tn of ['9195550199', '9195550199']) {
    answer(submitted(tn))
    await look()
  }
  expect((await told()).slice(before)).toEqual(['not-as-asked'])
})
