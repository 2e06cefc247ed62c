import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { BandwidthDown } from '../../src/bandwidth/errors.ts'
import {
  activateMany,
  approveMany,
  stopMany,
  withdrawUnseen,
} from '../../src/desk/activate-many.ts'
import { askApproval } from '../../src/desk/ask-approval.ts'
import { approveTogether, possibleAhead } from '../../src/desk/approve-all-ahead.ts'
import { preApprove } from '../../src/desk/approve-ahead.ts'
import { approveRequest } from '../../src/desk/decide.ts'
import { heedClock } from '../../src/desk/heed-clock.ts'
import { createOrderLocks, type OrderLocks } from '../../src/desk/order-locks.ts'
import { pickUpAfterFullDisk, pickUpAfterStop } from '../../src/desk/pick-up-after-stop.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { viewBatch } from '../../src/desk/view-batch.ts'
import { activationBatch } from '../../src/slack/messages/activation-batch.ts'
import { requestedOf } from '../../src/slack/messages/batch-answers.ts'
import { plain } from '../../src/slack/mrkdwn.ts'
import { requestActivation } from '../../src/desk/request-activation.ts'
import type { CalendarDay } from '../../src/porting/calendar.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { batchKey, findBatch } from '../../src/store/activation-batches.ts'
import {
  approvalsIn,
  findApproval,
  insertApproval,
  moveApproval,
  type Approval,
} from '../../src/store/approvals.ts'
import { findOrder } from '../../src/store/orders.ts'
import { findPost } from '../../src/store/posts.ts'
import { extent } from '../fixtures/extent.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { isTestedOnPostgres } from '../postgres/place.ts'
import { readMessage } from '../slack/read-message.ts'
import { aLocalOrder } from './a-local-order.ts'
import { asOneBulk, DANA, idOf, LEE, threeOnTheDay } from './orders-on-their-day.ts'

const activations = ({ bandwidth }: PracticeDesk) =>
  bandwidth.control
    .transcript()
    .filter(({ method, path }) => method === 'PUT' && path.endsWith('/activationStatus'))

type Kind = 'bulk' | 'order'

async function statuses(place: PracticeDesk, numbers: readonly number[]) {
  place.clock.advance(10_000)
  for (const number of numbers) await syncOrder(place.desk, number)
  const rows = await Promise.all(numbers.map((number) => findOrder(place.desk.db, number)))
  return rows.map((row) => row?.seen?.status)
}

type Around = <Reply>(activate: () => Promise<Reply>) => Promise<Reply>

/** Each activation that it asks Bandwidth for goes by way of that. */
function activatedBy(desk: PracticeDesk['desk'], around: Around): PracticeDesk['desk'] {
  const { inBatches } = desk
  return {
    ...desk,
    inBatches: {
      ...inBatches,
      writesFor: (begun: Parameters<typeof inBatches.writesFor>[0]) => {
        const writes = inBatches.writesFor(begun)
        return {
          ...writes,
          activateNow: (order: OrderId) => around(() => writes.activateNow(order)),
        }
      },
    },
  }
}

/** Somebody presses Stop while the first of them is asked for. */
function stoppedAtFirst(place: PracticeDesk, id: string, goOn: Around): PracticeDesk['desk'] {
  return activatedBy(place.desk, async (activate) => {
    await stopMany(place.desk, id, { by: DANA, isApprover: false })
    return goOn(activate)
  })
}

/** What could still be approved of a batch that was stopped. */
async function openIn({ desk }: PracticeDesk, id: string): Promise<readonly string[]> {
  const batch = await findBatch(desk.db, id)
  expect(batch?.state).toBe('stopped')
  const ids = batch?.orders.flatMap(({ approvalId }) => approvalId ?? []) ?? []
  const states = await Promise.all(ids.map((one) => findApproval(desk.db, one)))
  return states.flatMap((approval) => (approval?.state === 'open' ? [approval.id] : []))
}

/** From here on the database takes nothing, as on a full disk. */
const setWritable = ({ desk }: PracticeDesk, may: boolean) =>
  sql.raw(`PRAGMA query_only = ${may ? 'OFF' : 'ON'}`).execute(desk.db)

