import { cutWords, oneLine, plainText } from './plain-text.ts'
import type { Subscriber } from './order.ts'
import { telephoneNumber, type TelephoneNumber } from './telephone-number.ts'

/**
 * The kinds of names that find an order. `word` and `backwards` are the words of a customer's or a
 * carrier's name, read from their beginning and from their end: a word with one typo has one of its
 * halves right. `removed`: a number that was taken out of the order.
 */
export type NameKind =
  'id' | 'pon' | 'customer' | 'carrier' | 'number' | 'line' | 'removed' | 'word' | 'backwards'

export interface OrderName {
  readonly kind: NameKind
  /** Normalized: see `normalizedName`. */
  readonly name: string
}

/** As much of an order as people name it by. */
export interface NamedOrder {
  readonly ids: readonly (string | null)[]
  readonly pon: string | null
  readonly customers: readonly string[]
  readonly carriers: readonly (string | null)[]
  readonly numbers: readonly TelephoneNumber[]
  readonly removed: readonly TelephoneNumber[]
}

/** Characters that do not decompose into a base letter and an accent. */
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
}

/** Lower case, without accents and signs, one blank between two words: `Café “Olé”, Inc.` is `cafe ole inc`. */
export function normalizedName(text: string): string {
  return plainText(text)
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}'’]/gu, '')
    .replaceAll(/[ßæœøđðłþı]/g, (letter) => FOLDED[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** An id has its signs: only capitals and blanks around it make no difference. */
function normalizedId(text: string): string {
  return oneLine(plainText(text)).toLowerCase()
}

/** The business and its contact; empty while neither is named. */
export function customerNames({
  businessName,
  firstName,
  middleInitial,
  lastName,
}: Pick<
  Subscriber,
  'businessName' | 'firstName' | 'middleInitial' | 'lastName'
>): readonly string[] {
  const person = [firstName, middleInitial, lastName].filter((part) => part !== null).join(' ')
  return [businessName ?? '', person].map(oneLine).filter((name) => name !== '')
}

/** Every name of an order, each once. */
export function namesOf(order: NamedOrder): readonly OrderName[] {
  const names = new Map<string, OrderName>()
  const add = (kind: NameKind, name: string): void => {
    if (name !== '') names.set(`${kind} ${name}`, { kind, name })
  }
  for (const id of order.ids) add('id', normalizedId(id ?? ''))
  add('pon', normalizedId(order.pon ?? ''))
  const called = { customer: order.customers, carrier: order.carriers }
  for (const kind of ['customer', 'carrier'] as const) {
    for (const text of called[kind]) {
      const name = normalizedName(text ?? '')
      // A name without letters or digits is indexed by its other characters.
      add(kind, name === '' ? normalizedId(text ?? '') : name)
      for (const word of wordsWithNeighbors(name)) {
        add('word', word)
        add('backwards', reversed(word))
      }
    }
  }
  for (const tn of order.numbers) {
    add('number', tn)
    add('line', tn.slice(-4))
  }
  for (const tn of order.removed) add('removed', tn)
  return [...names.values()]
}

/** Each word, and each with its next in one: `KoalaKids` is how somebody writes Koala Kids. */
function wordsWithNeighbors(name: string): readonly string[] {
  const words = name.split(' ')
  return words.flatMap((word, index) => {
    const next = words[index + 1]
    return next === undefined ? [word] : [word, word + next]
  })
}

export function reversed(word: string): string {
  return Array.from(word).reverse().join('')
}

/** What somebody may mean by the name that they typed for an order. */
export interface TypedName {
  /** As it is shown back. */
  readonly typed: string
  /** `1042`, `#1042` */
  readonly orderNumber: number | null
  readonly tn: TelephoneNumber | null
  /** The last four digits of a telephone number. */
  readonly line: string | null
  /** `919-555`, as the digits of telephone numbers begin. */
  readonly npaNxx: string | null
  readonly id: string
  /** Part of a customer's or a carrier's name; empty if it has no letters or digits. */
  readonly name: string
}

/** Shorter words match too many names for a typo search. */
const SHORTEST_WITH_MISTAKE = 4

export function readTypedName(text: string): TypedName {
  const unquoted = oneLine(plainText(text)).replace(/^["'“”‘’]+|["'“”‘’]+$/g, '')
  const typed = unquoted
    .replace(/[.,;:!?]+$/, '')
    .replace(/["'“”‘’]+$/, '')
    .trim()
  const [, digits] = /^#?\s?(\d{4,9})$/.exec(typed) ?? []
  const [, npa = '', nxx = ''] = /^\(?(\d{3})\)?[-. ]?(\d{3})$/.exec(typed) ?? []
  return {
    typed,
    orderNumber: digits === undefined || digits.length > 7 ? null : Number(digits),
    tn: telephoneNumber(typed) ?? null,
    line: /^\d{4}$/.test(digits ?? '') && !typed.startsWith('#') ? (digits ?? null) : null,
    npaNxx: npa === '' ? null : npa + nxx,
    id: normalizedId(typed === '' ? unquoted : typed),
    name: normalizedName(typed),
  }
}

/** `1042 please`, `1042-1044`: begins with an order number and continues as no name does. */
export function orderNumbersIn({ typed, tn }: Pick<TypedName, 'typed' | 'tn'>): readonly number[] {
  if (tn !== null || !/^#?\d{4,7}(?!\d)/.test(typed)) return []
  return [...typed.matchAll(/(?<!\d)\d{4,7}(?!\d)/g)].map(([digits]) => Number(digits))
}

const LONGEST_SHOWN_BACK = 60

/** Of what somebody typed as much as shows that it was read. */
export function shownBack(typed: string): string {
  return cutWords(typed, LONGEST_SHOWN_BACK)
}

/** The words of a typed name to search with one typo; none if all are too short. */
export function wordsWithMistakes({ name }: Pick<TypedName, 'name'>): readonly string[] {
  const words = name.split(' ').filter((word) => word !== '')
  return words.some((word) => word.length >= SHORTEST_WITH_MISTAKE) ? words : []
}

/** Whether one character added, removed or changed, or two neighbors swapped, makes them alike. */
export function isOneEditAway(typed: string, word: string): boolean {
  const [one, other] = [Array.from(typed), Array.from(word)]
  if (Math.abs(one.length - other.length) > 1 || typed === word) return false
  let start = 0
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1
  let end = 0
  const shorter = Math.min(one.length, other.length)
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  const [left, right] = [one.length - start - end, other.length - start - end]
  if (left <= 1 && right <= 1) return true
  const isSwapped = one[start] === other[start + 1] && one[start + 1] === other[start]
  return left === 2 && right === 2 && isSwapped
}

/**
 * The halves under which an index finds words one edit away: the first or the last half is as typed. The
 * middle character is left out, because a swap in the middle changes the last half.
 */
export function halvesOf(word: string): { readonly first: string; readonly last: string } {
  const letters = Array.from(word)
  const middle = Math.floor(letters.length / 2)
  return {
    first: letters.slice(0, middle).join(''),
    last: letters.slice(middle + 1).join(''),
  }
}

/** The order's name at the beginning of a text, and the text after it. */
interface NameAndText {
  readonly name: string
  readonly text: string
}

const NUMBER_OR_ID = /^#?\s?(?:\d{4,7}|[0-9a-f]{8}-[0-9a-f-]{27})(?=[\s.,;:]|$)/i
const QUOTED = /^"[^"]{1,200}"|^'[^']{1,200}'/
const TELEPHONE_NUMBER =
  /^(?:\+?1[-. ]?)?\(?[2-9]\d{2}\)?[-. ]{0,2}[2-9]\d{2}[-. ]?\d{4}(?=[\s.,;:]|$)/

/** `919 555 0217 and a reason`, `#1042: call us`, `"Acme Dental" please hurry` */
export function splitName(text: string): NameAndText {
  const plain = plainText(text).trim()
  const found = [TELEPHONE_NUMBER, NUMBER_OR_ID, QUOTED, /^\S+/]
    .map((shape) => shape.exec(plain)?.[0])
    .find((name) => name !== undefined)
  const name = found ?? ''
  return { name, text: plain.slice(name.length).replace(/^[\s.,;:]+/, '') }
}
