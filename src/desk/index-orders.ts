import { setImmediate } from 'node:timers/promises'
import { listedStatus } from '../porting/standing.ts'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import { customerNames, namesOf } from '../porting/order-names.ts'
import { bulkSummaryOf, namedOrder, summaryOf } from '../porting/order-summary.ts'
import { savedNumbers, countDesired } from '../store/bulk-numbers.ts'
import type { Database } from '../store/database.ts'
import type { Followed } from '../store/followed.ts'
import {
  bulksToIndex,
  ordersToIndex,
  writeIndexed,
  type Indexed,
  type ToIndex,
} from '../store/order-index.ts'
import { removedFrom } from '../store/removed-numbers.ts'
import { findOrders, type TrackedOrder } from '../store/orders.ts'
import type { Desk } from './desk.ts'
import { bulkNumbered } from './numbered.ts'
import { oneByOne } from './one-by-one.ts'

/** Small, because the database is blocked meanwhile. */
const BATCH = 100
/** One bulk order may have 20,000 numbers. */
const BULKS_AT_ONCE = 2

/**
 * Bring the names and summaries by which orders are found and listed up to date. An order is indexed again
 * when its version has changed; at the first start after an update every order is.
 */
export function indexOrders(desk: Pick<Desk, 'db' | 'log' | 'locks'>): Promise<void> {
  // Concurrent callers wait for the run under way and find little left, so nothing is indexed twice.
  return desk.locks.hold(OF_NO_ORDER, () => indexAll(desk))
}

/** Order numbers start far above this. */
const OF_NO_ORDER = 0

async function indexAll(desk: Pick<Desk, 'db' | 'log'>): Promise<void> {
  const { db } = desk
  const broken = new Set<number>()
  const isLeft = ({ number }: ToIndex) => !broken.has(number)
  for (;;) {
    const orders = (await ordersToIndex(db, BATCH + broken.size)).filter(isLeft)
    const bulks = (await bulksToIndex(db, BULKS_AT_ONCE + broken.size)).filter(isLeft)
    if (orders.length === 0 && bulks.length === 0) return
    try {
      await indexBatch(db, orders, bulks)
    } catch {
      for (const number of await indexEach(desk, orders, bulks)) broken.add(number)
    }
    // Let everybody else use the database between two batches.
    await setImmediate()
  }
}

type BulkToIndex = ToIndex & { readonly areNamed: boolean }

function indexBatch(
  db: Database,
  orders: readonly ToIndex[],
  bulks: readonly BulkToIndex[],
): Promise<void> {
  return db.transaction().execute(async (trx) => {
    const numbers = orders.map(({ number }) => number)
    const found = await findOrders(trx, numbers)
    const removed = await removedFrom(trx, numbers)
    const indexed = found.map((order) => indexedOrder(order, removed.get(order.number) ?? []))
    for (const bulk of bulks) indexed.push(await indexedBulk(trx, bulk))
    await writeIndexed(trx, indexed)
  })
}

/** One that can't be read stops no other. @returns those that failed, named in the log. */
async function indexEach(
  desk: Pick<Desk, 'db' | 'log'>,
  orders: readonly ToIndex[],
  bulks: readonly BulkToIndex[],
): Promise<ReadonlySet<number>> {
  const { db } = desk
  const broken = new Set<number>()
  const due = [
    ...orders.map((one) => ({ number: one.number, work: () => indexBatch(db, [one], []) })),
    ...bulks.map((one) => ({ number: one.number, work: () => indexBatch(db, [], [one]) })),
  ]
  await oneByOne(desk, due, {
    name: ({ number }) => ({ number }),
    work: ({ work }) => work(),
    later: ({ number }) => Promise.resolve(void broken.add(number)),
    outage: 'names-not-indexed',
  })
  return broken
}

function indexedOrder(order: TrackedOrder, removed: readonly TelephoneNumber[]): Indexed {
  const { id, customerOrderId, listed } = order
  const facts = { ...order, listedFrom: listed?.from ?? null }
  return {
    order: {
      ...followedOf(order),
      ...summaryOf(facts),
      kind: 'order',
      bulkNumber: order.bulkNumber,
      status: order.seen === null ? (listed?.status ?? null) : listedStatus(order.seen),
    },
    names: namesOf({ ...namedOrder(facts, [id, customerOrderId]), removed }),
    areNumbersIndexed: false,
  }
}

async function indexedBulk(db: Database, { number, areNamed }: BulkToIndex): Promise<Indexed> {
  const bulk = await bulkNumbered(db, number)
  const numbers = await countDesired(db, number)
  return {
    order: {
      ...followedOf(bulk),
      ...bulkSummaryOf({ ...bulk, numbers }),
      kind: 'bulk',
      bulkNumber: null,
      status: bulk.seen?.status ?? null,
    },
    names: namesOf({
      ids: [bulk.id, bulk.customerOrderId],
      pon: null,
      customers: customerNames(bulk.shared.subscriber),
      carriers: [],
      numbers: areNamed ? [] : (await savedNumbers(db, number)).desired,
      removed: areNamed ? [] : ((await removedFrom(db, [number])).get(number) ?? []),
    }),
    areNumbersIndexed: areNamed,
  }
}

function followedOf(order: Followed & { readonly ending: string | null }) {
  const { number, token, channel, owner, endedAt, ending } = order
  const statusSince = order.statusSince ?? order.createdAt
  return { number, token, channel, owner, endedAt, ending, statusSince }
}
