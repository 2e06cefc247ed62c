import { meaningOf, type ColumnMeaning } from './column-meaning.ts'
import { hasNumber } from './number-pieces.ts'
import { isExcludedBelow, isExcludedByTitle, isNotYetUnder } from './table-facts.ts'
import { filled, headingAt, isBornOut, isHeadingOf, type Heading } from './table-heading.ts'
import { gridOfTidyRows, isBlank, type Grid, type SourceRow } from './table-rows.ts'

/** A heading, and where its table begins: a title above it belongs to it. */
interface Begun {
  readonly from: number
  readonly heading: Heading
}

/** Rows searched for a heading, once a row of numbers follows them. */
const MOST_WAITING = 5
/** More than a sheet of people has; a further heading is a row that was not read. */
const MOST_TABLES = 100

/**
 * The tables of a sheet whose first heading is known, from top to bottom; rows under a repeated heading
 * belong to one table.
 */
export function tablesIn(
  grid: Grid,
  first: Heading,
): readonly { readonly grid: Grid; readonly heading: Heading }[] {
  const begun = headingsIn(grid, first)
  const layouts = Map.groupBy(begun, ({ heading }) => layoutOf(heading))
  const headings = [...layouts.values()].map(asOne)
  if (headings.length < 2) return [{ grid, heading: headings[0] ?? first }]
  const rows = rowsByLayout(grid, begun)
  return headings.map((heading) => ({
    heading,
    grid: gridOfTidyRows(rows.get(layoutOf(heading)) ?? [], grid.hiddenColumns),
  }))
}

function firstRow({ rows }: Heading): number {
  const [first = 0] = rows
  return first
}

function layoutOf({ names }: Heading): string {
  return names.map((name) => name.toLowerCase()).join('\u001f')
}

function asOne(begun: readonly Begun[]): Heading {
  const [first] = begun
  if (first === undefined) throw new Error('A layout without a heading.')
  return { ...first.heading, rows: new Set(begun.flatMap(({ heading }) => [...heading.rows])) }
}

function headingsIn(grid: Grid, first: Heading): readonly Begun[] {
  const begun: Begun[] = first.rows.size === 0 ? [{ from: 0, heading: first }] : []
  const layouts = new Set<string>()
  let waiting: SourceRow[] = []
  let above = 0
  for (const source of grid.rows()) {
    if (isBlank(source.cells)) continue
    const current = begun.at(-1)?.heading ?? null
    if (source.row === firstRow(first)) {
      begun.push({ from: titleOf(waiting, above)?.row ?? source.row, heading: first })
      waiting = []
    } else if (first.rows.has(source.row)) {
      continue
    } else if (mayBeHeading(source)) {
      waiting = [...waiting.slice(1 - MOST_WAITING), source]
      continue
    } else {
      const isAbove = source.row < firstRow(first)
      const heading = waiting.length === 0 ? null : headingOver(waiting, source, current, isAbove)
      if (heading === null && isDisproved(begun, source)) begun.pop()
      if (heading !== null && layouts.size < MOST_TABLES) {
        layouts.add(layoutOf(heading))
        const row = firstRow(heading)
        const titles = waiting.filter((one) => one.row < row)
        begun.push({ from: titleOf(titles, above)?.row ?? row, heading })
      }
      waiting = []
    }
    above = source.row
  }
  return begun
}

/** Numbers, of which a table is full, cost nothing more here. */
function mayBeHeading({ cells }: SourceRow): boolean {
  return !cells.some(hasManyDigits) && isHeadingOf(cells)
}

function hasManyDigits(cell: string): boolean {
  let digits = 0
  for (let at = 0; at < cell.length; at += 1) {
    const sign = cell.charCodeAt(at)
    if (sign >= 0x30 && sign <= 0x39 && ++digits === 5) return true
  }
  return false
}

