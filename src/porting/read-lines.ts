import { createHash } from 'node:crypto'
import { withoutDecoration } from './cell-damage.ts'
import { isToCall, withContactNotes } from './contact-notes.ts'
import {
  MAY_BE_EXCEPTION,
  MAY_SPEAK_OF_COLORS,
  stayingIn,
  withoutExceptions,
} from './exceptions.ts'
import { bareLine, isSignatureBelow, signedLines } from './message/message-lines.ts'
import { countNumbers, takeRow, type Collector } from './number-collector.ts'
import { stayingInJson } from './json-stays.ts'
import type { Run } from './number-grammar.ts'
import { notYetIn } from './lines-not-yet.ts'
import { hasNumber, piecesOf } from './number-pieces.ts'
import { holdsUnnamed, saysOnly, type OnlyThese } from './only-these.ts'
import { openAccount, type SourceAccount } from './reading-account.ts'
import { DOUBT_WORDS, LEAVE, rowOptions, type TableRead } from './read-table.ts'
import type { RowPiece } from './read-row.ts'
import { remarksIn } from './remarks.ts'
import { createClaims } from './said-counts.ts'
import { createShortEnds, ONLY_FOUR } from './short-ends.ts'
import { hasMark, stayingMarkIn } from './staying-marks.ts'
import { stayingInXml } from './xml-stays.ts'
import {
  DOUBTS,
  isEndedItself,
  isExcludedBelow,
  isExcludedItself,
  isUnticked,
  mayHaveBoxes,
  mayHoldDoubts,
  saysNoBehind,
  type Doubt,
} from './table-facts.ts'
import type { Grid, SourceRow } from './table-rows.ts'
import type { Answers, ReadingQuestion } from './table-plan.ts'

interface Line {
  /** In the file, from 1. */
  readonly row: number
  readonly text: string
  readonly isHidden?: boolean
}

/** What is read line by line, since it is no table. */
export interface Lines {
  /** Those with digits or an exception; of millions of empty ones nothing is asked but that. */
  worthReading(): Iterable<Line>
  /** All of them, where they are no more than a mail has or something hangs on those above. */
  readonly all: Iterable<Line>
  readonly count: number
  /** Names the content. */
  readonly key: string
  /** Numbers of hidden columns, which are not read. */
  readonly hidden: number
  /** Numbers that some line names to stay. */
  readonly staying: readonly Run[]
  /** Some have a tick, and others an empty box. */
  readonly hasBoxes: boolean
}

const LONGEST_MAIL = 60_000
const WORTH_READING = new RegExp(
  ['\\d', MAY_BE_EXCEPTION.source, MAY_SPEAK_OF_COLORS.source].join('|'),
  'i',
)

/** @param isDoubtful what is said elsewhere may make any of its numbers doubtful. */
export function linesOfText(text: string, isDoubtful: boolean): Lines {
  const isShort = isDoubtful || text.length <= LONGEST_MAIL || mayHoldDoubts(text)
  return {
    worthReading: () => linesWorthReading(text),
    all: isShort ? text.split('\n').map((line, at) => ({ row: at + 1, text: line })) : [],
    count: lineCount(text),
    key: keyOf(text),
    hidden: 0,
    staying: inOrder([...stayingIn(text), ...stayingInJson(text), ...stayingInXml(text)]),
    hasBoxes: mayHaveBoxes(text),
  }
}

export function linesOfGrid(grid: Grid): Lines {
  const rows: SourceRow[] = []
  let count = 0
  for (const row of grid.rows()) {
    count += 1
    // Consecutive empty rows are collapsed to one; there may be millions.
    if (row.cells.length > 0 || rows.at(-1)?.cells.length !== 0) rows.push(row)
  }
  const all = rows.map(({ row, cells, isHidden = false }) => {
    return { row, isHidden, text: cells.filter((_, at) => !grid.hiddenColumns.has(at)).join('\t') }
  })
  const text = all.map((line) => line.text).join('\n')
  const hidden = rows.flatMap(({ cells }) => cells.filter((_, at) => grid.hiddenColumns.has(at)))
  return {
    worthReading: () => all.filter(({ text }) => WORTH_READING.test(text)),
    all,
    count,
    key: keyOf(text),
    hidden: hidden.filter(hasNumber).length,
    staying: inOrder(stayingIn(text)),
    hasBoxes: mayHaveBoxes(text),
  }
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20)
}

type Context = Pick<SourceAccount, 'source' | 'sheet'> & {
  readonly answers: Answers
  readonly all: Collector
  readonly only: OnlyThese | null
}

