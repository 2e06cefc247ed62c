import { expect, it } from 'vitest'
import { BandwidthDown } from '../../src/bandwidth/errors.ts'
import { activateMany, approveMany, stopMany } from '../../src/desk/activate-many.ts'
import { askApproval } from '../../src/desk/ask-approval.ts'
import { preApprove } from '../../src/desk/approve-ahead.ts'
import { approveRequest } from '../../src/desk/decide.ts'
import { draftOrder } from '../../src/desk/draft-order.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { viewBatch } from '../../src/desk/view-batch.ts'
import { activationBatch, requestedOf } from '../../src/slack/messages/activation-batch.ts'
import { plain } from '../../src/slack/mrkdwn.ts'
import { requestActivation } from '../../src/desk/request-activation.ts'
import type { CalendarDay } from '../../src/porting/calendar.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { batchKey, findBatch } from '../../src/store/activation-batches.ts'
import { findApproval, insertApproval, moveApproval } from '../../src/store/approvals.ts'
import { findOrder } from '../../src/store/orders.ts'
import { findPost } from '../../src/store/posts.ts'
import { NO_SECRETS } from '../bandwidth/orders-at-hand.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { aLocalOrder } from './a-local-order.ts'

const DANA = 'U0DANA'
const LEE = { by: 'U0LEE', isApprover: true } as const

const idOf = async ({ desk }: PracticeDesk, number: number): Promise<OrderId> =>
  (await findOrder(desk.db, number))?.id as OrderId

const activations = ({ bandwidth }: PracticeDesk) =>
  bandwidth.control
    .transcript()
    .filter(({ method, path }) => method === 'PUT' && path.endsWith('/activationStatus'))

/** Three orders on demand on the day of their FOC, in the middle of their window. */
async function threeOnTheDay(
  place: PracticeDesk,
  now = '2026-12-11T15:00:00Z',
): Promise<readonly number[]> {
  const numbers: number[] = []
  for (let count = 0; count < 3; count += 1) {
    const content = { ...aLocalOrder(), triggered: true }
    const draft = { by: DANA, channel: 'C0PORTING', content, secrets: NO_SECRETS }
    const drafted = await draftOrder(place.desk, draft)
    if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
    const { number } = drafted
    const asked = await askApproval(place.desk, { number, operation: 'submit', by: DANA })
    await approveRequest(place.desk, asked.id, LEE)
    place.clock.advance(5 * 60_000)
    await syncOrder(place.desk, number)
    place.bandwidth.control.foc(await idOf(place, number), '2026-12-11')
    numbers.push(number)
  }
  place.bandwidth.control.turn({ now })
  for (const number of numbers) await syncOrder(place.desk, number)
  return numbers
}

async function statuses(place: PracticeDesk, numbers: readonly number[]) {
  place.clock.advance(10_000)
  for (const number of numbers) await syncOrder(place.desk, number)
  const rows = await Promise.all(numbers.map((number) => findOrder(place.desk.db, number)))
  return rows.map((row) => row?.seen?.status)
}

/** Somebody presses Stop while the first of them is asked for. */
function stoppedAtFirst(
  place: PracticeDesk,
  id: string,
  goOn: <Reply>(activate: () => Promise<Reply>) => Promise<Reply>,
): PracticeDesk['desk'] {
  const { inBatches } = place.desk
  return {
    ...place.desk,
    inBatches: {
      ...inBatches,
      writesFor: (begun: Parameters<typeof inBatches.writesFor>[0]) => {
        const writes = inBatches.writesFor(begun)
        return {
          ...writes,
          async activateNow(order: OrderId) {
            await stopMany(place.desk, id, { by: DANA, isApprover: false })
            return goOn(() => writes.activateNow(order))
          },
        }
      },
    },
  }
}

/** What could still be approved of a batch that was stopped. */
async function openIn({ desk }: PracticeDesk, id: string): Promise<readonly string[]> {
  const batch = await findBatch(desk.db, id)
  expect(batch?.state).toBe('stopped')
  const ids = batch?.orders.flatMap(({ approvalId }) => approvalId ?? []) ?? []
  const states = await Promise.all(ids.map((one) => findApproval(desk.db, one)))
  return states.flatMap((approval) => (approval?.state === 'open' ? [approval.id] : []))
}

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
  expect(await stateOf()).toEqual(['open', 'open', 'open'])
  await stopMany(place.desk, id, stop)
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
  expect(shown).toMatch(/#1002 .*not seen live yet\. Bandwidth warns: .*support hours.*\(7380\)/)
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
  const told = both.map(requestedOf)
  const started = told.map((words) =>
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

it('what was approved ahead by somebody who is no approver any more asks among several, and can be approved anew', async () => {
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
