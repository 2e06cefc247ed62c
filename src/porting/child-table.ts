import { showCount } from './counts.ts'
import { addressLines } from './address-lines.ts'
import {
  COLUMNS,
  FACTS,
  NO_CHILD_FACTS,
  valuesOf,
  withChildFacts,
  type ChildContent,
  type ChildFacts,
  type ChildRow,
  type Fact,
} from './child-facts.ts'
import { damageToSecret, damageToText } from './cell-damage.ts'
import { cellText, csvText, MOST_COLUMNS, readBack, readRows, type Row } from './delimited-text.ts'
import type { OrderContent } from './order.ts'
import { isPostalCode, isStateCode, stateCodeOf } from './place-codes.ts'
import { oneLine } from './plain-text.ts'
import { areTollFree, showNumber, showRanges, telephoneNumber } from './telephone-number.ts'

export interface LineSays {
  /** In the file, from 1. */
  readonly line: number
  readonly says: string
}

export interface ChildCsvRead {
  /** Whether it is a table of orders at all: it has a heading with an order column and one of their facts. */
  readonly isTable: boolean
  /** Rows that change something; a line with a problem is not included. */
  readonly rows: readonly ChildRow[]
  readonly problems: readonly LineSays[]
  /** Worth knowing, and no reason to refuse anything. */
  readonly remarks: readonly LineSays[]
}

/** Bandwidth takes none of these for toll-free numbers (7383, 7385). */
const NOT_FOR_TOLL_FREE: ReadonlySet<Fact> = new Set<Fact>([
  'billingTelephoneNumber',
  'accountNumber',
  'pin',
])

/** In a cell: remove the value. Dashes of any length, because spreadsheets and phones lengthen them. */
export const EMPTIES = '-'
const EMPTIED = /^[-\u2010-\u2015\u2212]$/

const ORDER_TITLE = 'order'
const ORDER_HEADINGS: ReadonlySet<string> = new Set([
  'order',
  'ordernumber',
  'orderno',
  'child',
  'childorder',
])
const TITLE_ONLY: ReadonlySet<string> = new Set(['numbers', 'number ranges', 'from'])

/** More would not be read in a cell. */
const MOST_RANGES = 50

/** What each child has, to be filled in and read back. Account number and PIN never leave: their cells are empty. */
export function writeChildCsv(
  children: readonly {
    readonly number: number
    readonly content: OrderContent
    /** Carrier or RespOrg. */
    readonly from: string
  }[],
): string {
  const heading = [ORDER_TITLE, ...TITLE_ONLY, ...FACTS.map((fact) => COLUMNS[fact].title)]
  const rows = children.map(({ number, content, from }) => {
    const values = valuesOf(content)
    return [
      `#${number}`,
      String(content.numbers.length),
      showRanges(content.numbers, MOST_RANGES),
      from,
      ...FACTS.map((fact) => values[fact] ?? ''),
    ]
  })
  return csvText([heading, ...rows])
}

export interface KnownChild {
  readonly number: number
  readonly content: ChildContent
}

/** Reads what came back, however a spreadsheet saved it. An empty cell means: as it is; a dash: nothing. */
export function readChildCsv(text: string, children: readonly KnownChild[]): ChildCsvRead {
  const table = tableIn(text)
  if (table === null) {
    const says = `I found no column “${ORDER_TITLE}”. Fill in the CSV you downloaded, and keep its first line.`
    return { isTable: false, rows: [], problems: [{ line: 1, says }], remarks: [] }
  }
  const heading = headingSays(table)
  const isTable = table.columns.some(isFact)
  if (heading.problems.length > 0) return { isTable, rows: [], ...heading }
  const tooLong = table.body[MOST_LINES]
  if (tooLong !== undefined) {
    const says = `The table has more than ${showCount(MOST_LINES)} lines, so I read none of it.`
    return { ...heading, isTable, rows: [], problems: [{ line: tooLong.line, says }] }
  }

  const byNumber = new Map(children.map((child) => [child.number, child]))
  const lines = table.body.map((row) => readLine(row, table.columns, byNumber))
  const doubles = doublesAmong(lines)
  const said = (what: 'problems' | 'remarks'): readonly LineSays[] =>
    lines.flatMap((line) => line[what].map((says) => ({ line: line.line, says })))
  return {
    isTable,
    rows: lines.flatMap(({ row, problems }) => {
      const isGood = row !== null && problems.length === 0 && !doubles.numbers.has(row.number)
      return isGood && FACTS.some((fact) => row.facts[fact] !== null) ? [row] : []
    }),
    problems: firstOf([...said('problems'), ...doubles.problems].sort((a, b) => a.line - b.line)),
    remarks: firstOf([...heading.remarks, ...said('remarks')]),
  }
}

