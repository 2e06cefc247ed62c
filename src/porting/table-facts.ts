import { saysPorted, type ColumnMeaning } from './column-meaning.ts'
import { speaksOfColors } from './exceptions.ts'
import { filled, isBelow, type Heading } from './table-heading.ts'
import {
  beginsQuestion,
  isLaterPart,
  isNotYetBelow,
  isNotYetItself,
  isOfParts,
  mayHoldNotYet,
  saysNotYet,
} from './not-yet.ts'
import { hasNumber } from './number-pieces.ts'
import { beginsWithLetter } from './plain-text.ts'
import { hasMark, isOfRemarks, saysStay, stayingMarkIn } from './staying-marks.ts'
import type { ColumnFacts } from './table-plan.ts'
import { isBlank, type Grid, type SourceRow } from './table-rows.ts'

/** Rows that only a person can include or exclude. */
export const DOUBTS = ['wanted', 'hidden', 'kept', 'ended', 'later', 'unnamed'] as const
export type Doubt = (typeof DOUBTS)[number]

export interface TableFacts {
  readonly columns: readonly ColumnFacts[]
  /** Where the rows say whether their number is ported. */
  readonly answers: readonly AnswerColumn[]
  /** Where a mark says that the number of its row stays. */
  readonly staysColumns: readonly number[]
  /** Below one that says yes or no some say nothing, as where its cell was merged with theirs. */
  readonly hasBlankBelow: boolean
  /** Most rows have something in more than one column. */
  readonly isWide: boolean
  readonly remarkColumns: readonly number[]
  /** Where the rows say in which phase or wave their number ports. */
  readonly partColumns: readonly number[]
  /** `Can you port these numbers`, above them. */
  readonly isQuestion: boolean
  /** The sign after numbers that stay according to a note. */
  readonly stayingMark: string | null
  /** Its title says "do not port". */
  readonly isExcluded: boolean
  /** If false, no row of the table needs to be checked for doubts. */
  readonly mayBeDoubtful: boolean
}

interface AnswerColumn {
  readonly column: number
  /** Some say yes there; where none does, whatever is no "no" is one: a day, a wave. */
  readonly hasYes: boolean
}

interface Counting {
  filled: number
  isTopBlank: boolean
  numbers: number
  glued: number
  withoutArea: number
  shortEnds: number
  yes: number
  no: number
  days: number
  marks: number
  words: number
  several: number
  readonly firstValues: string[]
}

export const MOST_FIRST_VALUES = 3
const YES =
  /^(?:(?:y|x|1|s[ií]|ja|oui|\[x\]|[✓✔☑✅]️?)$|(?:yes|true|port(?! ?out)|active|working|in service)\b)/i
