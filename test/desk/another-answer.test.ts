import { expect, it } from 'vitest'
import { BandwidthDown } from '../../src/bandwidth/errors.ts'
import { reconcileOrders } from '../../src/desk/reconcile-orders.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import type { PostRef } from '../../src/store/posts.ts'
import { findOrder } from '../../src/store/orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'

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
    look: () => syncOrder(desk, number),
    now: async () => (await findOrder(desk.db, number)) ?? expect.unreachable(),
    answer: (body: string) => {
      bandwidth.control.fault({ ...answers, status: 200, body, times: 1 })
    },
    lose: () => {
      bandwidth.control.fault({ ...answers, status: 404, times: 99 })
    },
    told: async () => {
      const posts = await desk.db.selectFrom('post').select('ref').orderBy('id').execute()
      return posts.flatMap(({ ref: text }) => {
        const ref = JSON.parse(text) as PostRef
        if (ref.kind === 'change') return [ref.change.kind]
        return ref.kind === 'news' ? [ref.news.kind] : []
      })
    },
  }
}

it('What Bandwidth answers of another order is not taken for the order that was asked for', async () => {
  const { track, clock, look, now, answer } = await seenDraft()
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
  const { look, now, lose, told } = await seenDraft()
  lose()
  await expect(look()).rejects.toThrow(BandwidthDown)
  expect((await now()).endedAt).toBeNull()
  expect(await told()).not.toContain('swept')
})

it('A draft that comes back after it was gone is followed again, and that is told', async () => {
  const { desk, bandwidth, look, now, lose, told } = await seenDraft()
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

it('A number that is gone from a submitted order by nobody here is told, once', async () => {
  const { clock, look, answer, told } = await seenDraft('SUBMITTED')
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
