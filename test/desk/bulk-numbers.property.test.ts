import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isBandwidthError } from '../../src/bandwidth/errors.ts'
import { advanceBulk } from '../../src/desk/bulk/advance-bulk.ts'
import { attachChild, detachFromBulk } from '../../src/desk/bulk/attach-child.ts'
import { changeBulkNumbers, takeOutRefusedNumbers } from '../../src/desk/bulk/change-numbers.ts'
import { draftBulk } from '../../src/desk/bulk/draft-bulk.ts'
import { putFactsBack } from '../../src/desk/bulk/put-facts-back.ts'
import { viewBulk, type BulkView } from '../../src/desk/bulk/view-bulk.ts'
import { attachAgain } from '../../src/desk/attach-again.ts'
import { attachDocument, offerForOrder } from '../../src/desk/attach-document.ts'
import { editOrder } from '../../src/desk/edit-order.ts'
import { DELETE_DRAFT } from '../../src/desk/delete-draft.ts'
import { syncOrder } from '../../src/desk/refresh-order.ts'
import { endProven } from '../../src/desk/proven-change.ts'
import type { BulkOrderId, SharedFacts } from '../../src/porting/bulk-order.ts'
import type { OrderId } from '../../src/porting/order.ts'
import { Refusal } from '../../src/porting/refusal.ts'
import { noSharedFacts } from '../../src/porting/shared-facts.ts'
import type { TelephoneNumber } from '../../src/porting/telephone-number.ts'
import { findBulk } from '../../src/store/bulk-orders.ts'
import { offersFor } from '../../src/store/offered-documents.ts'
import { findOrder, type TrackedOrder } from '../../src/store/orders.ts'
import { openPracticeDesk, type PracticeDesk } from '../fixtures/practice-desk.ts'
import { someNumbers } from '../porting/bulk-numbers.ts'
import { extent } from '../fixtures/extent.ts'

const SHARED: SharedFacts = {
  ...noSharedFacts,
  siteId: '14020',
  loaAuthorizingPerson: 'J Rivera',
}

/** Three carriers and two numbers that cannot go. */
const POOL = [
  ...someNumbers(5),
  ...someNumbers(4, 9_195_560_100),
  ...someNumbers(3, 7_205_550_100),
  ...someNumbers(1, 9_195_600_100),
  ...someNumbers(1, 6_057_250_100),
]

/** One carrier's numbers, of which one order is made. */
const OF_A_CARRIER = [POOL.slice(0, 5), POOL.slice(5, 9), POOL.slice(9, 12)]

type Numbers = readonly TelephoneNumber[]
type Move =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly numbers: Numbers }
  | { readonly kind: 'take out refused' | 'wait' }
  | {
      readonly kind:
        'type' | 'detach' | 'attach' | 'delete' | 'detach elsewhere' | 'attach elsewhere'
      readonly which: number
    }
  | { readonly kind: 'break'; readonly how: 'drop-before' | 'drop-after'; readonly path: string }

const numbers = fc.subarray(POOL, { minLength: 1 })
const which = fc.nat({ max: 4 })
const typing = fc.record({ kind: fc.constant('type' as const), which })
/** What people typed stays with its numbers: they leave and come back as a carrier has them. */
const comings = fc.array<Move>(
  fc.oneof(
    { weight: 2, arbitrary: typing },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('add' as const, 'remove' as const, 'replace' as const),
        numbers: fc.constantFrom(...OF_A_CARRIER),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
  ),
  { minLength: 2, maxLength: 5 },
)
const moves = fc.array<Move>(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('add' as const, 'remove' as const, 'replace' as const),
      numbers,
    }),
    fc.record({ kind: fc.constantFrom('take out refused' as const, 'wait' as const) }),
    typing,
    fc.record({
      kind: fc.constantFrom(
        'detach' as const,
        'attach' as const,
        'delete' as const,
        'detach elsewhere' as const,
        'attach elsewhere' as const,
      ),
      which,
    }),
    fc.record({
      kind: fc.constant('break' as const),
      how: fc.constantFrom('drop-before' as const, 'drop-after' as const),
      path: fc.constantFrom('/tnList$', '/portinList$'),
    }),
  ),
  { maxLength: 9 },
)