/** Free text, line by line; what is hidden, ended or said to stay is asked about. */
export function readLines(lines: Lines, { answers, all, only, source, sheet }: Context): TableRead {
  const { doubts, signatures } = marksIn(lines, only)
  const keyOf = (doubt: Doubt): string =>
    `${lines.key}:${doubt}${doubt === 'unnamed' ? `:${only?.key ?? ''}` : ''}`
  const numbers = countsOf(lines, doubts)
  const questions = DOUBTS.filter((doubt) => numbers[doubt] > 0).map((doubt): ReadingQuestion => {
    const options = rowOptions(doubt, numbers[doubt], numbers.rest)
    return { key: keyOf(doubt), source, sheet, asks: doubt, options }
  })
  const open = questions.find(({ key }) => answers[key] === undefined)
  if (open !== undefined) return { question: open }
  const isLeft = (row: number): boolean => {
    const doubt = doubts.get(row)
    return doubt !== undefined && answers[keyOf(doubt)] === LEAVE
  }
  const left = [...doubts.keys()].some(isLeft) ? leftRuns(lines, doubts, isLeft) : []
  const staying = left.length === 0 ? lines.staying : inOrder([...lines.staying, ...left])
  const account = openAccount()
  const shortEnds = createShortEnds()
  const claims = createClaims()
  const before = all.numbers.size
  let [read, gave] = [0, 0]
  let above: Above | null = null
  let isEnd = false
  for (const { now, next } of withNext(lines.worthReading())) {
    const { row, text } = now
    read += 1
    const doubt = doubts.get(row)
    const isStart = next !== undefined && areEndsOfRange(text, next.text)
    const found = isStart || isEnd ? endOfRange(text) : piecesOfLine(text, above?.row === row - 1)
    isEnd = isStart
    if (doubt !== undefined && isLeft(row)) {
      account.row('aside')
      account.aside(DOUBT_WORDS[doubt].aside, countNumbers(withoutStaying(found, lines.staying)))
      continue
    }
    const pieces = withoutStaying(found, staying)
    if (pieces.length > 0) above = { row }
    else claims.note(text)
    gave += countNumbers(pieces)
    const noted = withContactNotes(text, pieces, signatures.has(row))
    takeRow([...noted, ...shortEnds.of(row, text, pieces)], { row, all, account })
  }
  claims.compare([gave, all.numbers.size - before], account)
  for (let rest = lines.count - read; rest > 0; rest -= 1) account.row('empty')
  if (lines.hidden > 0) account.aside('hidden columns', lines.hidden)
  return { account: account.close({ source, sheet, taken: [] }), answered: questions[0] ?? null }
}

function* withNext(lines: Iterable<Line>): Generator<{ now: Line; next: Line | undefined }> {
  let now: Line | undefined
  for (const next of lines) {
    if (now !== undefined) yield { now, next }
    now = next
  }
  if (now !== undefined) yield { now, next: undefined }
}

const OF_WHAT = String.raw`(?:(?:range|block|tn|did|dn|number|phone)s?[ _]*)*`
const ITS_NUMBER = String.raw`[ _]*${OF_WHAT}["' ]*[:=,;\t|]["'= ]*(?=[+(]?\d)`
const START = new RegExp(
  String.raw`^\W*${OF_WHAT}(?:start|begin|first|from|low)\p{L}{0,5}${ITS_NUMBER}`,
  'iu',
)
const END = new RegExp(
  String.raw`^\W*${OF_WHAT}(?:end|last|to|thru|through|high)\p{L}{0,4}${ITS_NUMBER}`,
  'iu',
)

