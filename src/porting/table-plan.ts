import { createHash } from 'node:crypto'
import { isOfRecords, speaksOfCalls, type ColumnMeaning } from './column-meaning.ts'
import type { ChoiceMade } from './reading-account.ts'
import type { Heading } from './table-heading.ts'

/** How the numbers of a row are read. */
export type Plan =
  | { readonly kind: 'cells'; readonly columns: readonly number[] }
  | {
      readonly kind: 'range'
      readonly first: number
      readonly last: number | null
      readonly quantity: number | null
      /** Single numbers beside the ranges. */
      readonly beside: number | null
      /** Area code, or area code and exchange, of ends that leave them out. */
      readonly before: readonly number[]
    }
  /** Area code, exchange and line apart, or area code and the other seven digits. */
  | { readonly kind: 'parts'; readonly columns: readonly number[] }

export interface ColumnFacts {
  readonly filled: number
  /** Cells that are a telephone number. */
  readonly numbers: number
  /** Cells of ten digits with other characters attached. */
  readonly glued: number
  /** Cells of seven digits. */
  readonly withoutArea: number
  /** Cells of four digits. */
  readonly shortEnds: number
  /** Counts of two or more. */
  readonly several: number
  /** Cells of text without a digit. */
  readonly words: number
  readonly firstValues: readonly string[]
}

/** What only a person can say; it is asked once for each layout. */
export interface ReadingQuestion {
  /** The layout and what is asked about it; no content. */
  readonly key: string
  readonly source: string | null
  readonly sheet: string | null
  readonly asks: ChoiceMade['asks']
  /** The columns whose marks raise the question. */
  readonly under?: readonly string[]
  readonly options: readonly {
    readonly value: string
    readonly label: string
    /** How many numbers, and the first of them. */
    readonly says: string
  }[]
}

/** What people have answered, by the question's key. */
export type Answers = Readonly<Record<string, string>>

export type Planned =
  | { readonly plan: Plan }
  /** With the column that may say how many numbers follow the one of a row. */
  | { readonly candidates: readonly number[]; readonly quantity?: number }

export function planFor(
  { meanings, names }: Heading,
  facts: readonly ColumnFacts[],
  hidden: ReadonlySet<number>,
): Planned | null {
  const columns = [...names.keys()].filter((column) => !hidden.has(column))
  const having = (...which: readonly ColumnMeaning[]): readonly number[] =>
    columns.filter((column) => which.includes(meanings[column] ?? 'unknown'))
  const numbersIn = (column: number): number => facts[column]?.numbers ?? 0
  const mostlyNumbers = (column: number): boolean =>
    numbersIn(column) > 0 && numbersIn(column) * 2 >= (facts[column]?.filled ?? 0)

  const isFilled = (column: number): boolean => (facts[column]?.filled ?? 0) > 0
  const isOfWords = (column: number): boolean =>
    isFilled(column) && facts[column]?.words === facts[column]?.filled
  const called = having('to-port').filter(isFilled)
  const weak = having('numbers').filter(isFilled)
  const isBeside = [...called, ...weak].some((column) => numbersIn(column) > 0)
  const said = [
    // `Toll-free: yes` beside the numbers says something of them.
    ...called.filter((column) => !isBeside || !isOfWords(column)),
    ...having('wanted').filter(mostlyNumbers),
  ]
  const unsaid = having('unknown', 'line', 'exchange', 'quantity', 'answer').filter(mostlyNumbers)
  const calls = names.some(speaksOfCalls)
  const clear = said.length > 0 ? said : weak
  const spread = (calls ? null : rangeOf(having, facts, clear)) ?? partsOf(having, facts)
  if (spread !== null && said.every((column) => columnsOf(spread).includes(column))) {
    return { plan: spread }
  }
  const [only] = clear
  const [quantity] = having('quantity').filter((column) => (facts[column]?.several ?? 0) > 0)
  if (only !== undefined && clear.length === 1 && unsaid.length === 0) {
    if (quantity !== undefined) return { candidates: [only], quantity }
    return { plan: { kind: 'cells', columns: [only] } }
  }
  const ends = having('first', 'last').filter(mostlyNumbers)
  const candidates = [...new Set([...said, ...weak, ...unsaid, ...ends])].filter(
    // A column with the heading of the numbers is not ignored because none of its cells can be read.
    (column) => numbersIn(column) > 0 || said.includes(column),
  )
  const [single] = candidates
  if (single !== undefined && candidates.length === 1) {
    return { plan: { kind: 'cells', columns: [single] } }
  }
  if (candidates.length > 1) return { candidates: candidates.sort((a, b) => a - b) }
  const others = [
    ...having('other-numbers', 'stays', 'identifier'),
    ...having('something-else').filter((column) => isOfRecords(names[column] ?? '')),
  ].filter(mostlyNumbers)
  if (others.length > 0) return { candidates: others }
  const [named] = [...having('to-port'), ...having('numbers')]
  return named === undefined ? null : { plan: { kind: 'cells', columns: [named] } }
}

