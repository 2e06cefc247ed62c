import { addressLines, addressOfLines } from './address-lines.ts'
import { cellText, csvText, oneLine, readRows } from './delimited-text.ts'
import type { OrderContent, PortOrder, Secrets } from './order.ts'
import { isPostalCode, isStateCode } from './place-codes.ts'
import {
  isTollFree,
  showNumber,
  telephoneNumber,
  type TelephoneNumber,
} from './telephone-number.ts'

/** What a child of a bulk order has of its own. `null`: as it is. Holds secrets. */
export interface ChildFacts {
  readonly billingTelephoneNumber: TelephoneNumber | null
  readonly accountNumber: string | null
  readonly pin: string | null
  readonly businessName: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  /** With prefix and suffix; likewise the street with its directions, and the ZIP with its four digits. */
  readonly houseNumber: string | null
  readonly streetName: string | null
  readonly addressLine2: string | null
  readonly city: string | null
  readonly state: string | null
  readonly zip: string | null
  readonly loaAuthorizingPerson: string | null
}

type Fact = keyof ChildFacts

export interface ChildRow {
  readonly number: number
  readonly facts: ChildFacts
}

export interface LineSays {
  /** In the file, from 1. */
  readonly line: number
  readonly says: string
}

export interface ChildCsvRead {
  /** Those that change something; a line with a problem is none of them. */
  readonly rows: readonly ChildRow[]
  readonly problems: readonly LineSays[]
  /** Worth knowing, and no reason to refuse anything. */
  readonly remarks: readonly LineSays[]
}

export interface ChildDifference {
  readonly field: string
  readonly before: string | null
  readonly after: string
}

interface Column {
  /** The heading, as people know it. */
  readonly title: string
  /** Other headings for it, in small letters without blanks. */
  readonly also: readonly string[]
  /** Where in a difference the heading would be too short. */
  readonly name?: string
  readonly most: number
}

const NO_LIMIT = Infinity

const COLUMNS: Record<Fact, Column> = {
  billingTelephoneNumber: {
    title: 'BTN',
    also: ['billingtelephonenumber', 'billingnumber', 'billingtn'],
    name: 'billing telephone number',
    most: NO_LIMIT,
  },
  accountNumber: {
    title: 'account number',
    also: ['account', 'accountno', 'acct', 'acctnumber', 'acctno'],
    most: NO_LIMIT,
  },
  pin: { title: 'PIN', also: ['pinnumber', 'passcode', 'pincode'], most: NO_LIMIT },
  businessName: { title: 'business name', also: ['business', 'company', 'companyname'], most: 25 },
  firstName: { title: 'first name', also: ['first'], most: 25 },
  lastName: { title: 'last name', also: ['last', 'surname'], most: 25 },
  houseNumber: { title: 'house number', also: ['house', 'houseno', 'streetnumber'], most: 45 },
  streetName: { title: 'street', also: ['streetname'], most: 200 },
  addressLine2: {
    title: 'address line 2',
    also: ['address2', 'line2', 'suite', 'unit'],
    most: 200,
  },
  city: { title: 'city', also: ['town'], most: 100 },
  state: { title: 'state', also: ['statecode', 'province'], most: NO_LIMIT },
  zip: { title: 'ZIP', also: ['zipcode', 'postalcode', 'postcode'], most: NO_LIMIT },
  loaAuthorizingPerson: {
    title: 'LOA person',
    also: ['loaauthorizingperson', 'authorizingperson', 'loa'],
    name: 'LOA authorizing person',
    most: 15,
  },
}

const FACTS = Object.keys(COLUMNS) as Fact[]
const SECRET: ReadonlySet<Fact> = new Set<Fact>(['accountNumber', 'pin'])
/** Bandwidth takes none of these for toll-free numbers (7383, 7385). */
const NOT_FOR_TOLL_FREE: ReadonlySet<Fact> = new Set<Fact>([
  'billingTelephoneNumber',
  'accountNumber',
  'pin',
])

