import { damageOf } from './cell-damage.ts'
import { meaningOf, meaningsOf, speaksOfNumbers, type ColumnMeaning } from './column-meaning.ts'
import { MOST_COLUMNS } from './delimited-text.ts'
import { isNotYetBelow } from './not-yet.ts'
import { hasNumber } from './number-pieces.ts'
import { isBlank, isNumberCell, mayBeRanges, type Grid, type SourceRow } from './table-rows.ts'

export interface Heading {
  /** The rows that contain it: it may repeat below; empty if the table has no heading. */
  readonly rows: ReadonlySet<number>
  readonly names: readonly string[]
  readonly meanings: readonly ColumnMeaning[]
  /** How much speaks for it: of two readings of one text the better one is taken. */
  readonly weight: number
}

/** Rows examined to classify a table; even a bill has its heading well before that row. */
const SAMPLE_ROWS = 2_000
/** Including blank rows; no heading is expected below this many. */
const MOST_ROWS_EXAMINED = 100_000
const ROWS_THAT_PROVE = 300
const LONGEST_NAME = 80
const MOST_WORDS = 9
const LEAST_FIT = 0.5
const SPOKEN = /\b(?:hi|hello|dear|hey|please|pls|thanks|thank you|regards|cheers)\b/i

/** The heading of a table with at least two columns, at any line; `null` if this is no such table. */
export function findHeading(grid: Grid): Heading | null {
  const sample = sampleOf(grid)
  return headingIn(sample) ?? withoutHeading(sample)
}

/** Of a list: one heading, and numbers below it. */
export function findListHeading(grid: Grid): Heading | null {
  const sample = sampleOf(grid)
  const at = sample.findIndex(({ cells }) => isHeadingOf(cells) && cells.length === 1)
  const row = sample[at]
  const title = row?.cells[0] ?? ''
  const meaning = meaningOf(title)
  // `These will port next month`, below others: what it lists is not the whole list.
  if (at > 0 && isNotYetBelow(title, false)) return null
  if (row === undefined || !['to-port', 'numbers'].includes(meaning)) return null
  const below = sample.slice(at + 1, at + 1 + ROWS_THAT_PROVE)
  const numbers = below.filter(
    ({ cells: [cell = ''] }) => isNumberCell(cell) || damageOf(cell) !== null,
  ).length
  if (numbers === 0 || numbers < below.length * LEAST_FIT) return null
  return { rows: new Set([row.row]), names: row.cells, meanings: [meaning], weight: 1 }
}

function sampleOf(grid: Grid): readonly SourceRow[] {
  const sample: SourceRow[] = []
  let examined = 0
  for (const { row, cells } of grid.rows()) {
    examined += 1
    if (examined > MOST_ROWS_EXAMINED || sample.length >= SAMPLE_ROWS) break
    if (!isBlank(cells)) sample.push({ row, cells })
  }
  return sample
}

function headingIn(sample: readonly SourceRow[]): Heading | null {
  const found = new Map<number, Heading | null>()
  const at = (index: number): Heading | null => {
    const known = found.get(index)
    if (known !== undefined) return known
    const row = sample[index]
    const heading = row === undefined ? null : headingAt(row, sample[index + 1])
    found.set(index, heading)
    return heading
  }
  for (const index of sample.keys()) {
    const heading = at(index)
    if (heading === null) continue
    const { rows, names, meanings } = heading
    const start = index + rows.size
    let end = Math.min(sample.length, start + ROWS_THAT_PROVE)
    for (let row = start + 1; row < end; row += 1)
      if (isBornOut(at(row), sample[row + 1])) end = row
    const known = meanings.filter((meaning) => meaning !== 'unknown').length
    const isSure = known >= 2 && known * 2 >= names.length
    const fit = fitOf(names.length, sample.slice(start, end), isSure)
    if (fit >= LEAST_FIT) return { ...heading, weight: 10 + known + fit }
  }
  return null
}

/** The heading in a row, or in it and the next, if it may be one. */
export function headingAt({ row, cells }: SourceRow, next: SourceRow | undefined): Heading | null {
  if (filled(cells) < 2 || cells.length > MOST_COLUMNS || !isHeadingOf(cells)) return null
  const over = next === undefined ? null : overTwoRows(cells, next.cells)
  const names = over ?? cells
  const meanings = meaningsOf(names)
  if (!names.some((name, at) => speaksOfNumbers(name, meanings[at]))) return null
  const rows = new Set(over === null || next === undefined ? [row] : [row, next.row])
  return { rows, names, meanings, weight: 0 }
}

/** Whether the row below holds numbers where the heading says so. */
export function isBornOut(heading: Heading | null, below: SourceRow | undefined): boolean {
  return (
    heading?.meanings.some((meaning, column) => {
      const cell = below?.cells[column] ?? ''
      return meaning === 'area'
        ? /^\(?[2-9]\d\d\)?(?:[-. /]?[2-9]\d\d)?$/.test(cell)
        : speaksOfNumbers(heading.names[column] ?? '', meaning) && hasNumber(cell)
    }) ?? false
  )
}