/** One of each, which few random steps may lack: numbers come, are taken out, leave with an order and come back with it. */
const EACH_ONCE: readonly Move[] = [
  { kind: 'add', numbers: POOL.slice(5) },
  { kind: 'take out refused' },
  { kind: 'wait' },
  { kind: 'remove', numbers: POOL.slice(9, 11) },
  { kind: 'wait' },
  { kind: 'detach', which: 0 },
  { kind: 'wait' },
  { kind: 'attach', which: 0 },
  { kind: 'wait' },
  { kind: 'replace', numbers: POOL.slice(2, 8) },
]

interface World {
  readonly place: PracticeDesk
  readonly number: number
  /** What people want moved by it, as the one who does all this knows it. */
  desired: ReadonlySet<TelephoneNumber>
  /** What somebody typed for an order, by its number here. */
  readonly typed: Map<number, string>
  /** Drafts on their own that came out of it. */
  readonly alone: number[]
}

describe('the numbers of a bulk order, whatever is done with them', () => {
  it('are each in one place, and none is lost, before and after every change', async () => {
    await fc.assert(
      fc.asyncProperty(numbers, moves, async (first, then) => {
        await expectEachAccountedFor(first, then)
      }),
      { numRuns: extent({ usual: 6, full: 60 }), examples: [[POOL.slice(0, 5), EACH_ONCE]] },
    )
  }, 30_000)

  it('bring back what was typed for them and their LOA when they come back', async () => {
    await fc.assert(
      fc.asyncProperty(comings, async (then) => {
        const world = await expectEachAccountedFor(OF_A_CARRIER.flat(), [
          { kind: 'type', which: 0 },
          { kind: 'type', which: 1 },
          ...then,
          { kind: 'replace', numbers: OF_A_CARRIER.flat() },
        ])
        for (const number of world.typed.keys()) {
          expect([number, (await rowOf(world, number))?.ending]).toEqual([number, null])
        }
      }),
      { numRuns: extent({ usual: 2, full: 20 }) },
    )
  }, 120_000)
})

async function expectEachAccountedFor(first: Numbers, then: readonly Move[]): Promise<World> {
  const place = await openPracticeDesk()
  const drafted = await draftBulk(place.desk, {
    by: 'dana',
    channel: 'C1',
    shared: SHARED,
    numbers: first,
    unread: [],
  })
  if (drafted.kind !== 'made') throw new Error(`The draft was ${drafted.kind}.`)
  const { number } = drafted
  const world: World = { place, number, desired: new Set(first), typed: new Map(), alone: [] }
  for (const move of then) {
    await make(move, world)
    await expectAllInOnePlace(world)
  }
  place.bandwidth.control.clearFaults()
  await resolve(world)
  await expectAsAtBandwidth(world)
  await expectNothingTypedLost(world)
  return world
}

const LOA = () => Promise.resolve(Buffer.from('%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n'))

/** An order has somebody's word for it, and an LOA. */
async function type(world: World, { number, seen }: TrackedOrder): Promise<void> {
  const { desk } = world.place
  if (seen === null || world.typed.has(number)) return
  const loaAuthorizingPerson = `Signer ${number}`
  await editOrder(desk, {
    number,
    by: 'dana',
    content: { ...seen, loaAuthorizingPerson },
    secrets: null,
  })
  const file = { source: `F${number}`, name: `loa #${number}.pdf`, size: 40 }
  const offerId = await offerForOrder(desk, { number, by: 'dana', ...file })
  await attachDocument(desk, { offerId, type: 'LOA', by: 'dana', fetch: LOA })
  world.typed.set(number, loaAuthorizingPerson)
}

