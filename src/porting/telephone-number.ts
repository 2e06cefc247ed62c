import { showCount } from './counts.ts'
import { oneNumber } from './number-grammar.ts'
import { plainText } from './plain-text.ts'

declare const telephoneNumberBrand: unique symbol
/** Ten digits of the North American plan. The value itself is what is dialled. */
export type TelephoneNumber = string & { readonly [telephoneNumberBrand]: true }

export interface NumbersRead {
  /** In the order in which they were first seen, each once. */
  readonly numbers: readonly TelephoneNumber[]
  /** Pieces that resemble numbers but are none, as they were written, each once. */
  readonly unread: readonly string[]
}

interface NumberRange {
  readonly first: TelephoneNumber
  readonly last: TelephoneNumber
  readonly count: number
}

const TOLL_FREE = /^8(?:00|33|44|55|66|77|88)/

/** Reads one number in any common writing; `undefined` for anything else, more than one included. */
export function telephoneNumber(text: string): TelephoneNumber | undefined {
  return (oneNumber(plainText(text).trim()) ?? undefined) as TelephoneNumber | undefined
}

export function isTollFree(tn: TelephoneNumber): boolean {
  return TOLL_FREE.test(tn)
}

/** False where there are none. */
export function areTollFree(numbers: readonly TelephoneNumber[]): boolean {
  return numbers.length > 0 && numbers.every(isTollFree)
}

/** Whether two lists, each without repeats, hold the same numbers in whatever order. */
export function sameNumbers(
  one: readonly TelephoneNumber[],
  other: readonly TelephoneNumber[],
): boolean {
  if (one.length !== other.length) return false
  if (one.every((tn, index) => tn === other[index])) return true
  const numbers = new Set(one)
  return other.every((tn) => numbers.has(tn))
}

/** `919-555-0100` */
export function showNumber(tn: TelephoneNumber): string {
  return `${tn.slice(0, 3)}-${tn.slice(3, 6)}-${tn.slice(6)}`
}

/** `+19195550100` */
export function e164(tn: TelephoneNumber): string {
  return `+1${tn}`
}

/** Runs of numbers that follow each other, sorted. */
export function rangesOf(tns: readonly TelephoneNumber[]): readonly NumberRange[] {
  const ranges: { first: TelephoneNumber; last: TelephoneNumber; count: number }[] = []
  for (const tn of [...new Set(tns)].sort()) {
    const open = ranges.at(-1)
    if (open !== undefined && Number(tn) === Number(open.last) + 1) {
      open.last = tn
      open.count += 1
    } else {
      ranges.push({ first: tn, last: tn, count: 1 })
    }
  }
  return ranges
}

/** `919-555-0100 to 0119, 984-555-0100 and 12 more (33 numbers)` */
export function showNumbers(tns: readonly TelephoneNumber[], most = 3): string {
  const total = new Set(tns).size
  if (total === 0) return 'no numbers'
  const list = showRanges(tns, most)
  return total === 1 ? list : `${list} (${showCount(total)} numbers)`
}

/** The same without their count. */
export function showRanges(tns: readonly TelephoneNumber[], most = 3): string {
  const ranges = rangesOf(tns)
  const shown = ranges.slice(0, most)
  const left = ranges.slice(most).reduce((sum, { count }) => sum + count, 0)
  const list = shown.map((range) => showRange(range)).join(', ')
  return left === 0 ? list : `${list} and ${showCount(left)} more`
}

export function showRange({ first, last, count }: NumberRange, upTo = ' to '): string {
  if (count === 1) return showNumber(first)
  const sameExchange = first.slice(0, 6) === last.slice(0, 6)
  return `${showNumber(first)}${upTo}${sameExchange ? last.slice(6) : showNumber(last)}`
}
