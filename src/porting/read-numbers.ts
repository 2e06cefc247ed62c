import { createHash } from 'node:crypto'
import { withAreaCodes } from './area-headings.ts'
import { isToCall } from './contact-notes.ts'
import { countOf, showCount } from './counts.ts'
import { countNumbers, createCollector, type Collector } from './number-collector.ts'
import { saysNotYet } from './not-yet.ts'
import { hasNumber, piecesOf } from './number-pieces.ts'
import { onlyNamedIn, type OnlyThese } from './only-these.ts'
import { filesWithPin } from './pins-shown.ts'
import { plainText } from './plain-text.ts'
import {
  openAccount,
  type LeftOut,
  type ReadingAccount,
  type SourceAccount,
} from './reading-account.ts'
import { bareLine } from './message/message-lines.ts'
import { linesOfGrid, linesOfText, readLines, type Lines } from './read-lines.ts'
import { readTables, type TableRead } from './read-table.ts'
import { remarksIn } from './remarks.ts'
import { secretKind, withoutSecretColumns, type SecretKind } from './secret-columns.ts'
import type { Sheet, Source } from './source.ts'
import { saysStay } from './staying-marks.ts'
import { isExcludedBelow } from './table-facts.ts'
import { findHeading, findListHeading, isBelow, type Heading } from './table-heading.ts'
import type { Answers, ReadingQuestion } from './table-plan.ts'
import { gridOfRows, gridOfText, tidy, type Grid } from './table-rows.ts'
import type { NumbersRead } from './telephone-number.ts'

export interface Reading extends ReadingAccount, NumbersRead {
  /** The first question that only a person can answer; the affected numbers are not included. */
  readonly question: ReadingQuestion | null
  /** What was answered before, so that it can be asked again. */
  readonly answered: readonly ReadingQuestion[]
  /** The files that show a PIN. */
  readonly withPin: readonly string[]
}

/**
 * Finds the numbers in whatever people paste and drop: mails, lists, ranges, tables, workbooks. Rather
 * shows a piece back than invents a number, rather asks than guesses a column; runs in linear time.
 */
export function readSources(sources: readonly Source[], answers: Answers = {}): Reading {
  const texts = sources.flatMap((source) => (source.kind === 'text' ? source.text : []))
  return readBeside(sources, { answers, only: onlyNamedIn(texts) })
}

function readBeside(sources: readonly Source[], { answers, only }: Omit<Context, 'all'>): Reading {
  const all = createCollector()
  const accounts: SourceAccount[] = []
  const leftOut: LeftOut[] = []
  const questions: ReadingQuestion[] = []
  const answered: ReadingQuestion[] = []
  for (const source of sources) {
    if (source.kind === 'left-out') {
      leftOut.push({ name: source.name, why: source.why })
      continue
    }
    for (const read of readSource(source, { answers, all, only })) {
      if ('question' in read) {
        questions.push(read.question)
        continue
      }
      accounts.push(read.answered === null ? read.account : withChoice(read.account, read.answered))
      if (read.answered !== null) answered.push(read.answered)
    }
  }
  const [question = null] = questions
  const unread = [...new Set(accounts.flatMap(shownBack))]
  const withPin = filesWithPin(sources)
  return { numbers: [...all.numbers], unread, accounts, leftOut, question, answered, withPin }
}

function withChoice(account: SourceAccount, { key, asks }: ReadingQuestion): SourceAccount {
  return { ...account, choice: { key, asks } }
}

export const NOT_CLEAR = 'a table that doesn’t say which numbers port, so send it to me in a DM'

/** Reads what was typed where nothing can be asked. */
export function readNumbers(text: string): NumbersRead {
  const { numbers, unread, question } = readSources([{ kind: 'text', name: null, text }])
  return { numbers, unread: question === null ? unread : [...unread, NOT_CLEAR] }
}

interface TableWithin extends Reading {
  /** Its rows as they were typed, each with its displayable form: no account number, no PIN. */
  readonly rows: ReadonlyMap<string, string>
  /** What stands below its account numbers and PINs, each once. */
  readonly secrets: Readonly<Record<SecretKind, readonly string[]>>
}