const ORDER_TITLE = 'order'
const ORDER_HEADINGS: ReadonlySet<string> = new Set([
  'order',
  'ordernumber',
  'orderno',
  'child',
  'childorder',
])
const TITLE_ONLY: ReadonlySet<string> = new Set(['numbers', 'from'])

export const NO_CHILD_FACTS = Object.fromEntries(FACTS.map((fact) => [fact, null])) as Readonly<
  Record<Fact, null>
>

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
      from,
      ...FACTS.map((fact) => values[fact] ?? ''),
    ]
  })
  return csvText([heading, ...rows])
}

interface KnownChild {
  readonly number: number
  readonly content: OrderContent
}

/** Reads what came back, however a spreadsheet saved it. An empty cell means: as it is. */
export function readChildCsv(text: string, children: readonly KnownChild[]): ChildCsvRead {
  const table = tableIn(text)
  if (table === null) {
    const says = `No heading with the column “${ORDER_TITLE}” was found. Fill in the file that the bot gave, and keep its first line.`
    return { rows: [], problems: [{ line: 1, says }], remarks: [] }
  }
  const heading = headingSays(table)
  if (heading.problems.length > 0) return { rows: [], ...heading }

  const byNumber = new Map(children.map((child) => [child.number, child]))
  const lines = table.body.map((row) => readLine(row, table.columns, byNumber))
  const doubles = doublesAmong(lines)
  const said = (what: 'problems' | 'remarks'): readonly LineSays[] =>
    lines.flatMap((line) => line[what].map((says) => ({ line: line.line, says })))
  return {
    rows: lines.flatMap(({ row, problems }) => {
      const isGood = row !== null && problems.length === 0 && !doubles.numbers.has(row.number)
      return isGood && changesSomething(row.facts) ? [row] : []
    }),
    problems: [...said('problems'), ...doubles.problems].sort((a, b) => a.line - b.line),
    remarks: [...heading.remarks, ...said('remarks')],
  }
}

/** What the row would change; account number and PIN are named and not shown. */
export function childDiff(
  { facts }: Pick<ChildRow, 'facts'>,
  content: OrderContent & Partial<Pick<PortOrder, 'hasAccountNumber' | 'hasPin'>>,
): readonly ChildDifference[] {
  const values = valuesOf(content)
  const isThere = { accountNumber: content.hasAccountNumber, pin: content.hasPin }
  return FACTS.flatMap((fact) => {
    const { name = COLUMNS[fact].title } = COLUMNS[fact]
    const after = shownFact(fact, facts)
    if (after === null) return []
    if (fact === 'accountNumber' || fact === 'pin') {
      return [{ field: name, before: isThere[fact] === true ? 'hidden' : null, after: 'hidden' }]
    }
    return after === values[fact] ? [] : [{ field: name, before: values[fact], after }]
  })
}

/** The content with the facts in it; account number and PIN are no part of it. */
export function withChildFacts(content: OrderContent, facts: ChildFacts): OrderContent {
  const { subscriber } = content
  const { houseNumber, streetName, addressLine2, city, state, zip } = facts
  const lines = addressLines(subscriber.serviceAddress)
  return {
    ...content,
    billingTelephoneNumber: facts.billingTelephoneNumber ?? content.billingTelephoneNumber,
    loaAuthorizingPerson: facts.loaAuthorizingPerson ?? content.loaAuthorizingPerson,
    subscriber: {
      ...subscriber,
      businessName: facts.businessName ?? subscriber.businessName,
      firstName: facts.firstName ?? subscriber.firstName,
      lastName: facts.lastName ?? subscriber.lastName,
      serviceAddress: addressOfLines(
        {
          houseNumber: houseNumber ?? lines.houseNumber,
          streetName: streetName ?? lines.streetName,
          addressLine2: addressLine2 ?? lines.addressLine2,
          city: city ?? lines.city,
          state: state ?? lines.state,
          zip: zip ?? lines.zip,
        },
        subscriber.serviceAddress,
      ),
    },
  }
}

