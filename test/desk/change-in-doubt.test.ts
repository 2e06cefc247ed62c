import { expect, it } from 'vitest'
import { changeOrder } from '../../src/desk/ask-change.ts'
import { CHANGE } from '../../src/desk/change-order.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { editFacts } from '../../src/desk/edit-facts.ts'
import { editOrder } from '../../src/desk/edit-order.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { resolveInDoubt } from '../../src/desk/resolve-in-doubt.ts'
import type { News } from '../../src/porting/news.ts'
import type { OrderChange } from '../../src/porting/order-changes.ts'
import type { OrderContent, OrderId, PortOrder } from '../../src/porting/order.ts'
import { openIntents } from '../../src/store/intents.ts'
import { contentIn } from '../../src/porting/content-fields.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'

/** An order that is with its carrier, as it was seen. */
async function orderOnItsWay() {
  const practice = await openPracticeDesk()
  const id = await practice.make()
  const number = await practice.track(id)
  practice.clock.advance(10_000)
  const refreshed = await syncOrder(practice.desk, number)
  if (refreshed === null) throw new Error('It is there.')
  return { practice, id, number, tracked: refreshed.tracked }
}

function withAnotherZip<Order extends OrderContent>(order: Order): Order {
  const serviceAddress = { ...order.subscriber.serviceAddress, zip: '27602' }
  return { ...order, subscriber: { ...order.subscriber, serviceAddress } }
}

/** The same with a change of its address that got no answer. */
async function changedInDoubt(arrives: boolean) {
  const { practice, id, number, tracked } = await orderOnItsWay()
  const { desk, clock, bandwidth } = practice
  const content = withAnotherZip(tracked.seen)
  bandwidth.control.reject(id, '7402', 'Address')
  await syncOrder(desk, number)
  // Only what is sent is answered by nothing, and only what is looked at afterwards.
  const reads = { method: 'GET', path: `/portins/${id}$` }
  bandwidth.control.fault({ ...reads, kind: 'delay', ms: 1, times: 1 })
  bandwidth.control.fault({ ...reads, kind: 'status', status: 503, times: 3 })
  bandwidth.control.fault({
    kind: arrives ? 'drop-after' : 'drop-before',
    method: 'PUT',
    path: `/portins/${id}$`,
    times: 1,
  })
  const fields = new Set(['zip'] as const)
  await changeOrder(desk, { number, by: 'U0DANA', fields, content, secrets: null })
  clock.advance(1_000)
  const announced = () => announcedIn(desk)
  const resolve = async () => {
    clock.advance(70_000)
    await resolveInDoubt(desk)
  }
  return { ...practice, id, number, announced, resolve }
}

async function announcedIn({ db }: Desk): Promise<readonly string[]> {
  const posts = await db.selectFrom('post').select('ref').orderBy('id').execute()
  return posts.flatMap(({ ref }) => (JSON.parse(ref) as { news?: News }).news?.kind ?? [])
}

it('A change in doubt is told as not seen, not forgotten, when Bandwidth does not find the order any more', async () => {
  const { desk, bandwidth, id, number, announced, resolve } = await changedInDoubt(false)
  const path = `/portins/${id}$`
  bandwidth.control.fault({ kind: 'status', method: 'GET', path, status: 404, times: 99 })
  for (let n = 0; n < 6; n += 1) await resolve()
  expect(await announced()).toContain('change-not-seen')
  expect(await openIntents(desk.db, number)).toEqual([])
})

it('While it is not known whether a change arrived nobody sends another, and afterwards anybody may', async () => {
  const { desk, bandwidth, number, resolve } = await changedInDoubt(false)
  await fetch(`${bandwidth.url}/control/faults`, { method: 'DELETE' })
  const sent = () =>
    bandwidth.control
      .transcript()
      .filter(({ method, path }) => method === 'PUT' && /portins/.test(path)).length
  const before = sent()
  const another = async () => {
    const { tracked } = await syncOrder(desk, number).then(
      (one) => one ?? Promise.reject(new Error()),
    )
    const fields = new Set(['zip'] as const)
    const content = withAnotherZip(tracked.seen)
    return changeOrder(desk, { number, by: 'U0PAT', fields, content, secrets: null })
  }
  await expect(another()).rejects.toMatchObject({ code: 'change-in-doubt' })
  expect(sent()).toBe(before)
  for (let n = 0; n < 6; n += 1) await resolve()
  expect((await another()).kind).toBe('shown')
})

it('A change that arrived is told as done, though the carrier rejected it before anybody looked', async () => {
  const { desk, bandwidth, clock, id, number, announced, resolve } = await changedInDoubt(true)
  clock.advance(120_000)
  bandwidth.control.reject(id, '7435', 'PIN')
  await syncOrder(desk, number)
  for (let n = 0; n < 6; n += 1) await resolve()
  expect(await announced()).toContain('changed')
  expect(await openIntents(desk.db, number)).toEqual([])
})

