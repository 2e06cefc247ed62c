import { expect, it } from 'vitest'
import { activateMany } from '../../src/desk/activate-many.ts'
import { REMINDED_ORDERS } from '../../src/desk/remind-of-orders.ts'
import { remind, type People } from '../../src/desk/remind.ts'
import { draftOrder } from '../../src/desk/draft-order.ts'
import { indexOrders } from '../../src/desk/index-orders.ts'
import { insertApproval } from '../../src/store/approvals.ts'
import { readPost } from '../../src/store/posts.ts'
import { NO_SECRETS } from '../bandwidth/orders-at-hand.ts'
import { aLocalOrder } from './a-local-order.ts'
import { DANA, threeOnTheDay } from './orders-on-their-day.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'

const MANY = 40
const MOST_CALLS = 4
const MINUTE = 60_000
const PEOPLE: People = {
  absenceOf: () => Promise.resolve(null),
  zoneOf: () => Promise.resolve('America/New_York'),
  nthApprover: (_request, nth) => Promise.resolve(['U0LEE', 'U0SAM'][nth] ?? null),
}

/** As many activations as are asked for at once, each by itself. */
async function asked(place: PracticeDesk): Promise<readonly number[]> {
  const numbers: number[] = []
  for (let nth = 0; nth < MANY; nth += 1) {
    const content = { ...aLocalOrder(), triggered: true }
    const draft = { by: 'U0DANA', channel: 'C0PORTING', content, secrets: NO_SECRETS }
    const drafted = await draftOrder(place.desk, draft)
    if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
    numbers.push(drafted.number)
  }
  for (const orderNumber of numbers) {
    await insertApproval(place.desk.db, {
      id: `request-${orderNumber}`,
      orderNumber,
      operation: 'activate',
      askedBy: 'U0DANA',
      askedAt: place.clock.now(),
      content: {},
      facts: {},
      expiresAt: place.clock.now() + 24 * 60 * MINUTE,
      state: 'open',
    })
  }
  return numbers
}

it('a request for several orders is called to mind before any of them is read again', async () => {
  const place = await openPracticeDesk()
  const { desk, clock, bandwidth } = place
  const numbers = await threeOnTheDay(place)
  await remind(desk, REMINDED_ORDERS, PEOPLE)
  await activateMany(desk, { numbers, bulkNumber: null, by: DANA })
  clock.advance(11 * MINUTE)
  const calls = () => bandwidth.control.transcript().length
  const before = calls()
  await remind(desk, REMINDED_ORDERS, PEOPLE)
  const rows = await desk.db.selectFrom('post').select('key').execute()
  expect(rows.filter(({ key }) => key.endsWith('-again-1'))).toHaveLength(1)
  expect(calls()).toBe(before)
})

interface Told {
  readonly number: number
  readonly key: string
  readonly calls: string | null
  readonly isForAll: boolean
  readonly othersWaiting: number | undefined
}

/** What is told under keys like that, each with whom it calls. */
async function toldOf({ desk }: PracticeDesk, step: string): Promise<readonly Told[]> {
  const rows = await desk.db.selectFrom('post').selectAll().where('kind', '=', 'reminder').execute()
  return rows.map(readPost).flatMap(({ ref, broadcast }) => {
    if (ref.kind !== 'reminder' || !ref.due.key.endsWith(step)) return []
    const { key, called, isQuiet, othersWaiting } = ref.due
    const calls = isQuiet === true ? null : (called ?? 'approvers')
    return [{ number: ref.number, key, calls, isForAll: broadcast, othersWaiting }]
  })
}

it('forty requests to activate that wait are each called to mind once, four of them call, and a kill in the middle misses none', async () => {
  const place = await openPracticeDesk()
  const { desk, clock } = place
  const numbers = await asked(place)
  await indexOrders(desk)
  const once = (told: readonly Told[]) => {
    expect(told.map(({ number }) => number).toSorted()).toEqual(numbers.toSorted())
    const calling = told.filter(({ calls }) => calls !== null)
    expect(calling).toHaveLength(MOST_CALLS)
    // The last of these names the others.
    expect(calling.flatMap((one) => one.othersWaiting ?? [])).toEqual([MANY - MOST_CALLS])
  }

  clock.advance(10 * MINUTE)
  await remind(desk, REMINDED_ORDERS, PEOPLE)
  await remind(desk, REMINDED_ORDERS, PEOPLE)
  once(await toldOf(place, '-again-1'))

  // After twenty minutes the approvers are called by name; the bot is killed in the midst of it.
  clock.advance(10 * MINUTE)
  await desk.db.updateTable('port_order').set({ seen_at: clock.now() }).execute()
  const { promise: dead, resolve: die } = Promise.withResolvers<null>()
  let turns = 0
  void remind(desk, REMINDED_ORDERS, {
    ...PEOPLE,
    nthApprover(request, nth) {
      turns += 1
      if (turns < MOST_CALLS + 6) return PEOPLE.nthApprover(request, nth)
      die(null)
      return new Promise(() => undefined)
    },
  })
  await dead
  const cutOff = await toldOf(place, '-again-2')
  expect(cutOff.length).toBeGreaterThan(MOST_CALLS)
  for (let minute = 0; minute < 3; minute += 1) {
    await remind(desk, REMINDED_ORDERS, PEOPLE)
    clock.advance(MINUTE)
  }
  const told = await toldOf(place, '-again-2')
  expect(told.map(({ number }) => number).toSorted()).toEqual(numbers.toSorted())
  const calls = told.filter((one) => one.calls !== null)
  expect(new Set(calls.map((one) => one.calls))).toEqual(new Set(['U0LEE']))
  // Four of each ring; only those stand in the channel, too.
  expect(calls.length).toBeLessThanOrEqual(4 * MOST_CALLS)
  expect(told.filter(({ isForAll }) => isForAll)).toEqual(calls)
})
