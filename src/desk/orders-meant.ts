import { isAlive } from '../porting/standing.ts'
import { orderNumbersIn, type NameKind, type TypedName } from '../porting/order-names.ts'
import { writeTroubleIn } from '../store/cannot-write.ts'
import {
  channelsWithOrders,
  hitsById,
  hitsByName,
  listedOrder,
  listedOrders,
  MOST_HITS,
  nearMisses,
  type NameHit,
} from '../store/find-by-name.ts'
import type { Database } from '../store/database.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import type { Desk } from './desk.ts'
import { indexOrders } from './index-orders.ts'

/** Filters channels by whether the person may see their orders. */
export type ReadableChannels = (channels: readonly string[]) => Promise<readonly string[]>

/** The orders that a typed name may mean. */
export interface Meant {
  /** By order number or full id: nothing else identifies for certain the order to change. */
  readonly sure: ListedOrder | null
  /** By any other name, spelled exactly; those still alive first, then newest first. */
  readonly exact: readonly ListedOrder[]
  /** Whether these are all that match. */
  readonly areAll: boolean
  /** With one typo, or with more behind its number; only when nothing else matches. */
  readonly near: readonly ListedOrder[]
}

/**
 * Orders in channels that the person cannot read are treated as nonexistent.
 * @param besideIt whether to search for other orders although an order number says which one is meant.
 */
export async function ordersMeant(
  desk: Pick<Desk, 'db' | 'log' | 'locks'>,
  typed: TypedName,
  readable: ReadableChannels,
  { besideIt }: { readonly besideIt: boolean },
): Promise<Meant> {
  const { db } = desk
  await indexUnlessFull(desk)
  const numbered = await typedNumber(db, typed, readable)
  if (numbered !== null && !besideIt) return { sure: numbered, exact: [], near: [], areAll: true }
  const channels = await readable(await channelsWithOrders(db))
  const byId = numbered === null ? onlyWholes(await hitsById(db, typed, channels)) : []
  const sure = numbered ?? onlyAlive(byId)
  const hits = await hitsByName(db, typed, channels)
  const exact = onlyWholes(hits).filter(({ number }) => number !== sure?.number)
  const isKnown = sure !== null || exact.length > 0
  const near = isKnown ? [] : await offered(db, typed, channels)
  return { sure, exact, near, areAll: hits.length < MOST_HITS }
}

async function offered(
  db: Database,
  typed: TypedName,
  channels: readonly string[],
): Promise<readonly ListedOrder[]> {
  const numbered = await listedOrders(db, orderNumbersIn(typed))
  const inThem = numbered.filter(({ channel }) => channels.includes(channel))
  return inThem.length > 0 ? inThem : onlyWholes(await nearMisses(db, typed, channels))
}

async function typedNumber(
  db: Database,
  { orderNumber }: TypedName,
  readable: ReadableChannels,
): Promise<ListedOrder | null> {
  const order = orderNumber === null ? undefined : await listedOrder(db, orderNumber)
  if (order === undefined) return null
  return (await readable([order.channel])).length === 0 ? null : order
}

/** When a full disk prevents indexing, the search uses the last index. */
export async function indexUnlessFull(desk: Pick<Desk, 'db' | 'log' | 'locks'>): Promise<void> {
  try {
    await indexOrders(desk)
  } catch (error) {
    if (writeTroubleIn(error) === null) throw error
  }
}

/** A number is found in its order; names are found in the bulk order, for all of its orders. */
const OF_ONE_ORDER: readonly NameKind[] = ['number', 'line', 'pon']

/** A bulk order and its orders share many names: each match is listed once. */
function onlyWholes(hits: readonly NameHit[]): readonly ListedOrder[] {
  const byNumber = new Map(hits.map((hit) => [hit.order.number, hit]))
  const ofOne = (hit: NameHit): boolean => OF_ONE_ORDER.includes(hit.by)
  const spokenFor = new Set(
    hits
      .filter(ofOne)
      .flatMap(({ order }) => (order.bulkNumber === null ? [] : [order.bulkNumber])),
  )
  return hits
    .filter((hit) => {
      const { bulkNumber, number } = hit.order
      if (ofOne(hit)) return !spokenFor.has(number)
      return bulkNumber === null || !byNumber.has(bulkNumber)
    })
    .map(({ order }) => order)
}

/** Numbers are ported more than once, and a detached order still has the id of its bulk order. */
function onlyAlive(orders: readonly ListedOrder[]): ListedOrder | null {
  return orders.find(isAlive) ?? orders[0] ?? null
}