/** Before the nth of them is asked for at Bandwidth. */
function beforeNth(
  desk: PracticeDesk['desk'],
  nth: number,
  happens: () => Promise<unknown>,
): PracticeDesk['desk'] {
  let asked = 0
  return activatedBy(desk, async (activate) => {
    asked += 1
    if (asked === nth) await happens()
    return activate()
  })
}

/** The bot is killed just before it turns to that order for the nth time, and begun again. */
async function killedBefore(
  { desk }: PracticeDesk,
  at: number | undefined,
  nth: number,
  work: (dying: PracticeDesk['desk']) => Promise<unknown>,
): Promise<void> {
  const { promise: dead, resolve: die } = Promise.withResolvers<null>()
  const locks = createOrderLocks()
  let left = nth
  const dying: OrderLocks = {
    ...locks,
    hold(number, operation) {
      if (number === at) left -= 1
      if (left > 0) return locks.hold(number, operation)
      die(null)
      return new Promise(() => undefined)
    },
    get unhurried() {
      return dying
    },
  }
  void work({ ...desk, locks: dying })
  await dead
  await pickUpAfterStop(desk)
}

/** Where a full disk can be had. */
const onFiles = it.skipIf(isTestedOnPostgres())

onFiles.each(extent<readonly Kind[]>({ usual: ['bulk'], full: ['bulk', 'order'] }))(
  'forty orders (%s): killed between two, the clock put back, nonsense, silence and a full disk, each goes live once and none is lost',
  async (kind) => {
    const place = await openPracticeDesk()
    const { desk, bandwidth } = place
    const half = extent({ usual: 6, full: 20 })
    const numbers = await threeOnTheDay(place, '2026-12-10T15:00:00Z', 2 * half)
    const bulkNumber = kind === 'bulk' ? await asOneBulk(place, numbers) : null
    let off = 0
    const putBack = { ...desk, clock: () => place.clock.now() + off }
    const heed = heedClock(putBack)
    await heed()
    const headline = async (id: string) => {
      const view = await viewBatch(desk, id)
      return view === null ? '' : activationBatch(view, plain('@approvers')).text
    }

    // Half of them are chosen to be approved ahead. What no message shows is approved by nobody.
    const chosen = (await possibleAhead(desk, numbers)).slice(0, half)
    const orders = chosen.map(({ tracked, day }) => ({ number: tracked.number, day }))
    const choice = { bulkNumber, orders, ...LEE }
    await killedBefore(place, orders[3]?.number, 1, (dying) => approveTogether(dying, choice))
    expect(await approvalsIn(desk.db, 'granted')).toEqual([])
    const path = async (nth: number) => `/${await idOf(place, orders[nth]?.number ?? 0)}$`
    bandwidth.control.fault({ kind: 'garbage', path: await path(2), times: 5 })
    bandwidth.control.fault({ kind: 'drop-before', path: await path(4), times: 5 })
    off = -60 * 60_000
    await heed()
    const ahead = await approveTogether(putBack, choice)
    const unread = ahead.orders.filter(({ approvalId }) => approvalId === null)
    expect(unread.map(({ number }) => number)).toEqual([orders[2]?.number, orders[4]?.number])
    for (const { why } of unread) expect(why).toMatch(/Bandwidth/)
    expect(await headline(ahead.id)).toContain(
      `Pre-approved: activate ${half - 2} of ${half} orders`,
    )

    // On the day, killed while those are used: what has not begun is still approved, and asks nobody.
    off = 0
    await heed()
    bandwidth.control.turn({ now: '2026-12-11T15:00:00Z' })
    const requested = { numbers, bulkNumber, by: DANA }
    await killedBefore(place, numbers[3], 2, (dying) => activateMany(dying, requested))
    expect(activations(place)).toHaveLength(2)
    const [{ facts } = { facts: {} as Approval['facts'] }] = await approvalsIn(desk.db, 'open')
    const id = facts.batch ?? ''
    // Somebody presses again: what is approved is used, what is asked for already waits where it does.
    await activateMany(desk, { ...requested, by: 'U0PAT' })
    expect(activations(place)).toHaveLength(half - 2)
    expect(await headline(id)).toContain(`Activate ${half + 2} orders`)

    // An approver says yes to the others: the clock is put back after two, the disk is full after four.
    const full = beforeNth(putBack, 5, () => setWritable(place, false))
    const both = beforeNth(full, 3, async () => {
      off = -60 * 60_000
      await heed()
    })
    await expect(approveMany(both, id, LEE)).rejects.toThrow()
    expect(activations(place)).toHaveLength(half + 3)
    await setWritable(place, true)
    off = 0
    await pickUpAfterFullDisk(desk)
    expect(await headline(id)).toContain(`Activate ${half - 3} orders`)
    await approveMany(desk, id, LEE)

    expect(new Set(await statuses(place, numbers))).toEqual(new Set(['COMPLETE']))
    expect(new Set(activations(place).map(({ path }) => path)).size).toBe(2 * half)
    expect(activations(place)).toHaveLength(2 * half)
    for (const state of ['open', 'granted'] as const) {
      expect(await approvalsIn(desk.db, state)).toEqual([])
    }
    expect(await headline(id)).toContain(`${2 * half} of ${2 * half} orders live`)
  },
  240_000,
)

