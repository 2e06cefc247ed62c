import { isSecretHeading, speaksOfCalls } from './column-meaning.ts'
import { countNumbers, takeRow, type Collector } from './number-collector.ts'
import { countOf } from './counts.ts'
import { hasNumber } from './number-pieces.ts'
import { holdsUnnamed, type OnlyThese } from './only-these.ts'
import { openAccount, type OpenAccount, type SourceAccount } from './reading-account.ts'
import { piecesOfRow } from './read-row.ts'
import { remarksIn, remarksOfMore } from './remarks.ts'
import { createClaims } from './said-counts.ts'
import {
  DOUBTS,
  doubtsIn,
  factsOf,
  MOST_FIRST_VALUES,
  type Doubt,
  type TableFacts,
} from './table-facts.ts'
import { beginsWithLetter } from './plain-text.ts'
import { filled, isBelow, type Heading } from './table-heading.ts'
import {
  chosenPlan,
  columnsOf,
  layoutKey,
  NONE,
  planFor,
  COUNTED,
  RANGES,
  type Answers,
  type Plan,
  type Planned,
  type ReadingQuestion,
} from './table-plan.ts'
import { withoutCalledSecret } from './secret-in-text.ts'
import { saysOfPorting, tablesIn } from './table-stack.ts'
import { cellCount, isBlank, mayBeRanges, type Grid, type SourceRow } from './table-rows.ts'

export type TableRead =
  /** With the question that was answered before, where there was one. */
  | { readonly account: SourceAccount; readonly answered: ReadingQuestion | null }
  | { readonly question: ReadingQuestion }

type About = Pick<SourceAccount, 'source' | 'sheet'>

type Context = About & {
  readonly answers: Answers
  readonly all: Collector
  readonly only: OnlyThese | null
}

/** Reads all tables of a sheet, each once it is certain which of its numbers are meant. */
export function readTables(grid: Grid, first: Heading, context: Context): readonly TableRead[] {
  const tables = tablesIn(grid, first)
  const says = tables.map(({ heading }) => saysOfPorting(heading))
  const most = Math.max(...says)
  return tables
    .map(({ grid, heading }, index) => {
      const isDoubtful = (says[index] ?? 0) < most
      return readTable({ grid, heading, isDoubtful, isAlone: tables.length === 1 }, context)
    })
    .filter((read) => read !== null)
}

interface PlacedTable {
  readonly grid: Grid
  readonly heading: Heading
  /** Another one on the sheet says better that its numbers are ported. */
  readonly isDoubtful: boolean
  readonly isAlone: boolean
}

/** `null`: no column of the only table holds any numbers. */
function readTable(
  { grid, heading, isDoubtful, isAlone }: PlacedTable,
  { answers, all, only, ...about }: Context,
): TableRead | null {
  const facts = factsOf(grid, heading)
  const key = layoutKey(heading.names, facts.columns)
  const columnsKey = `${key}:${isDoubtful ? 'beside' : 'columns'}`
  const planned = planFor(heading, facts.columns, grid.hiddenColumns)
  const unasked = isDoubtful ? doubted(planned) : planned
  const asked = { ...about, key: columnsKey }
  const question = columnsQuestion(asked, unasked, { grid, heading, facts })
  const chosen = chosenPlan(answers[columnsKey], heading)
  if (chosen === null && question !== null) return { question }
  const plan =
    chosen ?? (unasked !== null && 'plan' in unasked ? unasked.plan : isAlone ? null : NO_COLUMN)
  if (plan === null) return null
  const answerTo = (doubt: Doubt): string | undefined =>
    answers[doubtKey(key, doubt, { facts, only })]
  const isBlankAsAbove = answerTo('wanted') === AS_ABOVE
  const table: Table = { grid, heading, facts, plan, only, isBlankAsAbove }
  const doubts =
    facts.mayBeDoubtful || only !== null ? doubtQuestions(table, { ...about, key, isAlone }) : []
  const open = doubts.find((one) => answers[one.key] === undefined)
  if (open !== undefined) return { question: open }
  const left = DOUBTS.filter((doubt) => (answerTo(doubt) ?? TAKE) !== TAKE)
  const account = openAccount()
  takeRows(table, { all, account, left, isSheet: about.sheet !== null })
  nameOtherColumns(table, account)
  const taken = columnsOf(plan).map((column) => nameOf(heading, column))
  const answered = question ?? doubts[0] ?? null
  return { account: account.close({ ...about, taken, isChosen: chosen !== null }), answered }
}