it('A second rejection is told after the change, though it is for the same and nobody saw the order in between', async () => {
  const { desk, bandwidth, clock, id, number, resolve } = await changedInDoubt(true)
  clock.advance(120_000)
  bandwidth.control.reject(id, '7402', 'Address')
  await syncOrder(desk, number)
  for (let n = 0; n < 6; n += 1) await resolve()
  const posts = await desk.db.selectFrom('post').select('ref').orderBy('id').execute()
  const told = posts.flatMap(({ ref }) => {
    const { news, change } = JSON.parse(ref) as { news?: News; change?: OrderChange }
    return [news?.kind, change].filter((one) => one !== undefined)
  })
  expect(told.slice(-2)).toMatchObject([
    'changed',
    { kind: 'rejected', again: { times: 2, still: ['address'] } },
  ])
})

it('What somebody else changed meanwhile is told as theirs, beside the change that arrived', async () => {
  const { desk, bandwidth, clock, id, announced, resolve } = await changedInDoubt(true)
  clock.advance(120_000)
  bandwidth.control.reject(id, '7435', 'PIN')
  const { getOrder } = desk.bandwidth
  Object.assign(desk.bandwidth, {
    async getOrder(id: OrderId) {
      const reading = await getOrder(id)
      const { subscriber } = reading.order
      const serviceAddress = { ...subscriber.serviceAddress, city: 'Cary' }
      return {
        ...reading,
        order: { ...reading.order, subscriber: { ...subscriber, serviceAddress } },
      }
    },
  })
  for (let n = 0; n < 6; n += 1) await resolve()
  expect(await announced()).toContain('changed')
  const posts = await desk.db
    .selectFrom('post')
    .select('ref')
    .where('ref', 'like', '%wasOthers%')
    .execute()
  expect(posts.map(({ ref }) => (JSON.parse(ref) as { news: unknown }).news)).toEqual([
    { kind: 'not-as-asked', field: 'city', asked: 'Raleigh', shown: 'Cary', wasOthers: true },
  ])
})

it('A PIN whose answer was lost is told as changed, though Bandwidth shows another secret beside it', async () => {
  const practice = await openPracticeDesk()
  const { clock, bandwidth } = practice
  const desk = {
    ...practice.desk,
    bandwidth: {
      ...practice.desk.bandwidth,
      getOrder: async (id: OrderId) => ({
        ...(await practice.desk.bandwidth.getOrder(id)),
        otherSecrets: { 'WirelessInfo/PassCode': '4711' },
      }),
    },
  }
  const id = await practice.make('<ProcessingStatus>DRAFT</ProcessingStatus>')
  const number = await practice.track(id)
  const refreshed = await syncOrder(desk, number)
  if (refreshed === null) throw new Error('It is there.')
  const path = `/portins/${id}$`
  bandwidth.control.fault({ kind: 'drop-after', method: 'PUT', path, times: 1 })
  const content = contentIn(refreshed.tracked.seen)
  const secrets = { accountNumber: 'A-1', pin: '0042' }
  await editOrder(desk, { number, by: 'U0DANA', content, secrets })
  for (let n = 0; n < 6; n += 1) {
    clock.advance(70_000)
    await resolveInDoubt(desk)
  }
  expect(await announcedIn(desk)).toContain('edited')
  expect(await announcedIn(desk)).not.toContain('edit-never-arrived')
})

it('A change of a PIN that Bandwidth does not show is not called seen while the order was not modified', async () => {
  const { practice, tracked } = await orderOnItsWay()
  const { desk, clock } = practice
  const seen = { ...tracked.seen, hasAccountNumber: false, hasPin: false }
  const facts = {
    ...editFacts(seen, seen, []),
    was: String(seen.lastModifiedAt),
    differences: '[]',
    secretsMark: 'of what was typed',
  }
  const asked = { id: 1, searchKey: '', facts, by: 'U0DANA', begunAt: clock.now() }
  const modifiedAt = (lastModifiedAt: number | null) =>
    CHANGE.shows({ ...tracked, seen: { ...seen, lastModifiedAt } }, asked, desk)
  expect(modifiedAt(seen.lastModifiedAt)).toBe(false)
  expect(modifiedAt(clock.now())).toBe(true)
})

it('A second change that shows is done, though the refusal of the first still stands at the order', async () => {
  const { practice, tracked } = await orderOnItsWay()
  const { desk, clock } = practice
  const before: PortOrder = {
    ...tracked.seen,
    status: 'SUBMITTED',
    errors: [{ code: '7300', description: '', numbers: [] }],
  }
  const after = withAnotherZip(before)
  const asked = (wasUndone: boolean) => ({
    id: 1,
    searchKey: '',
    facts: {
      ...editFacts(before, after, ['ZIP']),
      was: String(before.lastModifiedAt),
      ...(wasUndone && { wasUndone: 'yes' }),
    },
    by: 'U0DANA',
    begunAt: clock.now(),
  })
  const shows = (order: PortOrder, wasUndone: boolean) =>
    CHANGE.shows(
      { ...tracked, seen: { ...order, lastModifiedAt: clock.now() } },
      asked(wasUndone),
      desk,
    )
  expect(shows(after, true)).toBe(true)
  expect(shows(before, true)).toBe(false)
  expect(shows(after, false)).toBe(false)
})