const NAMED_START = /^\D*(\d[\d ().-]{8,16}\d) ?[([]?(?:first|from|start|begin|low)\p{L}{0,5}\W*$/iu
const NAMED_END = /^\D*(\d[\d ().-]{2,16}\d) ?[([]?(?:last|to|end|high|thru)\p{L}{0,4}\W*$/iu

const LONGEST_END = 100
/** Cheaper than the patterns. */
const MAY_START = /start|begin|first|from|low/i

/** `Start: 919-555-0100` above `End: 919-555-0119`: taken one by one, they would lose what is between them. */
function areEndsOfRange(above: string, below: string): boolean {
  if (above.length > LONGEST_END || below.length > LONGEST_END) return false
  if (!MAY_START.test(above)) return false
  const isBefore = START.test(above) && END.test(below)
  const from = isBefore ? above.replace(START, '') : NAMED_START.exec(above)?.[1]
  const to = isBefore ? below.replace(END, '') : NAMED_END.exec(below)?.[1]
  if (from === undefined || to === undefined) return false
  const [range, another] = [...piecesOf(`${from.trim()} to ${to.trim()}`.replaceAll('"', ''))]
  return range?.kind === 'numbers' && range.count > 1 && another === undefined
}

function endOfRange(text: string): readonly RowPiece[] {
  return [{ kind: 'unread', text, why: 'one end of a range (write both ends on one line)' }]
}

/** A line that gave numbers, or the short ends of some. */
interface Above {
  readonly row: number
}

/** A range or list loses what is named to stay. @param staying in order, apart from each other. */
function withoutStaying(pieces: readonly RowPiece[], staying: readonly Run[]): readonly RowPiece[] {
  if (staying.length === 0) return pieces
  return pieces.flatMap((piece) => {
    if (piece.kind !== 'numbers') return piece
    const end = piece.first + piece.count
    const left: RowPiece[] = []
    let from = piece.first
    for (let at = firstBehind(staying, piece.first); at < staying.length; at += 1) {
      const { first, count } = staying[at] ?? { first: end, count: 0 }
      if (first >= end) break
      if (first > from) left.push({ ...piece, first: from, count: first - from })
      from = Math.max(from, first + count)
    }
    if (from < end) left.push({ ...piece, first: from, count: end - from })
    return left.length > 0 ? left : { kind: 'unread', text: piece.text, why: 'named to stay' }
  })
}

/** The first run that ends after a number, by binary search, because there may be thousands. */
function firstBehind(runs: readonly Run[], number: number): number {
  let [from, to] = [0, runs.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const { first, count } = runs[middle] ?? { first: 0, count: 0 }
    if (first + count > number) to = middle
    else from = middle + 1
  }
  return from
}

function inOrder(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = []
  for (const run of [...runs].sort((one, other) => one.first - other.first)) {
    const last = joined.at(-1)
    const end = last === undefined ? 0 : last.first + last.count
    if (last === undefined || run.first > end) joined.push(run)
    else {
      const count = Math.max(end, run.first + run.count) - last.first
      joined[joined.length - 1] = { first: last.first, count }
    }
  }
  return joined
}

/** `0101` below a number, `and 0101`: it means a number, but it is uncertain which. */
const SHORT_ONES =
  /^(?:\W*|.{0,60}: (?=and|&|to|thru|through))(?:(?:and|&|to|thru|through) )?(\d{4}(?:(?:, ?| ?& ?| ?- ?| (?:and|to|thru|through) )\d{4})*)\W*$/i

/** A cell that a spreadsheet has never worked out. */
const FORMULA = /(?<=^|\t)=[\w"(+-][^\t]*/g

function piecesOfLine(line: string, isBelowNumber: boolean): readonly RowPiece[] {
  const formulas = line.includes('=') ? (line.match(FORMULA) ?? []).filter(hasNumber) : []
  if (formulas.length > 0) {
    const rest = piecesOfLine(line.replace(FORMULA, ''), isBelowNumber)
    return [...formulas.map((text) => ({ kind: 'unread', text }) as const), ...rest]
  }
  const remarks = remarksIn(line)
  const text = withoutDecoration(remarks.length > 0 ? withoutExceptions(line) : line)
  const pieces = [...piecesOf(text)]
  const [, short] = isBelowNumber && pieces.length === 0 ? (SHORT_ONES.exec(text) ?? []) : []
  if (short === undefined) return [...pieces, ...remarks]
  return [{ kind: 'unread', text: short, why: ONLY_FOUR }, ...remarks]
}

/** What a line says of its own numbers. */
function doubtIn(
  text: string,
  { hasBoxes, mark }: { hasBoxes: boolean; mark: string | null },
): Doubt | null {
  if (isExcludedItself(text) || hasMark(text, mark)) return 'kept'
  if (isEndedItself(text)) return 'ended'
  return saysNoBehind(text) || (hasBoxes && isUnticked(text)) ? 'wanted' : null
}

/** What hangs on other lines, for the lines with numbers. */
function marksIn(
  { all, hasBoxes }: Lines,
  only: OnlyThese | null,
): {
  readonly doubts: ReadonlyMap<number, Doubt>
  readonly signatures: ReadonlySet<number>
} {
  const lines = [...all]
  const mark = stayingMark(lines)
  const doubts = new Map<number, Doubt>()
  const signatures = new Set<number>()
  const signed = signedLines(lines.map(({ text }) => text))
  let [isExcluded, isSignature, isBlockBegun] = [false, false, false]
  let [isNamed, hasNumbersAbove] = [false, false]
  for (const [at, { row, text, isHidden }] of lines.entries()) {
    const isLegend = mark !== null && stayingMarkIn(text) === mark
    const wasExcluded = isExcluded
    // A block ends with a blank line, but for the one between its title and its first number.
    if (!/\S/.test(text)) isExcluded &&= !isBlockBegun
    else if (!isLegend) isExcluded = isExcludedBelow(text, isExcluded)
    isBlockBegun = isExcluded && wasExcluded && (isBlockBegun || hasNumber(text))
    const bare = bareLine(text)
    const isSignOff = isSignatureBelow(bare, false)
    isSignature = isSignatureBelow(bare, isSignature)
    const hasWord = /\p{L}/u.test(text)
    isNamed = isSignature && !isSignOff && (isNamed || hasWord)
    if (!hasNumber(text)) continue
    const isTheirs = isSignature && (hasWord || (isNamed && hasNumbersAbove))
    if (isTheirs || signed.has(at)) signatures.add(row)
    else hasNumbersAbove ||= !isSignature
    const own = isExcluded ? 'kept' : doubtIn(text, { hasBoxes, mark })
    const doubt = isHidden === true ? 'hidden' : own
    if (doubt !== null) doubts.set(row, doubt)
    else if (only !== null && !signatures.has(row) && isBesideOnly(text, only))
      doubts.set(row, 'unnamed')
  }
  const asSigned = lines.map(({ row, text }) => ({ text, isSignature: signatures.has(row) }))
  for (const at of notYetIn(asSigned)) {
    const row = lines[at]?.row ?? 0
    if (!doubts.has(row)) doubts.set(row, 'later')
  }
  return { doubts, signatures }
}

/** A line with numbers that "only" doesn't name elsewhere. */
function isBesideOnly(text: string, only: OnlyThese): boolean {
  return holdsUnnamed(piecesOf(text), only) && !saysOnly(text) && !isToCall(text)
}

/** How many numbers are in doubt, and how many would be left. */
function countsOf(
  lines: Lines,
  doubts: ReadonlyMap<number, Doubt>,
): Readonly<Record<Doubt | 'rest', number>> {
  const runs: Record<Doubt | 'rest', Run[]> = {
    wanted: [],
    hidden: [],
    kept: [],
    ended: [],
    later: [],
    unnamed: [],
    rest: [],
  }
  const left = inOrder([...lines.staying, ...leftRuns(lines, doubts, () => true)])
  for (const { row, text } of doubts.size === 0 ? [] : lines.all) {
    const doubt = doubts.get(row)
    const pieces = withoutStaying([...piecesOf(text)], doubt === undefined ? left : lines.staying)
    runs[doubt ?? 'rest'].push(...pieces.filter((piece) => piece.kind === 'numbers'))
  }
  const rest = countOnce(runs.rest)
  const more = (doubt: Doubt): number => countOnce([...runs.rest, ...runs[doubt]]) - rest
  return {
    wanted: more('wanted'),
    hidden: more('hidden'),
    kept: more('kept'),
    ended: more('ended'),
    later: more('later'),
    unnamed: more('unnamed'),
    rest,
  }
}

/** Repeats are one number. */
function countOnce(runs: readonly Run[]): number {
  return inOrder(runs).reduce((sum, { count }) => sum + count, 0)
}

/** They are said of a number wherever it stands; a hidden line says nothing of one in sight. */
const ABOUT_NUMBERS: readonly Doubt[] = ['wanted', 'kept', 'ended', 'later']

/** What lines in doubt name to stay, and others may repeat. */
function leftRuns(
  { all }: Lines,
  doubts: ReadonlyMap<number, Doubt>,
  isLeft: (row: number) => boolean,
): readonly Run[] {
  return [...all].flatMap(({ row, text }) => {
    const doubt = doubts.get(row)
    if (doubt === undefined || !ABOUT_NUMBERS.includes(doubt) || !isLeft(row)) return []
    return [...piecesOf(text)].filter((piece) => piece.kind === 'numbers')
  })
}

/** A footnote mark whose legend says that the marked numbers stay, if any number has it. */
function stayingMark(lines: readonly Line[]): string | null {
  const marks = new Set(lines.flatMap(({ text }) => stayingMarkIn(text) ?? []))
  const isUsed = (mark: string): boolean =>
    lines.some(({ text }) => hasMark(text, mark) && hasNumber(text))
  return [...marks].find(isUsed) ?? null
}

function* linesWorthReading(text: string): Generator<Line> {
  const worth = new RegExp(WORTH_READING.source, 'gi')
  let from = 0
  let row = 1
  while (from < text.length) {
    worth.lastIndex = from
    const found = worth.exec(text)
    if (found === null) return
    const start = text.lastIndexOf('\n', found.index) + 1
    row += lineEnds(text, from, start)
    const end = text.indexOf('\n', found.index)
    const stop = end === -1 ? text.length : end
    yield { row, text: text.slice(start, stop) }
    from = stop + 1
    row += 1
  }
}

function lineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) {
    count += 1
  }
  return count
}

/** A line end at the end of a text begins no line. */
function lineCount(text: string): number {
  return text === '' ? 0 : lineEnds(text, 0, text.length) + (text.endsWith('\n') ? 0 : 1)
}