type Asked = Pick<ReadingQuestion, 'source' | 'sheet' | 'key'>

const NO_COLUMN: Plan = { kind: 'cells', columns: [] }
const NONE_OF_THEM = { value: NONE, label: 'None of these', says: '' }

function doubted(planned: Planned | null): Planned | null {
  return planned !== null && 'plan' in planned ? { candidates: columnsOf(planned.plan) } : planned
}

function columnsQuestion(
  about: Asked,
  planned: Planned | null,
  table: Layout,
): ReadingQuestion | null {
  if (planned === null || 'plan' in planned) return null
  const { candidates, quantity } = planned
  const options = [
    ...columnOptions(table, candidates),
    ...countedOption(table.heading, candidates, quantity),
  ]
  return { ...about, asks: 'columns', options: [...options, NONE_OF_THEM] }
}

/** Questions about rows that may or may not be meant. */
function doubtQuestions(
  table: Table,
  { isAlone, ...about }: Asked & Pick<PlacedTable, 'isAlone'>,
): readonly ReadingQuestion[] {
  const found = doubtful(table)
  // Where all of them port in phase 2, that is a date.
  const isDoubted = (doubt: Doubt): boolean =>
    found[doubt] > 0 && (doubt !== 'later' || found.rest > 0 || !isAlone)
  return DOUBTS.filter(isDoubted).map((doubt) => ({
    ...about,
    key: doubtKey(about.key, doubt, table),
    asks: doubt,
    under: marksOf(table, doubt).map((column) => nameOf(table.heading, column)),
    options: [
      ...rowOptions(doubt, found[doubt], found.rest),
      ...(doubt === 'wanted' && table.facts.hasBlankBelow ? [asAboveOption(table)] : []),
    ],
  }))
}

function marksOf({ facts }: Table, doubt: Doubt): readonly number[] {
  switch (doubt) {
    case 'wanted':
      return facts.answers.map(({ column }) => column)
    case 'kept':
      return facts.staysColumns
    case 'later':
      return facts.partColumns
    case 'hidden':
    case 'ended':
    case 'unnamed':
      return []
  }
}

/** What was answered where all rows say something is no answer about those that say nothing. */
function doubtKey(
  layout: string,
  doubt: Doubt,
  { facts, only }: Pick<Table, 'facts' | 'only'>,
): string {
  if (doubt === 'unnamed') return `${layout}:${doubt}:${only?.key ?? ''}`
  return `${layout}:${doubt}${doubt === 'wanted' && facts.hasBlankBelow ? ':blanks' : ''}`
}

function asAboveOption(table: Table): ReadingQuestion['options'][number] {
  const { rest } = doubtful({ ...table, isBlankAsAbove: true })
  return { value: AS_ABOVE, label: 'A blank means as above', says: countOf(rest, 'number') }
}

interface Layout {
  readonly grid: Grid
  readonly heading: Heading
  readonly facts: TableFacts
}

interface Table extends Layout {
  readonly plan: Plan
  readonly only: OnlyThese | null
  readonly isBlankAsAbove: boolean
}

/** `Number to Port`, or the column's position if it has no heading. */
function nameOf({ names }: Heading, column: number): string {
  const name = (names[column] ?? '').replace(/\s+/g, ' ').trim()
  return name === '' ? `column ${String(column + 1)}` : name
}

function columnOptions(
  { grid, heading, facts: { columns } }: Layout,
  candidates: readonly number[],
): ReadingQuestion['options'] {
  const options = candidates.map((column) => {
    const { numbers = 0, firstValues = [] } = columns[column] ?? {}
    const more = numbers > MOST_FIRST_VALUES ? ', …' : ''
    const first = withoutCalledSecret(firstValues.join(', '))
    const says = `${countOf(numbers, 'number')}: ${first}${more}`
    return { value: String(column), label: nameOf(heading, column), says }
  })
  if (candidates.length < 2) return options
  const all = { value: candidates.join(','), label: 'All these columns', says: '' }
  return [...options, all, ...rangeOption({ grid, heading }, candidates)]
}

function countedOption(
  heading: Heading,
  [first = 0]: readonly number[],
  quantity: number | undefined,
): ReadingQuestion['options'] {
  if (quantity === undefined) return []
  const label = `From ${nameOf(heading, first)}, as many as ${nameOf(heading, quantity)} says`
  return [{ value: `${COUNTED}${String(first)},${String(quantity)}`, label, says: '' }]
}

