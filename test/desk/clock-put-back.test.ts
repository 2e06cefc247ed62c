import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createBudget } from '../../src/bandwidth/budget.ts'
import { heedClock } from '../../src/desk/heed-clock.ts'
import { later, type MonotonicMs } from '../../src/porting/monotonic.ts'
import type { BulkOrderId } from '../../src/porting/bulk-order.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { insertBulk } from '../../src/store/bulk-orders.ts'
import { askBillingCarrierAgainAt, writeBillingCarrier } from '../../src/store/billing-carriers.ts'
import { dueChecks, insertCheck } from '../../src/store/checks.ts'
import { queueOf } from '../../src/store/health.ts'
import {
  dueRefreshRequests,
  insertRefreshRequest,
  postponeRefreshRequests,
} from '../../src/store/refresh-requests.ts'
import { beginIntent, dueIntents } from '../../src/store/intents.ts'
import { reachMilestone } from '../../src/store/milestones.ts'
import { duePolls, planBulk, planPoll } from '../../src/store/plans.ts'
import { postpone, queuePost, redraw, whatToShow } from '../../src/store/posts.ts'
import { createAuthBreaker } from '../../src/watch/auth-breaker.ts'
import { createPace } from '../../src/watch/pace.ts'
import { tn } from '../fixtures/orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { newBulk } from '../fixtures/new-orders.ts'

const ORDER = '7f1a3c52-0b6e-4d0e-9d2f-5a6b7c8d9e0f' as OrderId
const BULK = '7f1a3c52-0b6e-4d0e-9d2f-5a6b7c8d9e10' as BulkOrderId
const SECOND = 1_000
const TWO_DAYS = 2 * 24 * 60 * 60 * SECOND
const jump = fc
  .integer({ min: SECOND, max: TWO_DAYS })
  .chain((ms) => fc.constantFrom(ms, -ms, -SECOND, -TWO_DAYS))

it('whatever waits comes to its turn when it would have, however far the clock is put back', async () => {
  const { desk, track } = await openPracticeDesk()
  const { db } = desk
  const order = await track(ORDER)
  const bulk = await insertBulk(
    db,
    newBulk({ id: BULK, name: 'ours', channel: 'C0PORT', owner: 'U0PAT', now: desk.clock() }),
  )
  let now = desk.clock()
  const heed = heedClock({ ...desk, clock: () => now })
  let nth = 0

  await fc.assert(
    fc.asyncProperty(jump, fc.integer({ min: 0, max: 60 }), async (ms, waitS) => {
      nth += 1
      const at = now + waitS * SECOND
      const id = `order-${nth}` as OrderId
      await heed()
      await planPoll(db, order, { nextPollAt: at })
      await planBulk(db, bulk, { nextPollAt: at })
      await insertRefreshRequest(db, id, now)
      await postponeRefreshRequests(db, { orderId: id, upTo: nth }, at)
      const intent = await beginIntent(db, {
        kind: 'order',
        orderNumber: null,
        searchKey: id,
        facts: {},
        by: 'U0PAT',
        begunAt: now,
        nextPollAt: at,
      })
      await insertCheck(db, {
        id,
        channel: 'C0PORT',
        askedBy: 'U0PAT',
        askedAt: now,
        numbers: [],
        unread: [],
        account: null,
        nextPollAt: at,
      })
      await queuePost(db, {
        key: id,
        ref: { kind: 'check', id },
        channel: id,
        parent: null,
        now,
      })
      await postpone(db, nth, at, { answered: true })
      await writeBillingCarrier(db, tn('919-555-0100'), null, at)

      now += ms
      await heed()

      const then = now + waitS * SECOND
      expect(await duePolls(db, 'order', then, 10)).toContain(order)
      expect(await duePolls(db, 'bulk', then, 10)).toContain(bulk)
      expect((await dueRefreshRequests(db, then, 100)).map(({ orderId }) => orderId)).toContain(id)
      expect((await dueIntents(db, then)).map((one) => one.id)).toContain(intent)
      expect(await dueChecks(db, then)).toContain(id)
      expect(await askBillingCarrierAgainAt(db, tn('919-555-0100'))).toBeLessThanOrEqual(then)
      expect((await whatToShow(db, then)).channels).toContain(id)
    }),
    { numRuns: 25, seed: 11 },
  )
})