/** It is in the order at Bandwidth; of one whose numbers have left, it is kept here. */
async function expectNothingTypedLost({ place, typed }: World): Promise<void> {
  const { desk } = place
  for (const [number, signer] of typed) {
    const row = await findOrder(desk.db, number)
    const kept = await offersFor(desk.db, number)
    expect([number, row?.content.loaAuthorizingPerson]).toEqual([number, signer])
    expect([number, kept.map(({ state }) => state)]).toEqual([number, ['attached']])
    if (row?.endedAt !== null || row.id === null) continue
    const there = await desk.bandwidth.getOrder(row.id)
    expect([number, there.order.loaAuthorizingPerson]).toEqual([number, signer])
    expect([number, (await desk.bandwidth.listDocuments(row.id)).length]).toEqual([number, 1])
  }
}

async function make(move: Move, world: World): Promise<void> {
  const { place, number } = world
  const { desk } = place
  try {
    switch (move.kind) {
      case 'add':
      case 'remove':
      case 'replace': {
        await changeBulkNumbers(desk, { number, how: move.kind, numbers: move.numbers, by: 'dana' })
        world.desired = changed(world.desired, move)
        return
      }
      case 'take out refused': {
        await resolve(world)
        const { account } = await viewOf(world)
        await takeOutRefusedNumbers(desk, { number, by: 'dana' })
        world.desired = without(
          world.desired,
          account.refused.map(({ tn }) => tn),
        )
        return
      }
      case 'wait': {
        await resolve(world)
        return
      }
      case 'type': {
        await resolve(world)
        const child = await childAt(world, move.which)
        if (child !== undefined) await type(world, child)
        return
      }
      case 'detach': {
        const child = await childAt(world, move.which)
        if (child === undefined) return
        await detachFromBulk(desk, { child: child.number, by: 'dana' })
        left(world, child)
        return
      }
      case 'attach': {
        const child = aloneAt(world, move.which)
        if (child === undefined) return
        await syncOrder(desk, child, { documents: false })
        await attachChild(desk, { number, child, by: 'dana' })
        await joined(world, child)
        return
      }
      case 'delete': {
        const child = await childAt(world, move.which)
        if (child === undefined) return
        await endProven(desk, DELETE_DRAFT, { number: child.number, by: 'dana' })
        world.desired = without(world.desired, child.content.numbers)
        return
      }
      case 'detach elsewhere': {
        await resolve(world)
        const child = await childAt(world, move.which)
        if (child === undefined || !(await isSplit(world))) return
        await putChildren(world, (ids) => ids.filter((id) => id !== child.id))
        left(world, child)
        await resolve(world)
        return
      }
      case 'attach elsewhere': {
        await resolve(world)
        const child = aloneAt(world, move.which)
        if (child === undefined || !(await isSplit(world))) return
        const id = (await rowOf(world, child))?.id as OrderId
        await putChildren(world, (ids) => [...ids, id])
        await joined(world, child)
        await resolve(world)
        return
      }
      case 'break':
        place.bandwidth.control.fault({ kind: move.how, method: 'PUT', path: move.path })
    }
  } catch (error) {
    // A "no" is an answer, and Bandwidth may give one to whoever is elsewhere; anything else is a bug.
    if (!(error instanceof Refusal) && !isBandwidthError(error)) throw error
  }
}

/** Every number that people want moved is accounted for once, and no other is. */
async function expectAllInOnePlace(world: World): Promise<void> {
  const { account } = await viewOf(world)
  const places = [
    ...account.children.flatMap((child) => child.numbers),
    ...account.portable,
    ...account.refused.map(({ tn }) => tn),
    ...account.checking,
  ]
  expect(places.toSorted()).toEqual([...world.desired].toSorted())
}

