import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPracticeClock } from '../../sandbox/clock.ts'
import { startPracticeBandwidth, type PracticeBandwidth } from '../../sandbox/bandwidth/server.ts'
import { createBandwidth, type BandwidthClient } from '../../src/bandwidth/client.ts'
import { callsOf } from '../../src/desk/calls.ts'
import { askApproval } from '../../src/desk/ask-approval.ts'
import { approveRequest, deny } from '../../src/desk/decide.ts'
import type { Desk } from '../../src/desk/desk.ts'
import { draftOrder } from '../../src/desk/draft-order.ts'
import { editOrder } from '../../src/desk/edit-order.ts'
import type { OrderContent } from '../../src/porting/order.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import { findOrder } from '../../src/store/orders.ts'
import { openTestDatabase } from '../fixtures/open-test-database.ts'
import { createSeal } from '../../src/store/seal.ts'
import { aLocalOrder } from './a-local-order.ts'
import { REAL_CLOCKS } from '../fixtures/real-clocks.ts'
import { extent } from '../fixtures/extent.ts'
import { configWithoutSlack, withoutSlack } from '../fixtures/without-slack.ts'

const APPROVERS = ['lee', 'sam'] as const
const PORTERS = ['dana', 'pat'] as const
const HOUR = 60 * 60 * 1000
/** One business day later; the plays go on into a weekend with a holiday. */
const OVER_A_WEEKEND = 4 * 24 * HOUR

type Person = (typeof APPROVERS)[number] | (typeof PORTERS)[number]
type City = 'Raleigh' | 'Durham' | 'Cary'
type Move =
  | { readonly kind: 'ask'; readonly by: Person }
  | { readonly kind: 'approve' | 'deny'; readonly by: Person; readonly which: number }
  | { readonly kind: 'edit'; readonly by: Person; readonly city: City }
  | { readonly kind: 'edit elsewhere'; readonly city: City }
  | { readonly kind: 'wait'; readonly hours: number }

/** What the test knows of the world without asking the desk. */
interface Request {
  readonly id: string
  readonly asker: Person
  readonly askedAt: number
  readonly city: City
  denied: boolean
}

const anyone = fc.constantFrom<Person>(...APPROVERS, ...PORTERS)
const porter = fc.constantFrom<Person>(...PORTERS)
const city = fc.constantFrom<City>('Raleigh', 'Durham', 'Cary')
const which = fc.nat({ max: 5 })

/** Each play begins with a request, because nothing can be decided before. */
const movesOf = (who: fc.Arbitrary<Person>): fc.Arbitrary<readonly Move[]> =>
  fc
    .tuple(fc.record({ kind: fc.constant('ask' as const), by: who }), laterMovesOf(who))
    .map(([first, later]) => [first, ...later])

const laterMovesOf = (who: fc.Arbitrary<Person>): fc.Arbitrary<readonly Move[]> =>
  fc.array<Move>(
    fc.oneof(
      fc.record({ kind: fc.constant('ask' as const), by: who }),
      {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constant('approve' as const), by: who, which }),
      },
      fc.record({ kind: fc.constant('deny' as const), by: who, which }),
      fc.record({ kind: fc.constant('edit' as const), by: who, city }),
      fc.record({ kind: fc.constant('edit elsewhere' as const), city }),
      fc.record({ kind: fc.constant('wait' as const), hours: fc.constantFrom(1, 25) }),
    ),
    { maxLength: 10 },
  )

