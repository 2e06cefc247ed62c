import { BudgetSpent } from '../../src/bandwidth/errors.ts'
import { expect, it } from 'vitest'
import type { OrderId } from '../../src/porting/order.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { countRefreshRequests, insertRefreshRequest } from '../../src/store/refresh-requests.ts'
import { insertBulk } from '../../src/store/bulk-orders.ts'
import { findOrder } from '../../src/store/orders.ts'
import { planPoll, planReminders } from '../../src/store/plans.ts'
import { newBulk } from '../fixtures/new-orders.ts'
import { openPracticeDesk } from '../fixtures/practice-desk.ts'
import { schedulerWithoutSlack } from '../fixtures/without-slack.ts'

it('an order that breaks is named, put off, and keeps no other from being looked at and reminded of', async () => {
  const { desk, clock, logged, make, track } = await openPracticeDesk()
  const broken = await track('never-asked-for' as OrderId, 'Acme-1')
  const sound = await track(await make(), 'Acme-2')
  const now = clock.now()
  for (const [number, nextPollAt] of [
    [broken, now - 2],
    [sound, now - 1],
  ] as const) {
    await planPoll(desk.db, number, { nextPollAt })
    await planReminders(desk.db, 'port_order', number, { remindAt: nextPollAt })
  }
  await desk.db
    .updateTable('port_order')
    .set({ content: '{"broken' })
    .where('number', '=', broken)
    .execute()

  await schedulerWithoutSlack(desk).everyMinute()

  expect((await findOrder(desk.db, sound))?.seen?.status).toBe('PENDING_DOCUMENTS')
  const bugs = logged.filter(({ event }) => event === 'bug').map(({ facts }) => facts['number'])
  expect(bugs).toContain(broken)
  expect(bugs).not.toContain(sound)
  expect(logged.filter(({ event }) => event === 'scheduler-part-failed')).toEqual([])
  const plans = await desk.db
    .selectFrom('port_order')
    .select(['number', 'look_at', 'remind_at'])
    .orderBy('number')
    .execute()
  for (const { look_at: nextPollAt, remind_at: remindAt } of plans) {
    expect(nextPollAt).toBeGreaterThan(now)
    expect(remindAt).toBeGreaterThan(now)
  }
})

it('a bulk order that breaks keeps no other from being reminded of', async () => {
  const { desk, clock, logged } = await openPracticeDesk()
  const now = clock.now()
  const [broken, sound] = [
    await insertBulk(desk.db, newBulk({ name: 'Acme-1', now })),
    await insertBulk(desk.db, newBulk({ name: 'Acme-2', now })),
  ]
  for (const number of [broken, sound]) {
    await planReminders(desk.db, 'bulk_order', number, { remindAt: now - 1 })
  }
  await desk.db
    .updateTable('bulk_order')
    .set({ shared: '{"broken' })
    .where('number', '=', broken)
    .execute()

  await schedulerWithoutSlack(desk).everyMinute()

  const bugs = logged.filter(({ event }) => event === 'bug').map(({ facts }) => facts['number'])
  expect(new Set(bugs)).toEqual(new Set([broken]))
  const plans = await desk.db.selectFrom('bulk_order').select('remind_at').execute()
  expect(plans.filter(({ remind_at: remindAt }) => remindAt <= now)).toEqual([])
})

it('a second in which nothing is due costs one question to the database', async () => {
  const { desk, clock, make, track } = await openPracticeDesk()
  const id = await make()
  await track(id)
  let asked = 0
  const db = desk.db.withPlugin({
    transformQuery({ node }) {
      asked += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  })
  const scheduler = schedulerWithoutSlack({ ...desk, db })
  await scheduler.everySecond()
  asked = 0
  await scheduler.everySecond()
  expect(asked).toBe(1)

  await insertRefreshRequest(db, id, clock.now())
  await scheduler.everySecond()
  expect(await countRefreshRequests(db)).toBe(0)
})

it('an order that somebody just changed is looked at while no calls are left for routine looks', async () => {
  const { desk, clock, make, track } = await openPracticeDesk()
  const now = clock.now()
  for (let nth = 0; nth < 30; nth += 1) {
    await planPoll(desk.db, await track(`routine-${nth}` as OrderId, `No-${nth}`), {
      nextPollAt: now - 60_000,
    })
  }
  const watched = await track(await make(), 'Acme-1')
  await planPoll(desk.db, watched, { nextPollAt: now - 1, waitingSince: now - 1 })
  const spent: Desk = {
    ...desk,
    bandwidth: {
      ...desk.bandwidth,
      getOrder: () => Promise.reject(new BudgetSpent('get order', now + 60_000, 'us')),
    },
  }

  await schedulerWithoutSlack(spent, {
    by: { outcomes: desk, waited: desk, reconciliations: spent, forRequests: spent },
  }).everySecond()

  expect((await findOrder(desk.db, watched))?.seen?.status).toBe('PENDING_DOCUMENTS')
})

it('a beat that breaks keeps nobody from the next', async () => {
  const { desk, make, track } = await openPracticeDesk()
  const number = await track(await make(), 'Acme-1')
  let isBroken = true
  const frail: Desk = {
    ...desk,
    log(event, facts) {
      if (isBroken) throw new Error(`The log is full: ${event}`)
      desk.log(event, facts)
    },
    clock() {
      if (isBroken) throw new Error('There is no clock.')
      return desk.clock()
    },
  }
  const scheduler = schedulerWithoutSlack(frail)
  const broken = await Promise.allSettled([
    scheduler.processNotifications(),
    scheduler.processNotifications(),
    scheduler.processNotifications(),
  ])
  expect(broken.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  isBroken = false
  await planPoll(desk.db, number, { nextPollAt: desk.clock() })
  await scheduler.processNotifications()
  await scheduler.everySecond()
  expect((await findOrder(desk.db, number))?.seen?.status).toBe('PENDING_DOCUMENTS')
})

it('a bot that stops ends with the look that it is in, and leaves the others for the next start', async () => {
  const { desk, clock, make, track } = await openPracticeDesk()
  const looked = await track(await make(), 'Acme-1')
  const left = await track('looked-at-later' as OrderId, 'Acme-2')
  const now = clock.now()
  await planPoll(desk.db, looked, { nextPollAt: now - 2 })
  await planPoll(desk.db, left, { nextPollAt: now - 1 })
  const asked: OrderId[] = []
  const begun = Promise.withResolvers<unknown>()
  const answer = Promise.withResolvers<unknown>()
  const scheduler = schedulerWithoutSlack({
    ...desk,
    bandwidth: {
      ...desk.bandwidth,
      async getOrder(id) {
        asked.push(id)
        begun.resolve(null)
        await answer.promise
        return desk.bandwidth.getOrder(id)
      },
    },
  })
  const second = scheduler.everySecond()
  await begun.promise
  const stopped = scheduler.stop()
  answer.resolve(null)
  await stopped

  expect((await findOrder(desk.db, looked))?.seen?.status).toBe('PENDING_DOCUMENTS')
  await second
  expect(asked).toHaveLength(1)
})