const NO =
  /^(?:(?:n|0|[-–—]{1,3}|\[ ?\]|[☐❌✗✘🚫]️?|n\/?a|n\.a\.?)$|(?:no|none|nope|nein|never|not|later|(?:on )?hold|false|keep|stays?|leave|skip|omit|exclude[ds]?|removed?|do not|don'?t|disconnect(?:ed)?|cancel(?:l?ed)?|inactive|suspended|unused|spare)\b)/iu

/** When it ports: `12/8`, `Dec 8`, `Wave 2`, and the number that a sheet has for a day. */
const WHEN =
  /^(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|\d{5}(?:\.\d+)?|(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}|week|wave|phase|batch|group|round|asap|now|today|tomorrow)\b.{0,20}|(?:first|second|third|last|\d(?:st|nd|rd|th)) .{1,20})$/i
/** In a column of what stays this says that a number is ported. */
const PORTS = /^(?:port|move|migrate|transfer)/i

const NOTHING = {
  filled: 0,
  isTopBlank: false,
  numbers: 0,
  glued: 0,
  withoutArea: 0,
  shortEnds: 0,
  yes: 0,
  no: 0,
  days: 0,
  marks: 0,
  words: 0,
  several: 0,
}

/** How many consecutive numbers a row may be about. */
const SEVERAL = /^(?:[2-9]|[1-9]\d{1,3})$/
const WITHOUT_AREA = /^[2-9]\d{2}[-. ]?\d{4}$/
const LONGEST_WITHOUT_AREA = 8
const SHORT_END = /^\d{4}$/
const SHORT_END_LENGTH = 4
const DIGITS = 10
const TEN_DIGITS = /(?<!\d)1?[2-9]\d{2}[-. ]?[2-9]\d{2}[-. ]?\d{4}(?!\d)/

export function factsOf(grid: Grid, heading: Heading): TableFacts {
  const { names, meanings } = heading
  const columns = names.map((): Counting => ({ ...NOTHING, firstValues: [] }))
  const mayAnswer = names.map((name) => name === '' || saysPorted(name))
  const isRemark = names.map(isOfRemarks)
  const isPart = names.map(isOfParts)
  const remarkColumns = [...names.keys()].filter((at) => isRemark[at] === true)
  const partColumns = [...names.keys()].filter((at) => isPart[at] === true)
  const isQuestion = names.length === 1 && names.some(beginsQuestion)
  let isDoubtful = false
  let isAllExcluded = false
  let stayingMark: string | null = null
  let rows = 0
  for (const { row, cells, isHidden, isExcluded, isNotYet } of grid.rows()) {
    if (isBlank(cells)) continue
    if (mayBeMark(cells)) stayingMark ??= stayingMarkIn(cells.join(' ').trim())
    if (!isBelow(heading, row)) {
      if (!heading.rows.has(row)) isAllExcluded = isExcludedByTitle(cells.join(' '), isAllExcluded)
      continue
    }
    rows += 1
    isDoubtful ||= isHidden === true || isExcluded === true || isNotYet === true || isSection(cells)
    for (let at = 0; at < cells.length; at += 1) {
      const column = columns[at]
      const cell = cells[at] ?? ''
      if (cell === '') continue
      isDoubtful ||=
        mayBeExcluded(cell) ||
        isEnded(cell) ||
        (isRemark[at] === true && (saysStay(cell) || saysNotYet(cell))) ||
        (isPart[at] === true && isLaterPart(cell)) ||
        isNotYetNumber(cell, isQuestion)
      if (column === undefined) continue
      if (column.filled === 0) column.isTopBlank = rows > 1
      countCell(column, cell)
      const meaning = meanings[at]
      if (meaning === 'wanted' || meaning === 'answer') countAnswer(column, cell)
      else if (mayAnswer[at] === true && cell.length <= LONGEST_ANSWER) countAnswer(column, cell)
      else if (meaning === 'stays' && isStay(cell)) column.marks += 1
      else if (meaning === 'quantity' && SEVERAL.test(cell)) column.several += 1
    }
  }
  const answers = [...columns.keys()].flatMap((at) => {
    const column = columns[at] ?? { ...NOTHING, firstValues: [] }
    const isAnswer = saysWhether(column, { rows, meaning: meanings[at] ?? 'unknown' })
    return isAnswer ? { column: at, hasYes: column.yes > 0 } : []
  })
  const staysColumns = [...columns.keys()].filter((at) => {
    const { marks, numbers } = columns[at] ?? NOTHING
    return marks > 0 && numbers === 0
  })
  const { yes, no, filled, isTopBlank } = columns[answers[0]?.column ?? -1] ?? NOTHING
  const isAnswered = answers.length > 0 || staysColumns.length > 0
  return {
    columns,
    answers,
    staysColumns,
    hasBlankBelow: yes > 0 && no > 0 && filled < rows && !isTopBlank,
    isWide: columns.filter(({ filled }) => filled * 2 > rows).length > 1,
    remarkColumns,
    partColumns,
    isQuestion,
    stayingMark,
    isExcluded: isAllExcluded,
    mayBeDoubtful: isDoubtful || isAllExcluded || stayingMark !== null || isAnswered,
  }
}

/** Numbers to port have a mark or a day, and the others another or none. */
function saysWhether(
  { yes, no, days, filled, numbers }: Counting,
  { rows, meaning }: { readonly rows: number; readonly meaning: ColumnMeaning },
): boolean {
  // Beside numbers without a heading, or below `Number to be ported?`.
  if (meaning === 'unknown' || meaning === 'to-port') {
    return numbers === 0 && yes > 0 && no > 0 && yes + no === filled
  }
  if (meaning !== 'wanted' && meaning !== 'answer') return false
  return no > 0 || (yes > 0 && yes < rows) || (days > 0 && filled < rows)
}

/** Cheaper than the pattern: the first cell begins with a symbol. */
function mayBeMark(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== '') ?? ''
  return !/^[\p{L}\d(+]/u.test(first)
}

function countCell(column: Counting, cell: string): void {
  column.filled += 1
  if (hasNumber(cell)) {
    column.numbers += 1
    if (column.firstValues.length < MOST_FIRST_VALUES) column.firstValues.push(cell)
  } else if (cell.length <= LONGEST_WITHOUT_AREA && WITHOUT_AREA.test(cell)) {
    column.withoutArea += 1
  } else if (cell.length === SHORT_END_LENGTH && SHORT_END.test(cell)) {
    column.shortEnds += 1
  } else if (cell.length > DIGITS && TEN_DIGITS.test(cell)) {
    column.glued += 1
  } else if (beginsWithLetter(cell) && !/\d/.test(cell)) {
    column.words += 1
  }
}

const LONGEST_ANSWER = 5

function countAnswer(column: Counting, cell: string): void {
  if (YES.test(cell)) column.yes += 1
  else if (NO.test(cell)) column.no += 1
  else if (WHEN.test(cell)) column.days += 1
}

/** A mark, a reason or a day below `Keep`, `Do not port`, `Disconnect date`. */
function isStay(cell: string): boolean {
  return cell !== '' && !NO.test(cell) && !PORTS.test(cell)
}

const DO_NOT_PORT =
  /\b(?:do(?:es)? not|don'?t|not|no|never) (?:be )?(?:to )?(?:be )?(?:port|transfer|move|migrate)(?!\w*(?: (?:them|it|these|this|anything))? (?:before|until|till|without|earlier|sooner)\b)|\bnot (?:porting|ported|moving|transferring)\b|\b(?:numbers?|lines?|tns?) (?:to|that) (?:be )?(?:keep|kept|stay|remain)|(?<!\p{L})(?:nicht (?:portieren|portiert|umziehen|übertragen)|ne pas (?:transf[ée]rer|porter|migrer)|no (?:portar|transferir|migrar)|non portare)(?!\p{L})|\b(?:staying|remaining|keeping) (?:with|at|numbers?|lines?)\b/iu
/** `TO KEEP`, `Disconnect these:` above the numbers. */
const DO_NOT_PORT_TITLE =
  /^[^\w\n]{0,10}(?:(?:to|please|we|numbers?|lines?|tns?|dids?|that) ){0,3}(?:keep|stay|remain|disconnect|cancel|remove|exclude|skip)(?:ing|ed|s)?(?: (?:these|those|the|following|numbers?|lines?|tns?|dids?|ones|as is|with .{1,20}|at .{1,20})){0,3}[^\w\n]{0,10}$/im
/** `do_not_port:`, above a list of YAML. */
const DO_NOT_PORT_KEY =
  /(?<=^[^\S\n]*(?:\w{1,40}_)?)(?:do_?not|dont|not|no|never)_(?:port|move|migrate|transfer)\w*:[^\S\n]*$/im
const PORTED_AGAIN = /\b(?:port|transfer|move)\b|\bto be ported\b/i

/** Cheaper than the pattern, each alternative of which has an N. */
function mayBeExcluded(cell: string): boolean {
  if (cell.length < 8 || !(cell.includes('n') || cell.includes('N'))) return false
  return cell.includes(' ') && DO_NOT_PORT.test(cell)
}

const ENDED = String.raw`(?:cancel(?:l?ed)|disconnected|inactive|deactivated|terminated|ported (?:out|away)|already ported|(?:no longer|not) (?:in use|in service|used|active)|out of service)\b`
const IS_ENDED = new RegExp(`^${ENDED}`, 'i')
const SHORTEST_ENDED = 8
const LONGEST_ENDED = 40
/** In a table it may be said of something else. */
const DONE = String.raw`(?:already (?:with|at|on|done|moved|live)|done|completed)\b`
const ENDED_BEHIND = new RegExp(
  String.raw`\d(?:[ )\],;:(\t-]|\b(?:is|was|has been|already|now)\b){1,6}(?:${ENDED}|${DONE}(?=[^\p{L}\n]*$| \p{L}+[^\p{L}\n]*$))`,
  'imu',
)

/** A remark that a number is no more, in a cell of its own. */
function isEnded(cell: string): boolean {
  if (cell.length < SHORTEST_ENDED || cell.length > LONGEST_ENDED) return false
  return beginsWithLetter(cell) && IS_ENDED.test(cell)
}

/** The same right after the number. */
export function isEndedItself(line: string): boolean {
  const at = line.length > 300 ? -1 : line.search(ENDED_BEHIND)
  return at > 0 && hasNumber(line.slice(0, at + 1))
}

/**
 * Which doubt hangs on a row, from the top to the bottom of a table.
 * @param isBlankAsAbove where a row doesn't say whether it ports, the one above says it.
 */
export function doubtsIn(
  {
    answers,
    staysColumns,
    remarkColumns,
    partColumns,
    isQuestion,
    stayingMark,
    isExcluded: isAllExcluded,
  }: TableFacts,
  isBlankAsAbove: boolean,
): (row: SourceRow) => Doubt | null {
  let isExcluded = isAllExcluded
  let isBelowNotYet = false
  const said = answers.map(() => '')
  const isNotYetRow = (cells: readonly string[]): boolean =>
    remarkColumns.some((at) => saysNotYet(cells[at] ?? '')) ||
    partColumns.some((at) => isLaterPart(cells[at] ?? '')) ||
    cells.some((cell) => isNotYetNumber(cell, isQuestion))
  return ({ cells, isHidden, isExcluded: isExcludedAbove, isNotYet: isNotYetAbove }) => {
    const line = cells.join(' ')
    isExcluded = isExcludedAbove ?? isExcludedBelow(line, isExcluded)
    isBelowNotYet = isNotYetAbove ?? isNotYetUnder(cells, isBelowNotYet)
    for (const [index, { column }] of answers.entries()) {
      const cell = cells[column] ?? ''
      if (cell !== '' || !isBlankAsAbove) said[index] = cell
    }
    if (isHidden === true) return 'hidden'
    if (isExcluded || isExcludedItself(line) || hasMark(line, stayingMark)) return 'kept'
    if (staysColumns.some((at) => isStay(cells[at] ?? ''))) return 'kept'
    const denied = answers.filter(({ hasYes }, index) => !isToPort(said[index] ?? '', hasYes))
    if (denied.some(({ hasYes }) => hasYes)) return 'wanted'
    if (remarkColumns.some((at) => saysStay(cells[at] ?? ''))) return 'kept'
    if (denied.length > 0) return 'wanted'
    if (isBelowNotYet || isNotYetRow(cells)) return 'later'
    if (answers.length > 0) return null
    return cells.some(isEnded) || isEndedItself(line) ? 'ended' : null
  }
}

function isToPort(answer: string, hasYes: boolean): boolean {
  return hasYes ? YES.test(answer) : answer !== '' && !NO.test(answer)
}

/** Whether the lines after this one are under a "do not port" heading. */
export function isExcludedBelow(line: string, before: boolean): boolean {
  if (line.length > 300 || !/[a-z]/i.test(line)) return before
  if (DO_NOT_PORT.test(line)) return before || !isExcludedItself(line)
  if (isExcludingHeading(line) || DO_NOT_PORT_KEY.test(line)) return true
  return before && !(PORTED_AGAIN.test(line) && !hasNumber(line))
}

/** A single-cell row that excludes the rows below it, or says that they port later. */
function isSection(cells: readonly string[]): boolean {
  const [title = ''] = cells
  if (cells.length !== 1 || !beginsWithLetter(title)) return false
  return isExcludingHeading(title) || isNotYetBelow(title, false)
}

/** Whether the rows below this one port later. */
export function isNotYetUnder(cells: readonly string[], before: boolean): boolean {
  return filled(cells) === 1 ? isNotYetBelow(cells.join(''), before) : before
}

const LONGEST_PLAIN = 12
const BEGINS_LIKE_NUMBER = /^[+(?]{0,2}(?:1[-. ]?)?\(?[2-9]\d\d/

/** `919-555-0101 (TBD)` in a cell; few cells are longer than a number and begin like one. */
function isNotYetNumber(cell: string, isQuestion: boolean): boolean {
  if (cell.length <= LONGEST_PLAIN || !BEGINS_LIKE_NUMBER.test(cell)) return false
  return isNotYetItself(cell) && !(isQuestion && cell.includes('?'))
}

function isExcludingHeading(line: string): boolean {
  return (
    line.length <= LONGEST_TITLE &&
    !/\d/.test(line) &&
    DO_NOT_PORT_TITLE.test(line.replaceAll('_', ' '))
  )
}

const LONGEST_TITLE = 40

/** Whether the title of a table says "do not port" of all its rows. */
export function isExcludedByTitle(line: string, before: boolean): boolean {
  const isTitle = line.length <= LONGEST_TITLE && !hasNumber(line) && !speaksOfColors(line)
  return isTitle ? isExcludedBelow(line, before) : before
}

/** Whether a line says "do not port" after its number, and so about that one alone. */
export function isExcludedItself(line: string): boolean {
  const at = line.length > 300 ? -1 : line.search(DO_NOT_PORT)
  return at > 0 && hasNumber(line.slice(0, at))
}

const NO_BEHIND =
  /(?<=\d{4}[ )]{0,2}(?:[,;:|–-]|\t| (?=\())[ \t(]{0,3})(?:n|no|false)\b[^\p{L}\d\n]{0,3}$/imu

/** `919-555-0101 - N` */
export function saysNoBehind(line: string): boolean {
  return line.length <= 300 && NO_BEHIND.test(line) && hasNumber(line)
}

/** Whether a text says "do not port" anywhere, or the like of some of its numbers. */
export function mayHoldDoubts(text: string): boolean {
  return (
    [DO_NOT_PORT, DO_NOT_PORT_TITLE, DO_NOT_PORT_KEY, ENDED_BEHIND, NO_BEHIND].some((one) =>
      one.test(text),
    ) ||
    mayHaveBoxes(text) ||
    mayHoldNotYet(text)
  )
}

const TICKED = /^[\s>*•-]{0,8}(?:\[x\]|[☑✅✓✔])/im
const UNTICKED = /^[\s>*•-]{0,8}(?:\[ \]|☐)/im

/** Some lines have a tick, and others an empty box. */
export function mayHaveBoxes(text: string): boolean {
  return UNTICKED.test(text) && TICKED.test(text)
}

export function isUnticked(line: string): boolean {
  return UNTICKED.test(line)
}
