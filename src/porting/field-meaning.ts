import { isSameFocDate } from './foc.ts'
import type { ContentField, ContentValues, FocDate, ServiceAddress } from './order.ts'

type Values = Partial<ContentValues>

/** Whether a field means the same in both. Not symmetric: the first is what was asked for. */
export type MeansTheSame = (field: ContentField, one: Values, other: Values) => boolean

export const exact: MeansTheSame = (field, one, other) => one[field] === other[field]

/** Carriers store names and addresses in capitals, without punctuation. */
export const words: MeansTheSame = (field, one, other) =>
  sameWords(textOf(field, one), textOf(field, other))

/** Bandwidth sorts a list and names each number once. */
export const set: MeansTheSame = (_, one, other) => sameSet(one.numbers ?? [], other.numbers ?? [])

/** A bare day comes back with an hour; its own is 11:30 in New York. */
export const date: MeansTheSame = (_, one, other) =>
  isAnsweredBy(one.requestedFocDate ?? null, other.requestedFocDate ?? null)

/** Of a line of an address, which Bandwidth and people cut up differently: `N Main St` may be one field or three. */
export function partOf(...line: readonly (keyof ServiceAddress)[]): MeansTheSame {
  const whole = (values: Values): string => line.map((field) => textOf(field, values)).join(' ')
  return (field, one, other) => words(field, one, other) || sameWords(whole(one), whole(other))
}

/** Whether the second is what becomes of the first at Bandwidth. */
function isAnsweredBy(asked: FocDate | null, shown: FocDate | null): boolean {
  const hasNoHour = asked?.at === null
  return (hasNoHour && asked.day === shown?.day) || isSameFocDate(asked, shown)
}

function sameSet<Member>(one: readonly Member[], other: readonly Member[]): boolean {
  const [these, those] = [new Set(one), new Set(other)]
  return these.size === those.size && [...these].every((member) => those.has(member))
}

function sameWords(one: string, other: string): boolean {
  return one === other || wordsIn(one) === wordsIn(other)
}

/**
 * Lowercase letters and digits. A gap between two digits stays, else `1 12` would equal `11 2`; text
 * without letters or digits is compared by its other characters.
 */
function wordsIn(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/(?<!\p{N}) | (?!\p{N})/gu, '')
  return words === '' ? text.trim() : words
}

function textOf(field: ContentField, values: Values): string {
  const value = values[field]
  return typeof value === 'string' ? value : ''
}