it('what was said before is not new for as long as the clock was put back', async () => {
  const { desk, clock } = await openPracticeDesk()
  const { db } = desk
  const heed = heedClock(desk)
  await heed()
  const ref = { kind: 'check', id: 'a' } as const
  await queuePost(db, { key: 'a', ref, channel: 'C0', parent: null, now: clock.now() })
  clock.set(clock.now() - 24 * 60 * 60 * SECOND)
  await heed()
  const { at } = await db
    .selectFrom('post')
    .select('created_at as at')
    .where('key', '=', 'a')
    .executeTakeFirstOrThrow()
  expect(at).toBeLessThanOrEqual(clock.now())
})

it('what waits for the morning waits for the same hour by the clock that was put right', async () => {
  const { desk, clock } = await openPracticeDesk()
  const { db } = desk
  const now = clock.now()
  const heed = heedClock(desk)
  await heed()
  const weekend = 3 * 24 * 60 * 60 * SECOND
  for (const announceFrom of [0, now + weekend]) {
    const id = `morning-${announceFrom}`
    await queuePost(db, {
      key: id,
      ref: { kind: 'check', id },
      channel: id,
      parent: null,
      announceFrom,
      now,
    })
  }
  expect((await whatToShow(db, now)).channels).toEqual(['morning-0'])
  expect(await queueOf(db, now)).toMatchObject({ waiting: 1 })
  await redraw(db, `morning-${now + weekend}`)
  expect((await whatToShow(db, now)).channels).toEqual(['morning-0'])

  clock.set(now - TWO_DAYS)
  await heed()
  const morning = now - TWO_DAYS + weekend
  expect((await whatToShow(db, morning - 1)).channels).toEqual(['morning-0'])
  expect((await whatToShow(db, morning)).channels).toHaveLength(2)
})

it('the last reconciliation tells that the clock was put back while the bot was stopped', async () => {
  const { desk, clock, track } = await openPracticeDesk()
  const order = await track(ORDER)
  await reachMilestone(desk.db, 'swept', clock.now())
  await planPoll(desk.db, order, { nextPollAt: clock.now() + 2 * SECOND })
  clock.set(clock.now() - 60 * 60 * SECOND)
  await heedClock(desk)()
  expect(await duePolls(desk.db, 'order', clock.now() + 2 * SECOND, 10)).toEqual([order])
})

it('calls, posts and the door to Slack wait as long as ever, whatever the wall clock shows', async () => {
  await fc.assert(
    fc.asyncProperty(jump, async (ms) => {
      let wall = 1_700_000_000_000
      let elapsed = later(0 as MonotonicMs, 1_000)
      const monotonic = (): MonotonicMs => elapsed
      const clock = (): number => wall
      const budget = createBudget(4, {
        clock,
        monotonic,
        sleep: () => new Promise(() => undefined),
      })
      const pace = createPace({ everyMs: 1_000, burst: 1 }, monotonic)
      const door = createAuthBreaker(() => Promise.resolve(null))
      const call = { operation: 'listSites', group: 'other', priority: 'interactive' } as const
      for (let nth = 0; nth < 4; nth += 1) await budget.admit(call)
      await pace.turn(AbortSignal.timeout(100))
      door.trippedBy('token_revoked')

      wall += ms
      await expect(budget.admit(call)).rejects.toMatchObject({ until: wall + 60_000 })
      expect(await door.recovers()).toBe(false)
      elapsed = later(elapsed, 60_000)
      await budget.admit(call)
      await pace.turn(AbortSignal.timeout(100))
      door.nextMinute()
      expect(await door.recovers()).toBe(true)
    }),
    { numRuns: 20, seed: 11 },
  )
})