/** Bandwidth's orders are those that people see, with the same numbers, and together they are the whole. */
async function expectAsAtBandwidth(world: World): Promise<void> {
  const { place, number } = world
  const bulk = await findBulk(place.desk.db, number)
  const there = place.bandwidth.control.bulkOrders().find(({ id }) => id === bulk?.id)
  expect(bulk?.seen?.status).toBe(there?.status)
  if (there?.status !== 'VALID_DRAFT_TNS') return
  const orders = place.bandwidth.control.orders().filter(({ id }) => there.children.includes(id))
  const { children, account } = await viewOf(world)
  const rows = children.map(({ tracked }) => tracked).filter(({ endedAt }) => endedAt === null)
  expect(rows.map(({ id, content }) => [id, content.numbers.toSorted()]).toSorted()).toEqual(
    orders.map(({ id, tns }) => [id, [...tns].toSorted()]).toSorted(),
  )
  expect(orders.flatMap(({ tns }) => tns).toSorted()).toEqual([...world.desired].toSorted())
  expect([account.portable, account.refused, account.checking]).toEqual([[], [], []])
}

/** Bandwidth is done with the check, and it was looked at. */
async function resolve({ place, number }: World): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) {
    place.clock.advance(20_000)
    await advanceBulk(place.desk, number)
    const bulk = await findBulk(place.desk.db, number)
    if (bulk === undefined) return
    const { children } = await viewBulk(place.desk, bulk)
    for (const { tracked } of children) {
      if (tracked.endedAt === null && tracked.id !== null && tracked.seen === null) {
        await syncOrder(place.desk, tracked.number, { documents: false })
      }
    }
    await putFactsBack(place.desk, number)
    await attachAgain(place.desk, { fetchFile: LOA })
  }
}

/** What somebody does elsewhere to a list that did not pass shows only when one passes. */
async function isSplit({ place, number }: World): Promise<boolean> {
  return (await findBulk(place.desk.db, number))?.seen?.status === 'VALID_DRAFT_TNS'
}

async function viewOf({ place, number }: World): Promise<BulkView> {
  const bulk = await findBulk(place.desk.db, number)
  if (bulk === undefined) throw new Error('There is no bulk order.')
  return viewBulk(place.desk, bulk)
}

async function childAt(world: World, which: number): Promise<TrackedOrder | undefined> {
  const { children } = await viewOf(world)
  const living = children.map(({ tracked }) => tracked).filter(({ endedAt }) => endedAt === null)
  return living[which % Math.max(1, living.length)]
}

function aloneAt({ alone }: World, which: number): number | undefined {
  return alone[which % Math.max(1, alone.length)]
}

function rowOf({ place }: World, number: number): Promise<TrackedOrder | undefined> {
  return findOrder(place.desk.db, number)
}

function left(world: World, { number, content }: TrackedOrder): void {
  world.desired = without(world.desired, content.numbers)
  world.alone.push(number)
}

async function joined(world: World, child: number): Promise<void> {
  const row = await rowOf(world, child)
  world.desired = new Set([...world.desired, ...(row?.content.numbers ?? [])])
  world.alone.splice(world.alone.indexOf(child), 1)
}

async function putChildren(
  { place, number }: World,
  change: (ids: readonly OrderId[]) => readonly OrderId[],
): Promise<void> {
  place.bandwidth.control.clearFaults()
  const id = (await findBulk(place.desk.db, number))?.id as BulkOrderId
  const { ids } = await place.desk.bandwidth.getBulkChildren(id)
  await place.elsewhere.putBulkChildren(id, change(ids))
}

function changed(
  desired: ReadonlySet<TelephoneNumber>,
  { kind, numbers }: { readonly kind: 'add' | 'remove' | 'replace'; readonly numbers: Numbers },
): ReadonlySet<TelephoneNumber> {
  switch (kind) {
    case 'add':
      return new Set([...desired, ...numbers])
    case 'remove':
      return without(desired, numbers)
    case 'replace':
      return new Set(numbers)
  }
}

function without(
  desired: ReadonlySet<TelephoneNumber>,
  numbers: Numbers,
): ReadonlySet<TelephoneNumber> {
  const gone = new Set(numbers)
  return new Set([...desired].filter((tn) => !gone.has(tn)))
}