/** The first of them. How many there are is said first, because only some are shown. */
function firstOf(said: readonly LineSays[]): readonly LineSays[] {
  const [first] = said
  if (first === undefined || said.length <= MOST_SAID) return said
  const count = showCount(said.length)
  const says = `${count} cells or lines need attention from here on. These are the first.`
  return [{ line: first.line, says }, ...said.slice(0, MOST_SAID)]
}

type ColumnKind = Fact | 'order' | 'title' | 'unknown'

interface Table {
  readonly heading: Row
  readonly columns: readonly ColumnKind[]
  /** Without empty lines, and of a table that is too long one line more than is read. */
  readonly body: readonly Row[]
}

const DELIMITERS = [',', ';', '\t'] as const
/** A title or a spreadsheet's `sep=;` may precede the heading. */
const HEADING_WITHIN_LINES = 5
/** A bulk order has no more numbers, and so no more orders. */
const MOST_LINES = 20_000
/** More than anybody reads. */
const MOST_SAID = 1_000

/** The reading in which most columns are known. */
function tableIn(text: string): Table | null {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n/g, '\n')
    .replace(/\r/g, '\n')
  let best: { readonly delimiter: string; readonly heading: Heading } | null = null
  for (const delimiter of DELIMITERS) {
    const heading = headingIn(plain, delimiter)
    if (heading !== null && heading.known > (best?.heading.known ?? 0))
      best = { delimiter, heading }
  }
  if (best === null) return null
  const { row, columns } = best.heading
  return { heading: row, columns, body: bodyBelow(row, readRows(plain, best.delimiter)) }
}

interface Heading {
  readonly row: Row
  readonly columns: readonly ColumnKind[]
  /** How many columns are known. */
  readonly known: number
}

/** Reads only the rows that may be a heading, so that a file without one is not read three times to its end. */
function headingIn(text: string, delimiter: string): Heading | null {
  let rows = 0
  for (const row of readRows(text, delimiter)) {
    if (++rows > HEADING_WITHIN_LINES) return null
    if (row.cells.length > MOST_COLUMNS) continue
    const columns = row.cells.map(kindOf)
    if (!columns.includes('order')) continue
    return { row, columns, known: columns.filter((kind) => kind !== 'unknown').length }
  }
  return null
}

function bodyBelow({ line }: Row, rows: Iterable<Row>): readonly Row[] {
  const body: Row[] = []
  for (const row of rows) {
    if (row.line <= line || !row.cells.some((cell) => /\S/.test(cell))) continue
    body.push(row)
    if (body.length > MOST_LINES) break
  }
  return body
}

const KINDS: ReadonlyMap<string, ColumnKind> = new Map<string, ColumnKind>([
  ...FACTS.flatMap((fact) =>
    [plain(COLUMNS[fact].title), ...COLUMNS[fact].also].map((text) => [text, fact] as const),
  ),
  ...[...TITLE_ONLY].map((text) => [plain(text), 'title'] as const),
  ...[...ORDER_HEADINGS].map((text) => [text, 'order'] as const),
])

/** Longer than any heading, blanks and line ends included. */
const LONGEST_HEADING = 200

function kindOf(cell: string): ColumnKind {
  if (cell.length > LONGEST_HEADING) return 'unknown'
  return cellText(cell) === '#' ? 'order' : (KINDS.get(plain(cellText(cell))) ?? 'unknown')
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '')
}