it('one that Bandwidth skips without a word stops none of the others, and is not sent again', async () => {
  const place = await openPracticeDesk()
  const numbers = await threeOnTheDay(place)
  const { id } = await activateMany(place.desk, { numbers, bulkNumber: null, by: DANA })
  place.bandwidth.control.fault({
    kind: 'silent-skip',
    method: 'PUT',
    path: '/activationStatus$',
    times: 1,
  })
  await approveMany(place.desk, id, LEE)
  expect(await statuses(place, numbers)).toEqual(['FOC', 'COMPLETE', 'COMPLETE'])
  expect(activations(place)).toHaveLength(3)
  await expect(approveMany(place.desk, id, LEE)).rejects.toMatchObject({ code: 'batch-not-open' })
  expect(activations(place)).toHaveLength(3)
})

it('one that Bandwidth never answered is not told as accepted, stops none of the others, and is not sent again', async () => {
  const place = await openPracticeDesk()
  const { control } = place.bandwidth
  const numbers = await threeOnTheDay(place)
  // They go live automatically when their window has closed.
  for (const number of numbers) control.foc(await idOf(place, number), '2026-12-12T04:00:00Z')
  const { id } = await activateMany(place.desk, { numbers, bulkNumber: null, by: DANA })
  const words = async () => {
    const view = await viewBatch(place.desk, id)
    return view === null ? '' : readMessage(activationBatch(view, plain('@approvers')))
  }
  for (const kind of ['drop-before', 'drop-after'] as const) {
    control.fault({ kind, method: 'PUT', path: '/activationStatus$', times: 1 })
  }
  await approveMany(place.desk, id, LEE)
  expect(await words()).toContain('no answer yet')
  // Of the second the answer alone is lost.
  expect(await statuses(place, numbers)).toEqual(['FOC', 'COMPLETE', 'COMPLETE'])

  // Looked for to the end in vain, and once more when the window has closed.
  for (const now of ['2026-12-11T15:30:00Z', '2026-12-12T03:10:00Z']) {
    control.turn({ now })
    await statuses(place, numbers)
  }
  expect(await words()).toMatch(/#\d+ .*no answer from Bandwidth, and not live/)
  expect(await words()).not.toContain('accepted')
  expect(await words()).toContain('2 of 3 orders live, 1 not activated')
  expect(activations(place)).toHaveLength(3)
})

it('Stop while they are activated ends what has not begun, and takes nothing back', async () => {
  const place = await openPracticeDesk()
  const numbers = await threeOnTheDay(place)
  const { id } = await activateMany(place.desk, { numbers, bulkNumber: null, by: DANA })
  const stopping = stoppedAtFirst(place, id, (activate) => activate())
  await approveMany(stopping, id, LEE)
  expect(activations(place)).toHaveLength(1)
  expect(await statuses(place, numbers)).toEqual(['COMPLETE', 'FOC', 'FOC'])
  expect(await openIn(place, id)).toEqual([])
})

it('what Bandwidth could not be asked does not wait again behind a Stop', async () => {
  const place = await openPracticeDesk()
  const numbers = await threeOnTheDay(place)
  const { id } = await activateMany(place.desk, { numbers, bulkNumber: null, by: DANA })
  const stopping = stoppedAtFirst(place, id, () => {
    throw new BandwidthDown('activate', 'no answer')
  })
  await expect(approveMany(stopping, id, LEE)).rejects.toMatchObject({
    code: 'bandwidth-unreachable',
  })
  expect(activations(place)).toEqual([])
  expect(await openIn(place, id)).toEqual([])
})

it('a Stop that breaks off in the middle has stopped none of them, and can be pressed again', async () => {
  const place = await openPracticeDesk()
  const numbers = await threeOnTheDay(place)
  const { id, orders } = await activateMany(place.desk, { numbers, bulkNumber: null, by: DANA })
  const stateOf = async () =>
    Promise.all(
      orders.map(
        async ({ approvalId: one }) => (await findApproval(place.desk.db, one ?? ''))?.state,
      ),
    )
  let withdrawn = 0
  const clock = () => {
    withdrawn += 1
    if (withdrawn > 1) throw new Error('cut off')
    return place.clock.now()
  }
  const stop = { by: DANA, isApprover: false }
  await expect(stopMany({ ...place.desk, clock }, id, stop)).rejects.toThrow('cut off')
  await expect(stopMany(place.desk, id, { ...stop, by: 'U0PAT' })).rejects.toMatchObject({
    code: 'not-yours-to-withdraw',
  })
  // A start takes back only what no message offers any more.
  await withdrawUnseen(place.desk)
  expect(await stateOf()).toEqual(['open', 'open', 'open'])
  await stopMany(place.desk, id, stop)
  expect(await stateOf()).toEqual(['void', 'void', 'void'])
  const approvalId = orders[0]?.approvalId ?? ''
  await moveApproval(place.desk.db, { id: approvalId, state: 'void' }, { state: 'open' })
  await withdrawUnseen(place.desk)
  expect(await stateOf()).toEqual(['void', 'void', 'void'])
})

it('one that changes after it was asked for is left out and named, and the others go', async () => {
  const place = await openPracticeDesk()
  const numbers = await threeOnTheDay(place)
  const [first = 0] = numbers
  const { id } = await activateMany(place.desk, { numbers, bulkNumber: null, by: DANA })
  place.bandwidth.control.cancelled(await idOf(place, first))
  await approveMany(place.desk, id, LEE)
  expect(activations(place)).toHaveLength(2)
  expect(await statuses(place, numbers)).toEqual(['CANCELLED', 'COMPLETE', 'COMPLETE'])
  const batch = await findBatch(place.desk.db, id)
  expect(batch?.orders.find(({ number }) => number === first)?.why).not.toBeNull()
})

it('whoever activates before support opens reads that Bandwidth warns of it', async () => {
  const place = await openPracticeDesk()
  const [number = 0, ...others] = await threeOnTheDay(place, '2026-12-11T12:00:00Z')
  const { id } = await askApproval(place.desk, { number, operation: 'activate', by: DANA })
  await approveRequest(place.desk, id, LEE)
  const { outcome } = (await findApproval(place.desk.db, id)) ?? {}
  expect(outcome).toMatch(/accepted the request at 7 AM ET.*support hours.*\(7380\)/)

  // Among several it stands with the order that it is about.
  const batch = await activateMany(place.desk, { numbers: others, bulkNumber: null, by: DANA })
  await approveMany(place.desk, batch.id, LEE)
  const view = await viewBatch(place.desk, batch.id)
  const shown = JSON.stringify(view && activationBatch(view, plain('@approvers')))
  expect(shown).toMatch(/#1002 .*not live yet\. Bandwidth warns: .*support hours.*\(7380\)/)
})

it('a request that was left open when its order was activated as approved ahead activates nothing', async () => {
  const place = await openPracticeDesk()
  const { desk } = place
  const [number = 0] = await threeOnTheDay(place)
  const asked = await askApproval(desk, { number, operation: 'activate', by: DANA })
  const day = '2026-12-11' as CalendarDay
  await preApprove(desk, { number, by: 'U0SAM', isApprover: true, day })
  await requestActivation(desk, { number, by: 'U0PAT' })
  expect(activations(place)).toHaveLength(1)

  await expect(approveRequest(desk, asked.id, LEE)).rejects.toMatchObject({
    code: 'activation-running',
  })
  expect(activations(place)).toHaveLength(1)
  // What the first press does is not known yet, so this one is decided by nobody.
  expect(await findApproval(desk.db, asked.id)).toMatchObject({ state: 'open', outcome: null })
})

it('two who activate at once what was approved ahead both read what became of it, and it goes live once', async () => {
  const place = await openPracticeDesk()
  const { desk } = place
  const numbers = await threeOnTheDay(place)
  const day = '2026-12-11' as CalendarDay
  for (const number of numbers) {
    await preApprove(desk, { number, by: 'U0SAM', isApprover: true, day })
  }
  const both = await Promise.all(
    [DANA, 'U0PAT'].map((by) => activateMany(desk, { numbers, bulkNumber: null, by })),
  )
  expect(activations(place)).toHaveLength(3)
  // Each is told of those that their own press began.
  const words = both.map(requestedOf)
  const started = words.map((words) =>
    words.startsWith('Nothing') ? 0 : Number(/: (\d)/.exec(words)?.[1]),
  )
  expect(started.reduce((sum, one) => sum + one, 0)).toBe(3)
  const versions = () =>
    Promise.all(both.map(async ({ id }) => (await findPost(desk.db, batchKey(id)))?.version ?? 0))
  const begun = await versions()
  expect(await statuses(place, numbers)).toEqual(['COMPLETE', 'COMPLETE', 'COMPLETE'])
  for (const [at, version] of (await versions()).entries()) {
    expect(version).toBeGreaterThan(begun[at] ?? 0)
  }
})

it('what was approved ahead by somebody who is no approver any more asks among several, and can be approved again', async () => {
  const place = await openPracticeDesk()
  const desk = { ...place.desk, mayApprove: (user: string) => Promise.resolve(user !== 'U0SAM') }
  const numbers = await threeOnTheDay(place)
  const [first = 0, second = 0, third = 0] = numbers
  const day = '2026-12-11' as CalendarDay
  const ahead = (number: number, by: string) =>
    preApprove(desk, { number, by, isApprover: true, day })
  for (const number of [first, second]) await ahead(number, 'U0SAM')
  await ahead(third, LEE.by)
  await ahead(second, LEE.by)
  const { id, orders } = await activateMany(desk, { numbers, bulkNumber: null, by: DANA })
  expect(activations(place)).toHaveLength(2)
  expect(orders.map(({ why }) => why)).toEqual([
    expect.stringContaining('no longer an approver'),
    null,
    null,
  ])
  expect((await findBatch(desk.db, id))?.state).toBe('open')
  await approveMany(desk, id, LEE)
  expect(await statuses(place, numbers)).toEqual(['COMPLETE', 'COMPLETE', 'COMPLETE'])
})

it('whoever asked for a change before it was asked for once more does not approve it', async () => {
  const { desk, make, track, clock } = await openPracticeDesk()
  const number = await track(await make())
  const order = await syncOrder(desk, number)
  const request = {
    id: 'again',
    orderNumber: number,
    operation: 'change',
    askedBy: DANA,
    askedAt: clock.now(),
    content: {},
    facts: {
      change: {
        fields: [],
        content: order?.tracked.content ?? aLocalOrder(),
        hasSecrets: false,
        secrets: null,
        differences: [],
        askedBefore: [LEE.by],
        warnings: [],
      },
    },
    expiresAt: clock.now() + 60_000,
    state: 'open',
  } as const
  await insertApproval(desk.db, request)

  await expect(approveRequest(desk, request.id, LEE)).rejects.toThrow(/You requested this/)
  // The look has voided it meanwhile: who read it before that does not spend it.
  expect(await moveApproval(desk.db, request, { state: 'spent' })).toBe(false)
  expect(await findApproval(desk.db, request.id)).toMatchObject({ state: 'void' })
})