/** The first of the single-cell lines that are separated from the table above them. */
function titleOf(waiting: readonly SourceRow[], above: number): SourceRow | undefined {
  const [title] = waiting
  const isTitle = waiting.every(({ cells }) => filled(cells) === 1)
  return isTitle && title !== undefined && title.row > above + 1 ? title : undefined
}

function headingOver(
  waiting: readonly SourceRow[],
  below: SourceRow,
  current: Heading | null,
  isAbove: boolean,
): Heading | null {
  for (const [index, source] of waiting.entries()) {
    const heading = isAbove ? null : headingAt(source, waiting[index + 1])
    if (isBornOut(heading, below)) return heading
  }
  const last = waiting.at(-1)
  return last === undefined ? null : listHeading(last, below, current)
}

const OF_OTHERS: readonly (ColumnMeaning | undefined)[] = ['other-numbers', 'stays']
const OF_A_LIST: readonly (ColumnMeaning | undefined)[] = ['to-port', 'numbers', ...OF_OTHERS]

/** One name over one number; in a list, it begins another one only where what it lists is something else. */
function listHeading(
  { row, cells }: SourceRow,
  below: SourceRow,
  current: Heading | null,
): Heading | null {
  const column = cells.length - 1
  const isList = [cells, below.cells].every(
    (one) => filled(one) === 1 && one.length === cells.length,
  )
  const meaning = meaningOf(cells[column] ?? '')
  if (!isList || !OF_A_LIST.includes(meaning) || !hasNumber(below.cells[column] ?? '')) return null
  const isOther = OF_OTHERS.includes(meaning)
  const before = current !== null && isOneColumn(current) ? current.meanings.at(-1) : undefined
  if (before !== undefined && isOther === OF_OTHERS.includes(before)) return null
  if (current === null && isOther) return null
  return { rows: new Set([row]), names: cells, meanings: cells.map(meaningOf), weight: 0 }
}

/** The name of a list over rows of a table was none. */
function isDisproved(begun: readonly Begun[], { cells }: SourceRow): boolean {
  const current = begun.at(-1)?.heading
  return begun.length > 1 && current !== undefined && isOneColumn(current) && filled(cells) > 1
}

function isOneColumn({ names }: Heading): boolean {
  return filled(names) === 1
}

/** Every row with its table; a "do not port" heading stays in effect under the next heading, too. */
function rowsByLayout(
  grid: Grid,
  begun: readonly Begun[],
): ReadonlyMap<string, readonly SourceRow[]> {
  const headingRows = new Set(begun.flatMap(({ heading }) => [...heading.rows]))
  const start = begun[0] === undefined ? 0 : firstRow(begun[0].heading)
  const rows = new Map<string, SourceRow[]>()
  let next = 0
  let current: SourceRow[] = []
  let [isExcluded, isNotYet] = [false, false]
  for (const source of grid.rows()) {
    for (let at = begun[next]; at !== undefined; at = begun[next]) {
      if (next > 0 && source.row < at.from) break
      const layout = layoutOf(at.heading)
      current = rows.get(layout) ?? []
      rows.set(layout, current)
      next += 1
    }
    if (!headingRows.has(source.row)) {
      const line = source.cells.join(' ')
      isExcluded =
        source.row > start ? isExcludedBelow(line, isExcluded) : isExcludedByTitle(line, isExcluded)
      isNotYet = isNotYetUnder(source.cells, isNotYet)
    }
    current.push({ ...source, isExcluded, isNotYet })
  }
  return rows
}

const SAYS: Record<ColumnMeaning, number> = {
  'to-port': 3,
  first: 3,
  area: 3,
  numbers: 2,
  'other-numbers': 1,
  stays: 1,
  identifier: 1,
  last: 0,
  quantity: 0,
  exchange: 0,
  line: 0,
  wanted: 0,
  answer: 0,
  'something-else': 0,
  unknown: 0,
}

/** How clearly a heading says that its numbers are ported. */
export function saysOfPorting({ meanings }: Heading): number {
  return Math.max(0, ...meanings.map((meaning) => SAYS[meaning]))
}