/** `null` when neither is given; Bandwidth takes both or none, so the one that is not given has to be as it was. */
export function childSecrets({ accountNumber, pin }: ChildFacts): Secrets | null {
  return accountNumber === null && pin === null ? null : { accountNumber, pin }
}

/** As a person would read them; never account number and PIN. */
function valuesOf(content: OrderContent): Record<Fact, string | null> {
  const { subscriber, billingTelephoneNumber: billing } = content
  const lines = addressLines(subscriber.serviceAddress)
  return {
    billingTelephoneNumber: billing === null ? null : showNumber(billing),
    accountNumber: null,
    pin: null,
    businessName: subscriber.businessName,
    firstName: subscriber.firstName,
    lastName: subscriber.lastName,
    houseNumber: lines.houseNumber || null,
    streetName: lines.streetName || null,
    addressLine2: lines.addressLine2 || null,
    city: lines.city || null,
    state: lines.state || null,
    zip: lines.zip || null,
    loaAuthorizingPerson: content.loaAuthorizingPerson,
  }
}

function shownFact(fact: Fact, facts: ChildFacts): string | null {
  if (fact !== 'billingTelephoneNumber') return facts[fact]
  const billing = facts.billingTelephoneNumber
  return billing === null ? null : showNumber(billing)
}

function changesSomething(facts: ChildFacts): boolean {
  return FACTS.some((fact) => facts[fact] !== null)
}

type ColumnKind = Fact | 'order' | 'title' | 'unknown'

interface Row {
  readonly line: number
  readonly cells: readonly string[]
}

interface Table {
  readonly heading: Row
  readonly columns: readonly ColumnKind[]
  readonly body: readonly Row[]
}

const DELIMITERS = [',', ';', '\t'] as const
/** A title or a spreadsheet's `sep=;` may stand above the heading. */
const HEADING_WITHIN_LINES = 5

/** The reading in which most columns are known. */
function tableIn(text: string): Table | null {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const tables = DELIMITERS.map((delimiter) => tableOf(numbered(readRows(plain, delimiter))))
  return tables.reduce((best, table) => (knownIn(table) > knownIn(best) ? table : best), null)
}

function knownIn(table: Table | null): number {
  return table?.columns.filter((kind) => kind !== 'unknown').length ?? 0
}

function tableOf(rows: readonly Row[]): Table | null {
  const at = rows
    .slice(0, HEADING_WITHIN_LINES)
    .findIndex(({ cells }) => cells.map(kindOf).includes('order'))
  const heading = rows[at]
  if (heading === undefined) return null
  return { heading, columns: heading.cells.map(kindOf), body: rows.slice(at + 1) }
}

/** A quoted cell may go over several lines. */
function numbered(rows: readonly (readonly string[])[]): readonly Row[] {
  let line = 1
  return rows.map((cells) => {
    const row = { line, cells }
    line += cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 1)
    return row
  })
}

const KINDS: ReadonlyMap<string, ColumnKind> = new Map<string, ColumnKind>([
  ...FACTS.flatMap((fact) =>
    [plain(COLUMNS[fact].title), ...COLUMNS[fact].also].map((text) => [text, fact] as const),
  ),
  ...[...TITLE_ONLY].map((text) => [text, 'title'] as const),
  ...[...ORDER_HEADINGS].map((text) => [text, 'order'] as const),
])

function kindOf(cell: string): ColumnKind {
  return cellText(cell) === '#' ? 'order' : (KINDS.get(plain(cellText(cell))) ?? 'unknown')
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z\d]/g, '')
}

function headingSays({ heading, columns }: Table): Omit<ChildCsvRead, 'rows'> {
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
      says: `The column “${named(index)}” is there twice. Take one of them out.`,
    })),
    remarks: at.filter(isIgnored).map((index) => ({
      line,
      says: `The column “${named(index)}” is not known and was not read.`,
    })),
  }
}