/** A table in a message, with its reading; null where there is none with a heading over several columns. */
export function tableWithin(text: string): TableWithin | null {
  const plain = plainText(text)
  const table = tableIn(plain)
  if (table === null || table.heading.rows.size === 0 || table.heading.names.length < 2) return null
  const { heading, delimiter, grid } = table
  const [first = 1] = heading.rows
  const lines = plain.split('\n')
  const rows = new Map<string, string>()
  const kinds = heading.names.map(secretKind)
  const secrets = { account: new Set<string>(), pin: new Set<string>() }
  for (const { row, cells } of grid.rows()) {
    const line = lines[row - 1] ?? ''
    // A comma followed by a space is part of a sentence.
    const isSentence = delimiter === ',' && line.includes(', ')
    if (row < first || isSentence || !line.includes(delimiter)) continue
    const shown = cells.filter((_, at) => heading.meanings[at] !== 'something-else')
    rows.set(bareLine(line), shown.join('\t'))
    for (const [at, kind] of kinds.entries()) {
      const cell = cells[at] ?? ''
      if (kind !== null && isBelow(heading, row) && /\d/.test(cell)) secrets[kind].add(cell)
    }
  }
  const found = { account: [...secrets.account], pin: [...secrets.pin] }
  const fromHeading = lines.map((line, at) => (at < first - 1 ? '' : line)).join('\n')
  const read = readBeside([{ kind: 'text', name: null, text: fromHeading }], {
    answers: {},
    only: onlyNamedIn([text]),
  })
  return { ...read, rows, secrets: found }
}

/** The pieces as they were typed. How many there are is said first, because only some are shown. */
function shownBack({ notRead, notReadCount }: SourceAccount): readonly string[] {
  const pieces = notRead.map(({ text, why }) => (why?.startsWith('a row of') === true ? why : text))
  const isAll = notReadCount <= notRead.length
  return isAll ? pieces : [`more than ${showCount(notRead.length)} pieces`, ...pieces]
}

interface Context {
  readonly answers: Answers
  readonly all: Collector
  readonly only: OnlyThese | null
}

function readSource(
  source: Exclude<Source, { kind: 'left-out' }>,
  context: Context,
): readonly TableRead[] {
  if (source.kind === 'workbook') return readWorkbook(source, context)
  const about = { source: source.name, sheet: null }
  const text = withAreaCodes(plainText(source.text))
  const table = tableIn(text)
  const typed = source.name === null && table !== null ? sentencesAbove(text, table) : null
  const grid = typed === null ? table?.grid : gridOfText(typed.others, typed.delimiter)
  const read =
    table === null || grid === undefined
      ? []
      : readTables(grid, table.heading, { ...about, ...context })
  const hidden = hiddenText(source)
  return [
    ...(read.length > 0 && typed !== null
      ? [readLines(linesOfText(typed.sentences, false), { ...about, ...context })]
      : []),
    ...(read.length > 0
      ? read
      : [readLines(linesIn(text, context.only !== null), { ...about, ...context })]),
    ...(hidden === null ? [] : [hidden]),
  ]
}

/** `Also port 919-555-0150:`, typed above a table; what is there to be called stays above the heading. */
function sentencesAbove(
  text: string,
  { heading, delimiter }: TableFound,
): {
  readonly sentences: string
  readonly others: string
  readonly delimiter: string
} | null {
  const [first = 1] = heading.rows
  const lines = text.split('\n')
  const above = lines.slice(0, first - 1)
  const isMeant = above.map((line) => hasNumber(line) && !isToCall(line))
  if (!isMeant.includes(true)) return null
  const others = lines.map((line, at) => (isMeant[at] === true ? '' : line))
  const sentences = above.map((line, at) => (isMeant[at] === true ? line : ''))
  return { sentences: sentences.join('\n'), others: others.join('\n'), delimiter }
}

function hiddenText({ name, hidden = '' }: Extract<Source, { kind: 'text' }>): TableRead | null {
  const lines = plainText(hidden).split('\n').filter(hasNumber)
  if (lines.length === 0) return null
  const account = openAccount()
  for (const line of lines) {
    account.row('aside')
    account.aside('hidden rows', countNumbers(piecesOf(line)))
  }
  return { account: account.close({ source: name, sheet: null, taken: [] }), answered: null }
}

function linesIn(text: string, isDoubtful: boolean): Lines {
  for (const delimiter of DELIMITERS) {
    const grid = text.includes(delimiter) ? withoutSecretColumns(gridOfText(text, delimiter)) : null
    if (grid !== null) return linesOfGrid(grid)
  }
  return linesOfText(text, isDoubtful)
}

const DELIMITERS = [',', ';', '\t', '|'] as const
/** Occurs in no text, so that each line is one cell. */
const NO_DELIMITER = '\0'

interface TableFound {
  readonly delimiter: string
  readonly grid: Grid
  readonly heading: Heading
}

/** The reading of a text as a table for which most speaks. */
function tableIn(text: string): TableFound | null {
  let best: TableFound | null = null
  for (const delimiter of DELIMITERS) {
    if (!text.includes(delimiter)) continue
    const grid = gridOfText(text, delimiter)
    const heading = findHeading(grid)
    if (heading !== null && heading.weight > (best?.heading.weight ?? 0)) {
      best = { delimiter, grid, heading }
    }
  }
  if (best !== null) return best
  const grid = gridOfText(text, NO_DELIMITER)
  const heading = findListHeading(grid)
  return heading === null ? null : { delimiter: NO_DELIMITER, grid, heading }
}