/** Two columns whose rows all may be the ends of a range. */
function rangeOption(
  { grid, heading }: Pick<Table, 'grid' | 'heading'>,
  [from = 0, to = 0, another]: readonly number[],
): ReadingQuestion['options'] {
  const isOfCalls = heading.names.some(speaksOfCalls)
  if (another !== undefined || isOfCalls || !mayBeRanges(endsIn(grid, heading, [from, to])))
    return []
  const label = `Ranges from ${nameOf(heading, from)} to ${nameOf(heading, to)}`
  return [{ value: `${RANGES}${String(from)},${String(to)}`, label, says: '' }]
}

function* endsIn(
  grid: Grid,
  heading: Heading,
  [from, to]: readonly [number, number],
): Generator<readonly [string, string]> {
  for (const { row, cells } of grid.rows()) {
    if (!isBelow(heading, row) || isBlank(cells)) continue
    yield [cells[from] ?? '', cells[to] ?? '']
  }
}

/** The answer that rows in doubt stay out. */
export const LEAVE = 'leave'
const TAKE = 'take'
/** Some rows say nothing, since the cell of one above them was merged with theirs. */
const AS_ABOVE = 'as above'
export const DOUBT_WORDS: Record<Doubt, { readonly leave: string; readonly aside: string }> = {
  wanted: { leave: 'Only rows marked to port', aside: 'rows not marked to port' },
  hidden: { leave: 'Only visible rows', aside: 'hidden rows' },
  kept: {
    leave: 'Only numbers not marked “do not port”',
    aside: 'numbers marked “do not port”',
  },
  ended: { leave: 'Only numbers not marked canceled', aside: 'numbers marked canceled' },
  later: { leave: 'Only numbers that port now', aside: 'numbers for later or not certain' },
  unnamed: { leave: 'Only numbers named with “only”', aside: 'numbers not named with “only”' },
}

export function rowOptions(doubt: Doubt, count: number, rest: number): ReadingQuestion['options'] {
  return [
    { value: LEAVE, label: DOUBT_WORDS[doubt].leave, says: countOf(rest, 'number') },
    { value: TAKE, label: 'All rows', says: countOf(rest + count, 'number') },
  ]
}

/** How many numbers are in rows that may or may not be meant. */
function doubtful(table: Table): Record<Doubt | 'rest', number> {
  const found = { wanted: 0, hidden: 0, kept: 0, ended: 0, later: 0, unnamed: 0, rest: 0 }
  for (const { kind, doubt, cells } of bodyOf(table)) {
    if (kind === 'row') found[doubt ?? 'rest'] += countNumbers(piecesOfRow(cells, table.plan))
  }
  return found
}

const TOTAL = /^(?:grand |sub ?-?)?totals?\b|^(?:count|sum|end of (?:list|report|file)|page \d+)\b/i

interface BodyRow {
  readonly kind: 'above' | 'heading' | 'empty' | 'odd' | 'row'
  readonly row: number
  readonly cells: readonly string[]
  readonly doubt: Doubt | null
}