interface LineRead {
  readonly line: number
  /** `null`: nobody can tell which child it is about. */
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
    ...{ line, row: null, problems, remarks: [] },
  })
  const texts = cells.map(cellText)
  if (texts.every((text) => text === '')) return nobody()
  if (texts.slice(columns.length).some((text) => text !== '')) {
    return nobody('The line has more cells than the heading, so nobody knows which is which.')
  }
  const name = texts[columns.indexOf('order')] ?? ''
  const [, digits] = /^#?\s*(\d{1,9})$/.exec(name) ?? []
  if (digits === undefined) return nobody('The line begins with no order number, such as #1043.')
  const child = children.get(Number(digits))
  if (child === undefined) return nobody(`#${digits} is no order of this bulk order.`)

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

/** Two lines about one child: neither counts, since nobody knows which one is meant. */
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
    problems.push({ line, says: `#${row.number} is there already, in line ${earlier}.` })
  }
  return { numbers, problems }
}

function factsOf(
  typed: ReadonlyMap<Fact, string>,
  content: OrderContent,
): {
  readonly facts: ChildFacts
  readonly problems: readonly string[]
  readonly remarks: readonly string[]
} {
  const values = valuesOf(content)
  const problems: string[] = []
  const remarks: string[] = []
  const facts: Record<Fact, string | null> = { ...NO_CHILD_FACTS }
  for (const [fact, text] of typed) {
    const value = fact === 'state' || fact === 'zip' ? text.toUpperCase() : text
    const before = oneLine(values[fact] ?? '')
    if (text === before || value === before) continue
    const problem = factProblem(fact, value, content)
    if (problem !== null) problems.push(problem)
    else facts[fact] = value
  }
  const billing = telephoneNumber(facts.billingTelephoneNumber ?? '') ?? null
  const isSame = billing === content.billingTelephoneNumber
  if (billing !== null && !isSame && !content.numbers.includes(billing)) {
    remarks.push(`the BTN ${showNumber(billing)} is none of its numbers. That can be right.`)
  }
  return {
    facts: { ...facts, billingTelephoneNumber: isSame ? null : billing },
    problems,
    remarks,
  }
}

function factProblem(fact: Fact, text: string, content: OrderContent): string | null {
  const { title, most } = COLUMNS[fact]
  const isForTollFree = content.numbers.length > 0 && content.numbers.every(isTollFree)
  if (isForTollFree && NOT_FOR_TOLL_FREE.has(fact)) {
    return `toll-free numbers take no ${title}. Leave the cell empty.`
  }
  if (SECRET.has(fact) && /^\d(?:[.,]\d+)?E\+\d+$/i.test(text)) {
    return `a spreadsheet has shortened the ${title}. Format the cell as text and type it again.`
  }
  if (fact === 'billingTelephoneNumber' && telephoneNumber(text) === undefined) {
    return `“${shown(text)}” is no telephone number. Type ten digits, such as 919-555-0100.`
  }
  if (fact === 'businessName' && content.subscriber.type?.toUpperCase() === 'RESIDENTIAL') {
    return 'a residential subscriber has no business name.'
  }
  if (fact === 'state' && !isStateCode(text)) {
    return `“${shown(text)}” is no state or province. Type its two letters, such as NC.`
  }
  if (fact === 'zip' && !isPostalCode(text.replace(/^(\d{5})-?\d{4}$/, '$1'))) {
    return `“${shown(text)}” is no ZIP. Type five digits, such as 27601; a spreadsheet drops zeros in front unless the cell is text.`
  }
  const { length } = Array.from(text)
  return length > most ? `the ${title} has ${length} characters; Bandwidth takes ${most}.` : null
}

const LONGEST_SHOWN = 40

function shown(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`
}