/** The answer that no column of a table is read. */
export const NONE = 'none'

/** What follows this in an answer are the columns of both ends, or of the first number and the count. */
export const RANGES = 'ranges '
export const COUNTED = 'counted '

/** What a person has said which columns are read, if they are still there. */
export function chosenPlan(answer: string | undefined, { names }: Heading): Plan | null {
  const plan = planIn(answer ?? '')
  return plan !== null && columnsOf(plan).every((column) => column < names.length) ? plan : null
}

function planIn(answer: string): Plan | null {
  if (answer === NONE) return { kind: 'cells', columns: [] }
  const kind = [RANGES, COUNTED].find((one) => answer.startsWith(one)) ?? ''
  const columns = answer
    .slice(kind.length)
    .split(',')
    .filter((one) => /^\d+$/.test(one))
    .map(Number)
  const [first, second] = columns
  if (first === undefined) return null
  if (kind === '') return { kind: 'cells', columns }
  if (second === undefined) return null
  return kind === RANGES
    ? { kind: 'range', first, last: second, quantity: null, beside: null, before: [] }
    : { kind: 'range', first, last: null, quantity: second, beside: null, before: [] }
}

export function columnsOf(plan: Plan): readonly number[] {
  if (plan.kind !== 'range') return plan.columns
  const { beside, before, first, last, quantity } = plan
  return [beside, ...before, first, last, quantity].filter((column) => column !== null)
}

type Having = (...which: readonly ColumnMeaning[]) => readonly number[]

/** @param clear the columns that say of their numbers that they port. */
function rangeOf(
  having: Having,
  facts: readonly ColumnFacts[],
  clear: readonly number[],
): Plan | null {
  const endsIn = (column: number): number =>
    (facts[column]?.numbers ?? 0) + (facts[column]?.shortEnds ?? 0)
  const [first, anotherFirst] = having('first').filter((column) => endsIn(column) > 0)
  const [last, anotherLast] = having('last').filter((column) => endsIn(column) > 0)
  const [quantity = null] = having('quantity')
  const [beside = null, another] = clear
  if (anotherFirst !== undefined || anotherLast !== undefined || another !== undefined) return null
  if (first !== undefined && (last !== undefined || quantity !== null)) {
    const before = [...having('area').slice(0, 1), ...having('exchange').slice(0, 1)]
    return { kind: 'range', first, last: last ?? null, quantity, beside, before }
  }
  // What ends in a column of its own begins in that of the numbers.
  if (first !== undefined || last === undefined || beside === null) return null
  return { kind: 'range', first: beside, last, quantity, beside: null, before: [] }
}

function partsOf(having: Having, facts: readonly ColumnFacts[]): Plan | null {
  const [area] = having('area')
  if (area === undefined) return null
  const [exchange] = having('exchange')
  const [line] = having('line')
  if (exchange !== undefined && line !== undefined) {
    return { kind: 'parts', columns: [area, exchange, line] }
  }
  // `919-555` and `0100`
  if (line !== undefined && (facts[line]?.shortEnds ?? 0) > 0) {
    return { kind: 'parts', columns: [area, line] }
  }
  const [rest] = having('to-port', 'numbers', 'line').filter(
    (column) => (facts[column]?.withoutArea ?? 0) * 2 > (facts[column]?.filled ?? 0),
  )
  return rest === undefined ? null : { kind: 'parts', columns: [area, rest] }
}

/** Identifies a layout without any of its content. */
export function layoutKey(names: readonly string[], facts: readonly ColumnFacts[]): string {
  const named = names.some((name) => name !== '')
  const layout = named
    ? names.map((name) => name.toLowerCase().replace(/\s+/g, ' ').trim())
    : ['', ...facts.map(({ numbers }) => (numbers > 0 ? 'numbers' : 'other'))]
  return createHash('sha256').update(layout.join('\u001f')).digest('hex').slice(0, 20)
}
