import {
  halvesOf,
  isOneEditAway,
  reversed,
  wordsWithMistakes,
  type NameKind,
  type TypedName,
} from '../porting/order-names.ts'
import { sql } from 'kysely'
import type { TelephoneNumber } from '../porting/telephone-number.ts'
import type { Database } from './database.ts'
import type { ListedOrder } from '../porting/order-summary.ts'
import { readListed } from './order-index.ts'
import { list } from './queries.ts'

/** An order that matches a name, and which of its names matched. */
export interface NameHit {
  readonly order: ListedOrder
  readonly by: NameKind
}

/** More than anybody would scroll through; to find other orders people type more of the name. */
export const MOST_HITS = 200

export async function channelsWithOrders(db: Database): Promise<readonly string[]> {
  const rows = await db.selectFrom('order_summary').select('channel').distinct().execute()
  return rows.map(({ channel }) => channel)
}

export async function listedOrder(db: Database, number: number): Promise<ListedOrder | undefined> {
  const [order] = await listedOrders(db, [number])
  return order
}

export async function listedOrders(
  db: Database,
  numbers: readonly number[],
): Promise<readonly ListedOrder[]> {
  if (numbers.length === 0) return []
  return list(
    db.selectFrom('order_summary').selectAll().where('number', 'in', numbers).orderBy('number'),
    readListed,
  )
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
    ...(name === '' && id !== '' ? [within('customer', id), within('carrier', id)] : []),
  ]
  const found: NameHit[] = []
  for (const way of ways) found.push(...(await hits(db, channels, way)))
  // Where no order has the number, the one that it was taken out of.
  if (found.length === 0 && tn !== null) return hits(db, channels, exactly('removed', tn))
  return onceEach(found)
}

/** Which orders have which of these numbers, bulk orders and their orders alike, also those that have ended. */
export async function ordersWith(
  db: Database,
  numbers: readonly TelephoneNumber[],
): Promise<readonly { readonly order: number; readonly tn: TelephoneNumber }[]> {
  const rows = await db
    .selectFrom('order_name')
    .select(['order_number', 'name'])
    .where('kind', '=', 'number')
    .where(sql<boolean>`name IN (SELECT value FROM json_each(${JSON.stringify(numbers)}))`)
    .orderBy('order_number')
    .orderBy('name')
    .execute()
  return rows.map((row) => ({ order: row.order_number, tn: row.name as TelephoneNumber }))
}

/** Finds orders in these channels by a part of a customer's or carrier's name. */
export async function partsOfNames(
  db: Database,
  name: string,
  channels: readonly string[],
): Promise<readonly ('carrier' | 'customer')[]> {
  const kinds = ['carrier', 'customer'] as const
  const found = await Promise.all(kinds.map((kind) => hits(db, channels, within(kind, name))))
  return kinds.filter((_, at) => (found[at] ?? []).length > 0)
}

/** Orders with words that are one edit away from what was typed, where each of the others is in its name. */
export async function nearMisses(
  db: Database,
  typed: TypedName,
  channels: readonly string[],
): Promise<readonly NameHit[]> {
  const words = wordsWithMistakes(typed)
  if (words.length === 0 || channels.length === 0) return []
  let query = summariesOf(db, channels)
  for (const word of words) {
    const like = await wordsLike(db, word)
    if (like.length === 0) return []
    query = query.where(
      'number',
      'in',
      db
        .selectFrom('order_name')
        .select('order_number')
        .where('kind', '=', 'word')
        .where('name', 'in', like),
    )
  }
  const rows = await query.execute()
  return rows.map((row) => ({ order: readListed(row), by: 'word' }))
}

/** More spellings of one word than any index has. */
const MOST_WORDS = 500

/** The words of the index that are this one, begin with it, or are one edit away. */
async function wordsLike(db: Database, word: string): Promise<readonly string[]> {
  const { first, last } = halvesOf(word)
  const found = [
    ...(await wordsFrom(db, 'word', first)),
    ...(await wordsFrom(db, 'backwards', reversed(last))).map(reversed),
  ]
  const like = found.filter((name) => name.startsWith(word) || isOneEditAway(word, name))
  return [...new Set(like)].slice(0, MOST_WORDS)
}

async function wordsFrom(db: Database, kind: NameKind, start: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('order_name')
    .select('name')
    .distinct()
    .where('kind', '=', kind)
    .where('name', '>=', start)
    .where('name', '<', afterAll(start))
    .execute()
  return rows.map(({ name }) => name)
}

/** Open orders first, then the most recently active; capped at what anybody would scroll through. */
function summariesOf(db: Database, channels: readonly string[]) {
  return db
    .selectFrom('order_summary')
    .selectAll()
    .where('channel', 'in', channels)
    .orderBy('ended_at', (order) => order.desc().nullsFirst())
    .orderBy('stands_since', 'desc')
    .orderBy('number', 'desc')
    .limit(MOST_HITS)
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
  const rows = await summariesOf(db, channels).where('number', 'in', named).execute()
  return rows.map((row) => ({ order: readListed(row), by }))
}

function onceEach(found: readonly NameHit[]): readonly NameHit[] {
  const seen = new Map<number, NameHit>()
  for (const hit of found) if (!seen.has(hit.order.number)) seen.set(hit.order.number, hit)
  return newestFirst([...seen.values()])
}

/** Open orders first, then the most recently active. */
function newestFirst(found: readonly NameHit[]): readonly NameHit[] {
  const endedAt = ({ order }: NameHit): number => order.endedAt ?? Infinity
  return found.toSorted(
    (one, other) =>
      compare(endedAt(other), endedAt(one)) ||
      compare(other.order.statusSince, one.order.statusSince) ||
      other.order.number - one.order.number,
  )
}

function compare(one: number, other: number): number {
  return one === other ? 0 : one < other ? -1 : 1
}