/** Every row of the file, with what it is. */
function* bodyOf({ grid, heading, facts, plan, only, isBlankAsAbove }: Table): Generator<BodyRow> {
  const { rows, names } = heading
  const [start = 0] = rows
  const doubtOf = doubtsIn(facts, isBlankAsAbove)
  const again = names.map((name) => name.toLowerCase())
  for (const source of grid.rows()) {
    const { row, cells } = source
    if (rows.has(row)) {
      yield { kind: 'heading', row, cells: [], doubt: null }
      continue
    }
    if (isBlank(cells)) {
      yield { kind: 'empty', row, cells: [], doubt: null }
      continue
    }
    const said = row < start || !facts.mayBeDoubtful ? null : doubtOf(source)
    const isUnnamed = only !== null && holdsUnnamed(piecesOfRow(cells, plan), only)
    const doubt = said ?? (isUnnamed ? 'unnamed' : null)
    yield { kind: kindOf(source, start, again), row, cells, doubt }
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
  if (cells.some(isTotal) && !cells.some(hasNumber)) return 'empty'
  return cells.length > heading.length ? 'odd' : 'row'
}

/** Cells with a number, of which a table is full, are no total. */
function isTotal(cell: string): boolean {
  return beginsWithLetter(cell) && TOTAL.test(cell)
}

function isSameHeading(cells: readonly string[], heading: readonly string[]): boolean {
  return (
    cells.length === heading.length &&
    cells.every(
      (cell, at) => cell.length === heading[at]?.length && cell.toLowerCase() === heading[at],
    )
  )
}

interface Taking {
  readonly isSheet: boolean
  readonly all: Collector
  readonly account: OpenAccount
  readonly left: readonly Doubt[]
}

function takeRows(table: Table, { all, account, left, isSheet }: Taking): void {
  const { heading, plan } = table
  const taken = columnsOf(plan)
  const remarkColumns = table.facts.remarkColumns.filter((at) => !taken.includes(at))
  const secret = secretColumns(heading)
  const shown = (cells: readonly string[]): readonly string[] =>
    secret.length === 0 ? cells : cells.filter((_, at) => !secret.includes(at))
  const claims = createClaims()
  const before = all.numbers.size
  let gave = 0
  let isBelowTotal = false
  let isBelowGap = false
  let last = 0
  for (const { kind, row, cells, doubt } of bodyOf(table)) {
    // Empty rows are not part of a sheet.
    isBelowGap ||= isSheet && row > last + 1
    last = row
    switch (kind) {
      case 'above':
        claims.note(cells.join(' '))
        leaveAbove({ row, cells }, account)
        break
      case 'heading':
      case 'empty':
        claims.note(cells.join(' '))
        isBelowTotal = kind === 'empty' && (isBelowTotal || cells.length > 0)
        isBelowGap = kind === 'empty' && cells.length === 0
        account.row(kind)
        break
      case 'odd':
        account.row('unread')
        account.notRead(
          row,
          withoutCalledSecret(shownOfOdd(cells, heading.names.length, secret).join(', ')),
          `a row of ${cellCount(cells)} cells under a heading of ${String(heading.names.length)}`,
        )
        break
      case 'row':
        if (doubt !== null && left.includes(doubt)) {
          account.row('aside')
          account.aside(DOUBT_WORDS[doubt].aside, countNumbers(piecesOfRow(cells, plan)))
        } else if (taken.length === 0) {
          account.row('aside')
        } else if ((isBelowTotal || (isBelowGap && table.facts.isWide)) && isNote(cells)) {
          account.row('unread')
          const why = isBelowTotal ? 'a note below the total' : 'a note below the table'
          account.notRead(row, withoutCalledSecret(shown(cells).join(' ').trim()), why)
        } else {
          isBelowGap = false
          const pieces = piecesOfRow(cells, plan)
          const remarks =
            pieces.length > 0
              ? remarksOfMore(remarkColumns.map((at) => cells[at] ?? ''))
              : remarksIn(shown(cells).join(' '))
          gave += countNumbers(pieces)
          takeRow(remarks.length === 0 ? pieces : [...pieces, ...remarks], { row, all, account })
        }
    }
  }
  claims.compare([gave, all.numbers.size - before], account)
}

/** Cells too many move those behind them to the right: of each only what may stand in no secret column. */
function shownOfOdd(
  cells: readonly string[],
  width: number,
  secret: readonly number[],
): readonly string[] {
  const moved = cells.length - width
  return cells.filter((_, at) => !secret.some((one) => at - moved <= one && one <= at))
}

function secretColumns({ names }: Heading): readonly number[] {
  return [...names.keys()].filter((at) => isSecretHeading(names[at] ?? ''))
}

/** `Dana Lee 984-555-0199` in a row of its own. */
function isNote(cells: readonly string[]): boolean {
  return filled(cells) === 1 && /\p{L}{2}/u.test(cells.join(''))
}

function leaveAbove({ row, cells }: SourceRow, account: OpenAccount): void {
  const numbers = cells.filter(hasNumber).length
  const [remark] = numbers > 0 ? [] : remarksIn(cells.join(' '))
  if (remark !== undefined) account.notRead(row, remark.text, remark.why)
  if (numbers > 0) account.aside('above the heading', numbers)
  account.row(numbers > 0 ? 'aside' : remark === undefined ? 'empty' : 'unread')
}

/** Reports telephone numbers in other columns, which are not taken. */
function nameOtherColumns({ heading, facts, plan, grid }: Table, account: OpenAccount): void {
  const taken = columnsOf(plan)
  for (const [column, { numbers: clear, glued }] of facts.columns.entries()) {
    const numbers = clear + glued
    const isOther = numbers > 0 && !taken.includes(column)
    if (!isOther || heading.meanings[column] === 'something-else') continue
    const hidden = grid.hiddenColumns.has(column) ? 'hidden column ' : ''
    account.aside(`${hidden}“${nameOf(heading, column)}”`, numbers)
  }
}
