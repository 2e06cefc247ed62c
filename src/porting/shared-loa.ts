import { plainText } from './plain-text.ts'

/** An order that an LOA may be for. */
export interface LoaOrder {
  readonly number: number
  /** Who authorizes it, as it is written there; null or blank: nobody is named. */
  readonly person: string | null
  readonly hasLoa: boolean
  /** Its status still allows uploading one. */
  readonly takesLoa: boolean
}

/** One person, as most orders write the name, and the orders that they authorize. */
export interface Authorizer {
  readonly person: string
  readonly orders: readonly LoaOrder[]
}

export interface WhoAuthorizes {
  /** Who authorizes the most orders comes first. */
  readonly people: readonly Authorizer[]
  readonly nobody: readonly number[]
}

/** Who authorizes which orders: an LOA holds for the orders of the person who signed it, and no others. */
export function whoAuthorizes(orders: readonly LoaOrder[]): WhoAuthorizes {
  const byPerson = Map.groupBy(orders, ({ person }) => sameForAll(person))
  const nobody = (byPerson.get('') ?? []).map(({ number }) => number)
  byPerson.delete('')
  const people = [...byPerson.values()].map((theirs) => ({
    person: usualSpelling(theirs),
    orders: theirs,
  }))
  return { people: people.sort((a, b) => b.orders.length - a.orders.length), nobody }
}

/** The one who authorizes every order; null when there is another, or an order names nobody. */
export function authorizerOfAll({ people, nobody }: WhoAuthorizes): Authorizer | null {
  const [first = null, ...others] = people
  return others.length === 0 && nobody.length === 0 ? first : null
}

export function isSamePerson(one: string | null, other: string | null): boolean {
  return sameForAll(one) !== '' && sameForAll(one) === sameForAll(other)
}

/** What becomes of each order when an LOA is given to all of them. */
interface LoaReach {
  readonly gets: readonly number[]
  /** They have one already, which stays. */
  readonly have: readonly number[]
  /** They are too far on to take documents. */
  readonly closed: readonly number[]
}

export function loaReach(orders: readonly LoaOrder[]): LoaReach {
  const [have, without] = parted(orders, ({ hasLoa }) => hasLoa)
  const [gets, closed] = parted(without, ({ takesLoa }) => takesLoa)
  return { gets: numbersOf(gets), have: numbersOf(have), closed: numbersOf(closed) }
}

/** Differences in case, spaces, dots, and dashes do not make another person; all others do. */
function sameForAll(person: string | null): string {
  const words = plainText(person ?? '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.join(' ').normalize('NFC').toLowerCase()
}

function usualSpelling(orders: readonly LoaOrder[]): string {
  const spellings = [...Map.groupBy(orders, ({ person }) => (person ?? '').trim())]
  const [usual = ['']] = spellings.sort(([, a], [, b]) => b.length - a.length)
  return usual[0]
}

function parted<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): readonly [readonly Item[], readonly Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}

function numbersOf(orders: readonly LoaOrder[]): readonly number[] {
  return orders.map(({ number }) => number)
}
