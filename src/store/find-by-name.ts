import {
  halvesOf,
  isOneEditAway,
  reversed,
  wordsWithMistakes,
  type NameKind,
  type TypedName,
} from '../porting/order-names.ts'
import type { Database } from './database.ts'
import { readListed, type ListedOrder } from './order-index.ts'

/** An order that goes by a name, and what the name is of it. */
export interface NameHit {
  readonly order: ListedOrder
  readonly by: NameKind
}

/** More than anybody looks through; who sees none of the first asks more exactly. */
const MOST_HITS = 200

/** Where orders of ours are kept. */
export async function channelsWithOrders(db: Database): Promise<readonly string[]> {
  const rows = await db.selectFrom('order_summary').select('channel').distinct().execute()
  return rows.map(({ channel }) => channel)
}

export async function listedOrder(db: Database, number: number): Promise<ListedOrder | undefined> {
  const [order] = await listedOrders(db, [number])
  return order
}

async function listedOrders(
  db: Database,
  numbers: readonly number[],
): Promise<readonly ListedOrder[]> {
  if (numbers.length === 0) return []
  const rows = await db
    .selectFrom('order_summary')
    .selectAll()
    .where('number', 'in', numbers)
    .execute()
  return rows.map(readListed)
}

/** By a whole id, of Bandwidth's or of ours. */
export function hitsById(
  db: Database,
  { id }: TypedName,
  channels: readonly string[],
): Promise<readonly NameHit[]> {
  return id === '' ? Promise.resolve([]) : hits(db, channels, exactly('id', id))
}

/**
 * By any other name, without a mistake in it: a PON, a telephone number, its last four digits or how it
 * begins, any part of a customer's or a carrier's name.
 */
export async function hitsByName(
  db: Database,
  typed: TypedName,
  channels: readonly string[],
): Promise<readonly NameHit[]> {
  const { tn, line, npaNxx, id, name } = typed
  const ways = [
    ...(id === '' ? [] : [exactly('pon', id)]),
    ...(tn === null ? [] : [exactly('number', tn)]),
    ...(line === null ? [] : [exactly('line', line)]),
    ...(npaNxx === null ? [] : [beginning('number', npaNxx)]),
    ...(/\p{L}/u.test(name) ? [within('customer', name), within('carrier', name)] : []),
  ]
  const found: NameHit[] = []
  for (const way of ways) found.push(...(await hits(db, channels, way)))
  return onceEach(found)
}

/** Orders with words that are one edit away from what was typed, where each of the others is in its name. */
export async function nearMisses(
  db: Database,
  typed: TypedName,
  channels: readonly string[],
): Promise<readonly NameHit[]> {
  const words = wordsWithMistakes(typed)
  if (words.length === 0) return []
  const likeEach = await Promise.all(words.map((word) => namesLike(db, word)))
  const [first, ...others] = likeEach
  const numbers = [...(first ?? [])].filter((number) => others.every((set) => set.has(number)))
  const orders = await listedOrders(db, numbers.slice(-MOST_HITS))
  return newestMatterFirst(
    orders
      .filter(({ channel }) => channels.includes(channel))
      .map((order) => ({ order, by: 'word' as const })),
  )
}

/** The orders one of whose words is this one, begins with it, or is one edit away. */
async function namesLike(db: Database, word: string): Promise<ReadonlySet<number>> {
  const { first, last } = halvesOf(word)
  const rows = [
    ...(await wordsFrom(db, 'word', first)),
    ...(await wordsFrom(db, 'backwards', reversed(last))).map((row) => ({
      ...row,
      name: reversed(row.name),
    })),
  ]
  return new Set(
    rows
      .filter(({ name }) => name.startsWith(word) || isOneEditAway(word, name))
      .map((row) => row.order_number),
  )
}

function wordsFrom(db: Database, kind: NameKind, start: string) {
  return db
    .selectFrom('order_name')
    .select(['name', 'order_number'])
    .where('kind', '=', kind)
    .where('name', '>=', start)
    .where('name', '<', afterAll(start))
    .orderBy('name')
    .execute()
}

/** What comes after every text that begins so. */
function afterAll(start: string): string {
  return `${start}\u{10FFFF}`
}

interface Way {
  readonly by: NameKind
  readonly compare: '=' | 'like' | 'begins'
  readonly name: string
}

const exactly = (by: NameKind, name: string): Way => ({ by, compare: '=', name })
const beginning = (by: NameKind, name: string): Way => ({ by, compare: 'begins', name })
/** A normalized name has letters, digits and blanks only: nothing that LIKE takes for a wildcard. */
const within = (by: NameKind, name: string): Way => ({ by, compare: 'like', name: `%${name}%` })

async function hits(
  db: Database,
  channels: readonly string[],
  { by, compare, name }: Way,
): Promise<readonly NameHit[]> {
  if (channels.length === 0) return []
  let named = db.selectFrom('order_name').select('order_number').distinct().where('kind', '=', by)
  if (compare === 'begins') {
    named = named.where('name', '>=', name).where('name', '<', afterAll(name))
  } else named = named.where('name', compare, name)
  const rows = await db
    .selectFrom('order_summary')
    .selectAll()
    .where('number', 'in', named)
    .where('channel', 'in', channels)
    .orderBy('ended_at', (order) => order.desc().nullsFirst())
    .orderBy('stands_since', 'desc')
    .orderBy('number', 'desc')
    .limit(MOST_HITS)
    .execute()
  return rows.map((row) => ({ order: readListed(row), by }))
}

function onceEach(found: readonly NameHit[]): readonly NameHit[] {
  const seen = new Map<number, NameHit>()
  for (const hit of found) if (!seen.has(hit.order.number)) seen.set(hit.order.number, hit)
  return newestMatterFirst([...seen.values()])
}

/** Those still alive, then the newest matter. */
function newestMatterFirst(found: readonly NameHit[]): readonly NameHit[] {
  const endedAt = ({ order }: NameHit): number => order.endedAt ?? Infinity
  return found.toSorted(
    (one, other) =>
      compare(endedAt(other), endedAt(one)) ||
      compare(other.order.standsSince, one.order.standsSince) ||
      other.order.number - one.order.number,
  )
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1
}