function headingSays({ heading, columns }: Table): Pick<ChildCsvRead, 'problems' | 'remarks'> {
  const { line, cells } = heading
  const named = (index: number): string => shown(cellText(cells[index] ?? ''))
  const at = [...columns.keys()]
  const isSecond = (index: number): boolean => {
    const kind = columns[index]
    return kind !== 'unknown' && kind !== 'title' && columns.indexOf(kind as ColumnKind) < index
  }
  const isIgnored = (index: number): boolean => columns[index] === 'unknown' && named(index) !== ''
  return {
    problems: at.filter(isSecond).map((index) => ({
      line,
      says: `The column “${named(index)}” is there twice. Remove one.`,
    })),
    remarks: at.filter(isIgnored).map((index) => ({
      line,
      says: `I don’t know the column “${named(index)}”, so I didn’t read it.`,
    })),
  }
}

interface LineRead {
  readonly line: number
  /** `null`: it is unclear which child the line is about. */
  readonly row: ChildRow | null
  readonly problems: readonly string[]
  readonly remarks: readonly string[]
}

function readLine(
  { line, cells }: Row,
  columns: readonly ColumnKind[],
  children: ReadonlyMap<number, KnownChild>,
): LineRead {
  const nobody = (...problems: readonly string[]): LineRead => ({
    line,
    row: null,
    problems,
    remarks: [],
  })
  const texts = cells.map(cellText)
  if (texts.every((text) => text === '')) return nobody()
  if (texts.slice(columns.length).some((text) => text !== '')) {
    return nobody('The line has more cells than the heading.')
  }
  const name = texts[columns.indexOf('order')] ?? ''
  const [, digits] = /^#?\s*(\d{1,9})$/.exec(name) ?? []
  if (digits === undefined)
    return nobody('The line doesn’t start with an order number, like #1043.')
  const child = children.get(Number(digits))
  if (child === undefined) return nobody(`#${digits} isn’t part of this bulk order.`)

  const typed = new Map<Fact, string>()
  columns.forEach((kind, index) => {
    const text = texts[index] ?? ''
    if (isFact(kind) && text !== '') typed.set(kind, text)
  })
  const { facts, problems, remarks } = factsOf(typed, child.content)
  const about = (says: string): string => `#${child.number}: ${says}`
  return {
    line,
    row: { number: child.number, facts },
    problems: problems.map(about),
    remarks: remarks.map(about),
  }
}

function isFact(kind: ColumnKind): kind is Fact {
  return kind !== 'order' && kind !== 'title' && kind !== 'unknown'
}

/** Two lines about one child: neither counts, because it is unclear which one is meant. */
function doublesAmong(lines: readonly LineRead[]): {
  readonly numbers: ReadonlySet<number>
  readonly problems: readonly LineSays[]
} {
  const first = new Map<number, number>()
  const numbers = new Set<number>()
  const problems: LineSays[] = []
  for (const { line, row } of lines) {
    if (row === null) continue
    const earlier = first.get(row.number)
    if (earlier === undefined) {
      first.set(row.number, line)
      continue
    }
    numbers.add(row.number)
    problems.push({ line, says: `#${row.number} is already in line ${earlier}.` })
  }
  return { numbers, problems }
}

function factsOf(
  typed: ReadonlyMap<Fact, string>,
  content: ChildContent,
): {
  readonly facts: ChildFacts
  readonly problems: readonly string[]
  readonly remarks: readonly string[]
} {
  const problems: string[] = []
  const remarks: string[] = []
  const texts: Record<Fact, string | null> = { ...NO_CHILD_FACTS }
  for (const [fact, text] of typed) {
    if (isAsItWas(fact, fact === 'state' ? stateCodeOf(text) : text, content)) continue
    const value = valueOf(fact, text)
    const empties = EMPTIED.test(value)
    const problem = empties ? emptyingProblem(fact) : factProblem(fact, value, content)
    if (problem !== null) {
      problems.push(problem)
      continue
    }
    texts[fact] = empties ? '' : value
    const remark = factRemark(fact, value)
    if (remark !== null) remarks.push(remark)
  }
  const billing = telephoneNumber(texts.billingTelephoneNumber ?? '') ?? null
  const isSame = billing === content.billingTelephoneNumber
  if (billing !== null && !isSame && !content.numbers.includes(billing)) {
    remarks.push(`the BTN ${showNumber(billing)} isn’t one of its numbers. That can be right.`)
  }
  const facts = { ...texts, billingTelephoneNumber: isSame ? null : billing }
  const { subscriber } = withChildFacts(content, facts)
  const hasAddress = Object.values(addressLines(subscriber.serviceAddress)).some(Boolean)
  // Bandwidth takes away only what hangs on an address that is sent.
  if (FACTS.some((fact) => facts[fact] === '') && !hasAddress) {
    problems.push('Bandwidth can’t clear values of an order without a service address.')
  }
  return { facts, problems, remarks }
}