function readWorkbook(
  { name, sheets }: Extract<Source, { kind: 'workbook' }>,
  context: Context,
): readonly TableRead[] {
  const counted = sheets.map((sheet) => ({ sheet, numbers: sheetNumbers(sheet) }))
  const visible = counted.filter(({ sheet, numbers }) => !sheet.isHidden && numbers > 0)
  // By what it chooses from: the same sheets with another one empty are another choice.
  const names = visible.map(({ sheet }) => sheet.name).join('\u001f')
  const key = `${createHash('sha256').update(names).digest('hex').slice(0, 20)}:visible-sheets`
  const answer = context.answers[key]
  const question = visible.length > 1 ? sheetsQuestion(key, name, visible) : null
  if (question !== null && answer === undefined) return [{ question }]
  const chosen = visible.filter(
    (_, index) => visible.length === 1 || answer === ALL || answer === String(index),
  )
  const aside = counted.filter(
    ({ sheet, numbers }) => numbers > 0 && !chosen.some((one) => one.sheet === sheet),
  )
  const empty = counted.filter(({ sheet, numbers }) => !sheet.isHidden && numbers === 0)
  const read = [...chosen, ...(chosen.length === 0 ? empty : [])].flatMap(({ sheet }) =>
    readSheet(name, sheet, context),
  )
  const all = [
    ...read,
    ...(aside.length === 0 ? [] : [sheetsAside(name, aside)]),
    ...remarksBeside(name, sheets),
  ]
  return question === null ? all : all.map((one) => answeredBy(one, question))
}

const ALL = 'all'

/** What was asked about the whole workbook, where nothing was about the sheet itself. */
function answeredBy(read: TableRead, question: ReadingQuestion): TableRead {
  return 'account' in read && read.answered === null ? { ...read, answered: question } : read
}

function sheetsQuestion(
  key: string,
  source: string,
  visible: readonly { readonly sheet: Sheet; readonly numbers: number }[],
): ReadingQuestion {
  const total = visible.reduce((sum, { numbers }) => sum + numbers, 0)
  const options = visible.map(({ sheet, numbers }, index) => ({
    value: String(index),
    label: sheet.name,
    says: countOf(numbers, 'number'),
  }))
  const all = { value: ALL, label: 'All these sheets', says: countOf(total, 'number') }
  return { key, source, sheet: null, asks: 'sheets', options: [...options, all] }
}

function sheetsAside(
  source: string,
  aside: readonly { readonly sheet: Sheet; readonly numbers: number }[],
): TableRead {
  const account = openAccount()
  for (const { sheet, numbers } of aside) {
    for (let rows = sheet.rows.length; rows > 0; rows -= 1) account.row('aside')
    const named = `${sheet.isHidden ? 'hidden sheet' : 'sheet'} “${sheet.name}”`
    account.aside(sheet.name === '' ? 'comments and text boxes' : named, numbers)
  }
  return { account: account.close({ source, sheet: null, taken: [] }), answered: null }
}

/** A comment at a cell, or a text box, that says of some numbers that they stay. */
function remarksBeside(source: string, sheets: readonly Sheet[]): readonly TableRead[] {
  const account = openAccount()
  const beside = sheets.filter(({ name }) => name === '').flatMap(({ rows }) => rows)
  const remarks = beside.filter(({ cells: [text = ''] }) => saysOfStaying(text))
  for (const { row, cells } of remarks) {
    account.row('unread')
    account.notRead(row, cells.join(' '), 'a comment or text box (leave out what doesn’t port)')
  }
  if (remarks.length === 0) return []
  return [{ account: account.close({ source, sheet: null, taken: [] }), answered: null }]
}

function saysOfStaying(text: string): boolean {
  const says = text.replace(/^[A-Z]+\d+: /, '')
  return (
    isExcludedBelow(says, false) || saysStay(says) || saysNotYet(says) || remarksIn(says).length > 0
  )
}

function sheetNumbers({ rows }: Sheet): number {
  return rows.reduce((sum, { cells }) => sum + tidy(cells).filter(hasNumber).length, 0)
}

function readSheet(source: string, sheet: Sheet, context: Context): readonly TableRead[] {
  const about = { source, sheet: sheet.name }
  const grid = gridOfRows(sheet.rows, sheet.hiddenColumns)
  const heading = findHeading(grid) ?? findListHeading(grid)
  const read = heading === null ? [] : readTables(grid, heading, { ...about, ...context })
  if (read.length > 0) return read
  return [readLines(linesOfGrid(withoutSecretColumns(grid) ?? grid), { ...about, ...context })]
}
