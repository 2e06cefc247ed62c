import { takePieces, type Collector } from './number-collector.ts'
import { countOf } from './counts.ts'
import { hasNumber } from './number-pieces.ts'
import { openAccount, type OpenAccount, type SourceAccount } from './reading-account.ts'
import { piecesOfRow } from './read-row.ts'
import {
  DOUBTS,
  doubtsIn,
  factsOf,
  MOST_FIRST_VALUES,
  type Doubt,
  type TableFacts,
} from './table-facts.ts'
import type { Heading } from './table-heading.ts'
import {
  columnsOf,
  layoutKey,
  planFor,
  type Answers,
  type Plan,
  type ReadingQuestion,
} from './table-plan.ts'
import { cellCount, isBlank, tidy, type Grid, type SourceRow } from './table-rows.ts'

export type TableRead = { readonly account: SourceAccount } | { readonly question: ReadingQuestion }

type About = Pick<SourceAccount, 'source' | 'sheet'>

/** Reads the numbers of a table once it is certain which are meant; `null`: no column of it holds any. */
export function readTable(
  grid: Grid,
  heading: Heading,
  { answers, all, ...about }: About & { readonly answers: Answers; readonly all: Collector },
): TableRead | null {
  const facts = factsOf(grid, heading)
  const key = layoutKey(heading.names, facts.columns)
  const planned = planFor(heading, facts.columns, grid.hiddenColumns, answers[`${key}:columns`])
  if (planned === null) return null
  if ('candidates' in planned) {
    const options = columnOptions(heading, facts, planned.candidates)
    return { question: { ...about, key: `${key}:columns`, asks: 'columns', options } }
  }
  const { plan, isChosen } = planned
  const table: Table = { grid, heading, facts, plan }
  const found = facts.mayBeDoubtful ? doubtful(table) : NO_DOUBT
  for (const doubt of DOUBTS) {
    const count = found[doubt]
    if (count === 0 || answers[`${key}:${doubt}`] !== undefined) continue
    const options = rowOptions(doubt, count, found.rest)
    return { question: { ...about, key: `${key}:${doubt}`, asks: doubt, options } }
  }
  const left = DOUBTS.filter((doubt) => answers[`${key}:${doubt}`] === LEAVE)
  const account = openAccount()
  takeRows(table, { all, account, left })
  nameOtherColumns(table, account)
  const taken = columnsOf(plan).map((column) => nameOf(heading, column))
  return { account: account.close({ ...about, taken, isChosen }) }
}

interface Table {
  readonly grid: Grid
  readonly heading: Heading
  readonly facts: TableFacts
  readonly plan: Plan
}

/** `Number to Port`, or where it stands if it has no heading. */
function nameOf({ names }: Heading, column: number): string {
  const name = (names[column] ?? '').replace(/\s+/g, ' ').trim()
  return name === '' ? `column ${String(column + 1)}` : name
}

function columnOptions(
  heading: Heading,
  { columns }: TableFacts,
  candidates: readonly number[],
): ReadingQuestion['options'] {
  const options = candidates.map((column) => {
    const { numbers = 0, firstValues = [] } = columns[column] ?? {}
    const more = numbers > MOST_FIRST_VALUES ? ', …' : ''
    const says = `${countOf(numbers, 'number')}: ${firstValues.join(', ')}${more}`
    return { value: String(column), label: nameOf(heading, column), says }
  })
  if (candidates.length < 2) return options
  return [...options, { value: candidates.join(','), label: 'All these columns', says: '' }]
}

/** The answer that rows in doubt stay out. */
export const LEAVE = 'leave'
const TAKE = 'take'
const DOUBT_WORDS: Record<Doubt, { readonly leave: string; readonly aside: string }> = {
  wanted: { leave: 'Only rows marked to port', aside: 'rows not marked to port' },
  hidden: { leave: 'Only visible rows', aside: 'hidden rows' },
  kept: { leave: 'Only numbers above “do not port”', aside: 'the “do not port” block' },
}

export function rowOptions(doubt: Doubt, count: number, rest: number): ReadingQuestion['options'] {
  return [
    { value: LEAVE, label: DOUBT_WORDS[doubt].leave, says: countOf(rest, 'number') },
    { value: TAKE, label: 'All rows', says: countOf(rest + count, 'number') },
  ]
}

const NO_DOUBT: Record<Doubt | 'rest', number> = { wanted: 0, hidden: 0, kept: 0, rest: 0 }

