import { showCount } from './counts.ts'
import { cellText, MOST_COLUMNS, readRows, type RowStart } from './delimited-text.ts'
import { withoutDecoration } from './cell-damage.ts'
import { oneNumber } from './number-grammar.ts'
import { plainText } from './plain-text.ts'

/** One row of a file or of a sheet. */
export interface SourceRow {
  /** In the file, from 1. */
  readonly row: number
  readonly cells: readonly string[]
  readonly isHidden?: boolean
  /** It is under a "do not port" heading, which may be in another table. */
  readonly isExcluded?: boolean
  /** It is under a heading such as "Phase 2", which may be in another table. */
  readonly isNotYet?: boolean
}

/**
 * Rows that can be iterated repeatedly, so that millions of them are never in memory. Cells have their
 * plain meaning, without the quoting that marks them as text; trailing empty cells are removed.
 */
export interface Grid {
  rows(): Iterable<SourceRow>
  readonly hiddenColumns: ReadonlySet<number>
}

export function gridOfText(text: string, delimiter: string): Grid {
  return {
    hiddenColumns: new Set(),
    rows: takenApartOnce(function* (from?: RowStart) {
      for (const { line, cells, next } of readRows(text, delimiter, from)) {
        yield { row: { row: line, cells: tidy(cells) }, next }
      }
    }),
  }
}

export function gridOfRows(rows: readonly SourceRow[], hiddenColumns: ReadonlySet<number>): Grid {
  return {
    hiddenColumns,
    rows: takenApartOnce(function* (from?: number) {
      let next = from ?? 0
      for (const row of rows.slice(next)) {
        next += 1
        yield { row: { ...row, cells: tidy(row.cells.map(plainCell)) }, next }
      }
    }),
  }
}

/** Of rows of another grid. */
export function gridOfTidyRows(
  rows: readonly SourceRow[],
  hiddenColumns: ReadonlySet<number>,
): Grid {
  return { hiddenColumns, rows: () => rows }
}

/** More rows than this are not cached, to limit memory. */
const MOST_CACHED_ROWS = 250_000

/**
 * Several passes go over a table: its first rows are parsed once, and only the rest again each time. So
 * four times the size takes little more than four times as long.
 */
function takenApartOnce<Place>(
  takeApart: (from?: Place) => Generator<{ readonly row: SourceRow; readonly next: Place }>,
): () => Iterable<SourceRow> {
  let parsed: { readonly rows: readonly SourceRow[]; readonly beyond: Place | null } | null = null
  function* firstTime(): Generator<SourceRow> {
    const rows: SourceRow[] = []
    let beyond: Place | null = null
    for (const { row, next } of takeApart()) {
      if (rows.length < MOST_CACHED_ROWS) rows.push(row)
      if (rows.length === MOST_CACHED_ROWS) beyond ??= next
      yield row
    }
    parsed = { rows, beyond }
  }
  function* again(rows: readonly SourceRow[], beyond: Place): Generator<SourceRow> {
    yield* rows
    for (const { row } of takeApart(beyond)) yield row
  }
  return () => {
    if (parsed === null) return firstTime()
    return parsed.beyond === null ? parsed.rows : again(parsed.rows, parsed.beyond)
  }
}

const ASCII = /^[\t\n\x20-\x7e]*$/

function plainCell(cell: string): string {
  return ASCII.test(cell) ? cell : plainText(cell)
}

/** Of millions of empty rows none costs more than its place. */
const NO_CELLS: readonly string[] = []

export function tidy(cells: readonly string[]): readonly string[] {
  let { length } = cells
  while (length > 0 && !/\S/.test(cells[length - 1] ?? '')) length -= 1
  if (length === 0) return NO_CELLS
  if (length === cells.length && cells.every(isTidy)) return cells
  return cells.slice(0, length).map(tidyCell)
}

/** Most cells need no cleanup: letters, digits, a few other characters, one space between words. */
function isTidy(cell: string): boolean {
  let isAfterBlank = true
  for (let at = 0; at < cell.length; at += 1) {
    const sign = cell.charCodeAt(at)
    if (sign === BLANK_SIGN ? isAfterBlank : PLAIN[sign] !== 1) return false
    isAfterBlank = sign === BLANK_SIGN
  }
  return cell === '' || !isAfterBlank
}

/** `\\+19195550100`, as a telephone system exports it. */
const ESCAPED_PLUS = /^\\\+(?=\d)/
const BLANK_SIGN = 0x20
const PLAIN = Uint8Array.from({ length: 128 }, (_, sign) =>
  /[\w()+-]/.test(String.fromCharCode(sign)) ? 1 : 0,
)

function tidyCell(cell: string): string {
  return isTidy(cell) ? cell : withoutDecoration(cellText(cell).replace(ESCAPED_PLUS, '+'))
}

const BLANK = /^[\s:=_|-]*$/

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => !beginsWithDigit(cell) && BLANK.test(cell))
}

function beginsWithDigit(cell: string): boolean {
  const sign = cell.charCodeAt(0)
  return sign >= 0x30 && sign <= 0x39
}

/** Whether it is one telephone number and nothing else. */
export function isNumberCell(cell: string): boolean {
  return cell.length >= 10 && cell.length <= 25 && oneNumber(cell.trim()) !== null
}

export function cellCount({ length }: readonly string[]): string {
  return length > MOST_COLUMNS ? `more than ${showCount(MOST_COLUMNS)}` : `${length}`
}

const AREA_AND_EXCHANGE = 6

/** How many numbers two cells span if they are the ends of a range; 0 where they cannot be. */
function spanOf(from: string, to: string): number {
  const [first, last] = [oneNumber(from), oneNumber(to)]
  if (first === null || last === null) return 0
  const isOneExchange = first.slice(0, AREA_AND_EXCHANGE) === last.slice(0, AREA_AND_EXCHANGE)
  return isOneExchange ? Math.max(0, Number(last) - Number(first) + 1) : 0
}

/** Whether two columns may be the ends of ranges in every row; a list in two columns has no gaps. */
export function mayBeRanges(rows: Iterable<readonly [from: string, to: string]>): boolean {
  let count = 0
  let numbers = 0
  for (const [from, to] of rows) {
    const span = spanOf(from, to)
    if (span < 2) return false
    count += 1
    numbers += span
  }
  return count >= 2 && numbers > count * 2
}
