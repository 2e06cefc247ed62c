import { numberColumns } from './number-columns.ts'
import { oneNumber, piecesOf } from './number-pieces.ts'
import { plainText } from './plain-text.ts'

declare const telephoneNumberBrand: unique symbol
/** Ten digits of the North American plan. The value itself is what is dialled. */
export type TelephoneNumber = string & { readonly [telephoneNumberBrand]: true }

export interface NumbersRead {
  /** In the order in which they were first seen, each once. */
  readonly numbers: readonly TelephoneNumber[]
  readonly duplicates: number
  /** Pieces that look like numbers and are none, to be shown back, each once. */
  readonly unread: readonly string[]
}

export interface NumberRange {
  readonly first: TelephoneNumber
  readonly last: TelephoneNumber
  readonly count: number
}

/** So that a page of ranges cannot fill the memory: what the ranges of one text may add up to. */
const MOST_FROM_RANGES = 200_000
const LONGEST_SHOWN_BACK = 60
/** More than anybody looks through. */
const MOST_SHOWN_BACK = 1_000

const TOLL_FREE = /^8(?:00|33|44|55|66|77|88)/

/** Reads one number in any common writing; `undefined` for anything else, more than one included. */
export function telephoneNumber(text: string): TelephoneNumber | undefined {
  return (oneNumber(plainText(text).trim()) ?? undefined) as TelephoneNumber | undefined
}

export function isTollFree(tn: TelephoneNumber): boolean {
  return TOLL_FREE.test(tn)
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
  const ranges = rangesOf(tns)
  const total = ranges.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return 'no numbers'

  const shown = ranges.slice(0, most)
  const left = total - shown.reduce((sum, { count }) => sum + count, 0)
  const list = shown.map(showRange).join(', ')
  const rest = left === 0 ? '' : ` and ${grouped(left)} more`
  return total === 1 ? list : `${list}${rest} (${grouped(total)} numbers)`
}

function showRange({ first, last, count }: NumberRange): string {
  if (count === 1) return showNumber(first)
  const sameExchange = first.slice(0, 6) === last.slice(0, 6)
  return `${showNumber(first)} to ${sameExchange ? last.slice(6) : showNumber(last)}`
}

// The comma also keeps a count from being read back as a piece of a number.
function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

/**
 * Finds the numbers in whatever people paste: mails, lists, ranges, CSV, Slack's own links. Rather
 * shows a piece back than invents a number; runs in linear time.
 */
export function readNumbers(text: string): NumbersRead {
  const found = new Set<TelephoneNumber>()
  const unread = new Set<string>()
  let seen = 0
  let fromRanges = 0

  const plain = plainText(text)
  const table = numberColumns(plain)
  for (const row of table?.oddRows ?? []) unread.add(row)

  for (const line of linesWithDigits(table?.text ?? plain)) {
    for (const piece of piecesOf(line)) {
      const fromRange = piece.kind === 'numbers' && piece.count > 1 ? piece.count : 0
      if (piece.kind === 'unread' || fromRanges + fromRange > MOST_FROM_RANGES) {
        if (unread.size <= MOST_SHOWN_BACK) unread.add(shorten(piece.text))
        continue
      }
      fromRanges += fromRange
      seen += piece.count
      for (let value = piece.first; value < piece.first + piece.count; value++) {
        found.add(String(value) as TelephoneNumber)
      }
    }
  }
  return { numbers: [...found], duplicates: seen - found.size, unread: shownBack(unread) }
}

/** Of millions of empty lines nothing is asked but whether they have a digit. */
function* linesWithDigits(text: string): Generator<string> {
  const digit = /\d/g
  let from = 0
  while (from < text.length) {
    digit.lastIndex = from
    const found = digit.exec(text)
    if (found === null) return
    const end = text.indexOf('\n', found.index)
    const stop = end === -1 ? text.length : end
    yield text.slice(text.lastIndexOf('\n', found.index) + 1, stop)
    from = stop + 1
  }
}

/** The first of them; that there are more is said before them, because whoever shows them shows some. */
function shownBack(unread: ReadonlySet<string>): readonly string[] {
  const pieces = [...unread]
  if (pieces.length <= MOST_SHOWN_BACK) return pieces
  return [
    `more than ${MOST_SHOWN_BACK.toLocaleString('en-US')} pieces`,
    ...pieces.slice(0, MOST_SHOWN_BACK),
  ]
}

function shorten(text: string): string {
  return text.length <= LONGEST_SHOWN_BACK ? text : `${text.slice(0, LONGEST_SHOWN_BACK - 1)}…`
}