/** How many numbers stand in rows of which nobody knows whether they are meant. */
function doubtful(table: Table): Record<Doubt | 'rest', number> {
  const found = { wanted: 0, hidden: 0, kept: 0, rest: 0 }
  for (const { kind, doubt, cells } of bodyOf(table)) {
    if (kind === 'row') found[doubt ?? 'rest'] += numbersIn(cells, table.plan)
  }
  return found
}

function numbersIn(cells: readonly string[], plan: Plan): number {
  return piecesOfRow(cells, plan).reduce(
    (sum, piece) => (piece.kind === 'numbers' ? sum + piece.count : sum),
    0,
  )
}

const TOTAL = /^(?:grand |sub ?-?)?totals?\b|^(?:count|sum|end of (?:list|report|file)|page \d+)\b/i

interface BodyRow {
  readonly kind: 'above' | 'heading' | 'empty' | 'odd' | 'row'
  readonly row: number
  readonly cells: readonly string[]
  readonly doubt: Doubt | null
}

/** Every row of the file, with what it is. */
function* bodyOf({ grid, heading, facts }: Table): Generator<BodyRow> {
  const { rows, names } = heading
  const start = rows[0] ?? 0
  const doubtOf = doubtsIn(facts.wantedColumn)
  const again = names.map((name) => name.toLowerCase())
  for (const source of grid.rows()) {
    const { row } = source
    if (rows.includes(row)) {
      yield { kind: 'heading', row, cells: [], doubt: null }
      continue
    }
    if (isBlank(source.cells)) {
      yield { kind: 'empty', row, cells: [], doubt: null }
      continue
    }
    const cells = tidy(source.cells)
    const doubt = row < start || !facts.mayBeDoubtful ? null : doubtOf({ ...source, cells })
    yield { kind: kindOf({ row, cells }, start, again), row, cells, doubt }
  }
}

function kindOf(
  { row, cells }: SourceRow,
  start: number,
  heading: readonly string[],
): BodyRow['kind'] {
  if (row < start) return 'above'
  if (isSameHeading(cells, heading)) {
    return 'heading'
  }
  if (cells.some((cell) => TOTAL.test(cell)) && !cells.some(hasNumber)) return 'empty'
  return cells.length > heading.length ? 'odd' : 'row'
}

function isSameHeading(cells: readonly string[], heading: readonly string[]): boolean {
  return (
    cells.length === heading.length && cells.every((cell, at) => cell.toLowerCase() === heading[at])
  )
}

interface Taking {
  readonly all: Collector
  readonly account: OpenAccount
  readonly left: readonly Doubt[]
}

function takeRows(table: Table, { all, account, left }: Taking): void {
  const { heading, plan } = table
  for (const { kind, row, cells, doubt } of bodyOf(table)) {
    switch (kind) {
      case 'above':
        leaveAbove(cells, account)
        break
      case 'heading':
      case 'empty':
        account.row(kind)
        break
      case 'odd':
        account.row('unread')
        account.notRead(
          row,
          cells.join(', '),
          `a row of ${cellCount(cells)} cells under a heading of ${String(heading.names.length)}`,
        )
        break
      case 'row':
        if (doubt !== null && left.includes(doubt)) {
          account.row('aside')
          account.aside(DOUBT_WORDS[doubt].aside, numbersIn(cells, plan))
        } else {
          takeRow(row, cells, { plan, all, account })
        }
    }
  }
}

function leaveAbove(cells: readonly string[], account: OpenAccount): void {
  const numbers = cells.filter(hasNumber).length
  account.row(numbers > 0 ? 'aside' : 'empty')
  if (numbers > 0) account.aside('above the heading', numbers)
}

function takeRow(
  row: number,
  cells: readonly string[],
  { plan, all, account }: Pick<Taking, 'all' | 'account'> & { readonly plan: Plan },
): void {
  const { gave, unread } = takePieces(piecesOfRow(cells, plan), { row, account, all })
  if (gave > 0) account.row(unread > 0 ? 'partly' : 'read', gave)
  else account.row(unread > 0 ? 'unread' : 'empty')
}

/** Telephone numbers that stand in other columns are not taken, and that is said. */
function nameOtherColumns({ heading, facts, plan, grid }: Table, account: OpenAccount): void {
  const taken = columnsOf(plan)
  for (const [column, { numbers }] of facts.columns.entries()) {
    const isOther = numbers > 0 && !taken.includes(column)
    if (!isOther || heading.meanings[column] === 'something-else') continue
    const hidden = grid.hiddenColumns.has(column) ? 'hidden column ' : ''
    account.aside(`${hidden}“${nameOf(heading, column)}”`, numbers)
  }
}