describe('submitting an order', () => {
  const clock = createPracticeClock({ start: Date.parse('2026-11-30T15:00:00Z'), frozen: true })
  let bandwidth: PracticeBandwidth
  let desk: Desk
  let client: BandwidthClient
  let stop: () => Promise<void>
  let submitted = 0

  beforeAll(async () => {
    bandwidth = await startPracticeBandwidth({ clock })
    const config = configWithoutSlack({ ...bandwidth.env, BANDWIDTH_CALLS_PER_MINUTE: '6000' })
    const { db, close } = await openTestDatabase()
    const log = () => undefined
    client = createBandwidth(config.bandwidth, {
      clock: REAL_CLOCKS.wallClock,
      monotonic: REAL_CLOCKS.monotonic,
      log,
    })
    desk = {
      db,
      ...callsOf(client),
      inBatches: callsOf(client.inBatches),
      clock: () => clock.now(),
      settings: config.desk,
      log,
      ...withoutSlack(),
      seal: createSeal(new Uint8Array(32).fill(7)),
    }
    stop = async () => {
      await client.close()
      await close()
      await bandwidth.close()
    }
  })
  afterAll(() => stop())

  const submissions = () =>
    bandwidth.control
      .transcript()
      .filter(({ request }) => request.includes('<ProcessingStatus>SUBMITTED')).length

  /** Plays moves on a fresh draft; after each, whatever went out must have been allowed. */
  async function play(moves: readonly Move[]): Promise<void> {
    const content = aLocalOrder()
    const drafted = await draftOrder(desk, {
      by: 'dana',
      channel: 'C1',
      content,
      secrets: { accountNumber: null, pin: null },
    })
    if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
    const { number } = drafted
    const world = { city: 'Raleigh' as City, editors: new Set<Person>(), requests: [] as Request[] }
    const before = submissions()

    for (const move of moves) {
      const sentSoFar = submissions()
      await make(move, number, content, world)
      const sent = submissions() - sentSoFar
      if (sent === 0) continue
      submitted += sent

      // Once, by an approver's hand, who had no other hand in it, for what was asked, in time.
      expect(submissions() - before).toBe(1)
      if (move.kind !== 'approve') throw new Error(`${move.kind} sent the order out`)
      const request = requestOf(world.requests, move.which)
      expect(APPROVERS).toContain(move.by)
      expect(move.by).not.toBe(request?.asker)
      expect(world.editors).not.toContain(move.by)
      expect(request).toMatchObject({ denied: false, city: world.city })
      expect(clock.now() - (request?.askedAt ?? 0)).toBeLessThan(OVER_A_WEEKEND)
    }
  }

  async function make(
    move: Move,
    number: number,
    content: OrderContent,
    world: { city: City; readonly editors: Set<Person>; readonly requests: Request[] },
  ): Promise<void> {
    try {
      switch (move.kind) {
        case 'ask': {
          const { id } = await askApproval(desk, { number, operation: 'submit', by: move.by })
          const { city } = world
          const asked = { id, asker: move.by, askedAt: clock.now(), city, denied: false }
          world.requests.push(asked)
          return
        }
        case 'approve':
        case 'deny': {
          const request = requestOf(world.requests, move.which)
          if (request === undefined) return
          const decider = { by: move.by, isApprover: isApprover(move.by) }
          if (move.kind === 'approve') {
            await approveRequest(desk, request.id, decider)
          } else {
            await deny(desk, request.id, { ...decider, reason: 'no' })
            request.denied = true
          }
          return
        }
        case 'edit':
          await editOrder(desk, {
            number,
            by: move.by,
            content: withCity(content, move.city),
            secrets: null,
          })
          world.city = move.city
          world.editors.add(move.by)
          return
        case 'edit elsewhere':
          await editElsewhere(number, withCity(content, move.city))
          world.city = move.city
          return
        case 'wait':
          clock.set(clock.now() + move.hours * HOUR)
      }
    } catch (error) {
      // A "no" is an answer; anything else is a bug.
      if (!(error instanceof Refusal)) throw error
    }
  }

  /** Somebody at Bandwidth's own pages, as far as the order still is one that can be changed. */
  async function editElsewhere(number: number, content: OrderContent): Promise<void> {
    const order = await findOrder(desk.db, number)
    if (order?.id == null) return
    const { customerOrderId, id } = order
    const isDraft = bandwidth.control
      .orders()
      .some((one) => one.id === id && one.status === 'DRAFT')
    if (!isDraft) throw new Refusal('not-a-draft', 'It is no draft any more.', null)
    const { numbers, ...rest } = content
    await client.updateOrder(id, { customerOrderId, content: rest })
  }

  it('happens at most once, and only by an approver who neither asked for it nor changed it', async () => {
    await fc.assert(fc.asyncProperty(movesOf(anyone), play), {
      numRuns: extent({ usual: 25, full: 300 }),
    })
    // Some of the plays got through, or this would prove nothing.
    expect(submitted).toBeGreaterThan(0)
  })

  it('never comes of anything that coordinators do among themselves', async () => {
    const before = submissions()
    await fc.assert(fc.asyncProperty(movesOf(porter), play), {
      numRuns: extent({ usual: 8, full: 100 }),
    })
    expect(submissions()).toBe(before)
  })
})

function isApprover(person: Person): boolean {
  return APPROVERS.some((approver) => approver === person)
}

function requestOf(requests: readonly Request[], which: number): Request | undefined {
  // Counted from the newest, which is the likeliest to be open.
  return requests.at(-1 - (which % Math.max(1, requests.length)))
}

function withCity(content: OrderContent, city: City): OrderContent {
  const { subscriber } = content
  return {
    ...content,
    subscriber: { ...subscriber, serviceAddress: { ...subscriber.serviceAddress, city } },
  }
}