function valueOf(fact: Fact, text: string): string {
  if (fact === 'zip') return text.toUpperCase()
  return fact === 'state' ? stateCodeOf(text) : text
}

/** A cell that nobody changed, whatever a spreadsheet made of it; or a dash for an empty field. */
function isAsItWas(fact: Fact, text: string, content: ChildContent): boolean {
  const isThere = { accountNumber: content.hasAccountNumber, pin: content.hasPin }
  if (fact === 'accountNumber' || fact === 'pin') {
    return EMPTIED.test(text) && isThere[fact] !== true
  }
  const before = oneLine(valuesOf(content)[fact] ?? '')
  if (before === '') return EMPTIED.test(text)
  const unchanged = [before, readBack(before)]
  if (fact === 'zip') unchanged.push(before.replace(/^0+/, ''))
  const cased = (one: string) => (fact === 'zip' || fact === 'state' ? one.toUpperCase() : one)
  return unchanged.map(cased).includes(cased(text))
}

function emptyingProblem(fact: Fact): string | null {
  const { title, mayBeEmpty } = COLUMNS[fact]
  return mayBeEmpty === true ? null : `the ${title} can’t be cleared, only changed.`
}

function factProblem(fact: Fact, text: string, content: OrderContent): string | null {
  const { title, most } = COLUMNS[fact]
  if (areTollFree(content.numbers) && NOT_FOR_TOLL_FREE.has(fact)) {
    return `toll-free has no ${title}. Leave the cell empty.`
  }
  const isSecret = fact === 'accountNumber' || fact === 'pin'
  const damage = isSecret ? damageToSecret(text) : damageToText(text)
  if (damage !== null) {
    return `a spreadsheet ${damage} the ${title}. Format the cell as text and enter it again.`
  }
  if (fact === 'billingTelephoneNumber' && telephoneNumber(text) === undefined) {
    return `“${shown(text)}” isn’t a phone number. Enter 10 digits, like 919-555-0100.`
  }
  if (fact === 'businessName' && content.subscriber.type?.toUpperCase() === 'RESIDENTIAL') {
    return 'a residential order can’t have a business name.'
  }
  if (fact === 'state' && !isStateCode(text)) {
    return `“${shown(text)}” isn’t a state or province. Enter its two letters, like NC.`
  }
  if (fact === 'zip' && !isPostalCode(text.replace(/^(\d{5})-?\d{4}$/, '$1'))) {
    return `“${shown(text)}” isn’t a ZIP. Enter 5 digits, like 27601. A spreadsheet drops leading zeros unless the cell is text.`
  }
  const { length } = Array.from(text)
  return length > most ? `the ${title} has ${length} characters (limit ${most}).` : null
}

const SHORTEST_PIN = 4
const DIGITS_OF_A_SHEET = 15

/** What a spreadsheet may have done without leaving a trace; never what the cell says. */
function factRemark(fact: Fact, text: string): string | null {
  const { title } = COLUMNS[fact]
  if (!/^\d+$/.test(text)) return null
  if (fact === 'pin' && text.length < SHORTEST_PIN) {
    const digits = text.length === 1 ? '1 digit' : `${text.length} digits`
    return `the PIN has ${digits}. A spreadsheet drops leading zeros unless the cell is text.`
  }
  const isRounded = text.length > DIGITS_OF_A_SHEET && text.endsWith('0')
  return isRounded
    ? `the ${title} has ${text.length} digits and ends in 0. A spreadsheet keeps ${DIGITS_OF_A_SHEET} unless the cell is text.`
    : null
}

const LONGEST_SHOWN = 40

function shown(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`
}