/** Whether a row is one of those that the heading is about. */
export function isBelow({ rows }: Heading, row: number): boolean {
  const [first = 0] = rows
  return row > first && !rows.has(row)
}

export function isHeadingOf(cells: readonly string[]): boolean {
  return cells.every(
    (cell) =>
      cell.length <= LONGEST_NAME &&
      cell.replace(/\D/g, '').length < 5 &&
      cell.split(/\s+/).length <= MOST_WORDS &&
      !SPOKEN.test(cell),
  )
}

/** A heading whose second row says more than the first: "Number | Contact" over "to port | phone". */
function overTwoRows(above: readonly string[], below: readonly string[]): readonly string[] | null {
  if (filled(below) < 2 || !isHeadingOf(below) || below.some((cell) => /\d/.test(cell))) return null
  const spans = filled(above) < filled(below)
  let last = ''
  const names = Array.from({ length: Math.max(above.length, below.length) }, (_, index) => {
    const own = above[index] ?? ''
    if (own !== '') last = own
    const name = spans && own === '' ? last : own
    // Of a cell over both rows a sheet says the same in each.
    return name === below[index] ? name : `${name} ${below[index] ?? ''}`.trim()
  })
  const saysMore = names.some((name, index) => {
    const meaning = meaningOf(name)
    return meaning !== 'unknown' && meaning !== meaningOf(above[index] ?? '')
  })
  return saysMore ? names : null
}

/**
 * How well the rows fit so many columns; rows with more cells have names and count half.
 *
 * @param isSure it can be nothing else: single-cell rows, whatever they contain, do not count against it.
 */
function fitOf(columns: number, rows: readonly SourceRow[], isSure: boolean): number {
  if (rows.length === 0) return 0
  const split = rows.filter(({ cells }) => cells.length >= 2)
  const odd = split.filter(({ cells }) => cells.length > columns)
  // Of a table some columns may be empty in most rows.
  const lonely = rows.filter(({ cells }) => cells.length === 1 && cells.some(isNumberCell))
  const fitting = split.length - odd.length + (split.length > 0 ? lonely.length : 0)
  return (
    (fitting + odd.length / 2) /
    (isSure && split.length > 0 ? split.length + lonely.length : rows.length)
  )
}

/** Columns without a heading: something besides numbers, in rows of one length. */
function withoutHeading(sample: readonly SourceRow[]): Heading | null {
  const [first, ...rest] = sample
  if (first === undefined) return null
  const isNamed = filled(first.cells) >= 2 && first.cells.every((cell) => !/\d{2}/.test(cell))
  const rows = (isNamed ? rest : sample).slice(0, ROWS_THAT_PROVE)
  const width = commonest(rows.map(({ cells }) => cells.length))
  const regular = rows.filter(({ cells }) => cells.length === width)
  if (width < 2 || rows.length < 2 || regular.length < rows.length * 0.8) return null
  const columns = Array.from({ length: width }, (_, index) => index)
  const share = (index: number): number =>
    regular.filter(({ cells }) => isNumberCell(cells[index] ?? '')).length / regular.length
  const numbers = columns.filter((index) => share(index) >= LEAST_FIT)
  const others = columns.filter((index) => share(index) < 0.2)
  const hasOther = others.some((index) =>
    regular.some(({ cells }) => /[\p{L}\d]/u.test(cells[index] ?? '')),
  )
  if (numbers.length === 0 || !(hasOther || areRanges(regular)) || areLabeled(regular)) return null
  const names = columns.map((index) => (isNamed ? (first.cells[index] ?? '') : ''))
  return {
    rows: new Set(isNamed ? [first.row] : []),
    names,
    meanings: meaningsOf(names),
    weight: 1 + regular.length / rows.length,
  }
}

/** A form: each row has a label before its number, a different one each time. */
function areLabeled(rows: readonly SourceRow[]): boolean {
  return rows.some(
    ({ cells: [label = '', value = '', another] }) =>
      another === undefined &&
      isNumberCell(value) &&
      ['something-else', 'other-numbers', 'stays', 'identifier', 'first', 'last'].includes(
        meaningOf(label),
      ),
  )
}

/** Nothing but two numbers in each row, and others between them. */
function areRanges(rows: readonly SourceRow[]): boolean {
  return (
    rows.every(({ cells }) => cells.length === 2) &&
    mayBeRanges(rows.map(({ cells: [from = '', to = ''] }) => [from, to]))
  )
}

function commonest(lengths: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const length of lengths) counts.set(length, (counts.get(length) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 0
}

export function filled(cells: readonly string[]): number {
  return cells.filter((cell) => cell !== '').length
}
