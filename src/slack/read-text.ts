import {
  readChildCsv,
  type ChildCsvRead,
  type KnownChild,
  type LineSays,
} from '../porting/child-table.ts'
import { csvText } from '../porting/delimited-text.ts'
import { readSources, type Reading } from '../porting/read-numbers.ts'
import type { Sheet, Source } from '../porting/source.ts'
import { sourceOfFile, type NamedBytes } from '../porting/source-of-file.ts'
import type { Answers } from '../porting/table-plan.ts'

/** What people typed and dropped, to be read for numbers. */
export interface NumbersTask {
  readonly kind: 'numbers'
  readonly texts: readonly (string | NamedBytes)[]
  /** What is known about layouts. */
  readonly answers: Answers
}

/** A file that is a table of orders, or else holds numbers. */
export interface TableTask {
  readonly kind: 'table'
  readonly texts: readonly [NamedBytes]
  /** The orders that it may be about. */
  readonly children: readonly KnownChild[]
  readonly answers: Answers
}

export type TableOrNumbers =
  | { readonly kind: 'table'; readonly table: ChildCsvRead }
  | ({ readonly kind: 'numbers' } & Reading)

/** Takes seconds of megabytes: those are for a `TextReader`. */
export function readNumbersTask({ texts, answers }: NumbersTask): Reading {
  return readSources(texts.map(sourceOf), answers)
}

function sourceOf(one: string | NamedBytes): Source {
  return typeof one === 'string' ? { kind: 'text', name: null, text: one } : sourceOfFile(one)
}

/** Likewise. */
export function readTableTask({ texts: [file], children, answers }: TableTask): TableOrNumbers {
  const source = sourceOfFile(file)
  const [first, ...others] = tablesIn(source).flatMap(({ name, text, hidden }) => {
    const table = readChildCsv(text, children)
    return table.isTable ? [{ name, hidden, table }] : []
  })
  if (first === undefined) return { kind: 'numbers', ...readSources([source], answers) }
  const remarks = [...first.hidden, ...others.map(({ name }) => alsoThere(name))]
  return {
    kind: 'table',
    table: { ...first.table, remarks: [...remarks, ...first.table.remarks] },
  }
}

interface TableText {
  readonly name: string
  readonly text: string
  /** What is hidden there and so not read. */
  readonly hidden: readonly LineSays[]
}

function tablesIn(source: Source): readonly TableText[] {
  switch (source.kind) {
    case 'text': {
      const hidden = /\d/.test(source.hidden ?? '')
        ? [{ line: 1, says: 'Hidden rows weren’t read.' }]
        : []
      return [{ name: '', text: source.text, hidden }]
    }
    case 'workbook':
      return source.sheets.filter(({ isHidden }) => !isHidden).map(sheetText)
    case 'left-out':
      return []
  }
}

function alsoThere(name: string): LineSays {
  return {
    line: 1,
    says: `The sheet “${name}” has orders, too, and wasn’t read. Drop it as its own file.`,
  }
}

/** With its empty rows, so that a line is named as the spreadsheet counts it. */
function sheetText({ name, rows, hiddenColumns }: Sheet): TableText {
  const lines: (readonly string[])[] = []
  const hidden: LineSays[] = []
  for (const { row, cells, isHidden } of rows.slice(0, MOST_SHEET_ROWS)) {
    while (lines.length + 1 < Math.min(row, MOST_SHEET_ROWS)) lines.push([])
    if (isHidden === true)
      hidden.push({ line: row, says: 'This row is hidden, so I didn’t read it.' })
    else lines.push(cells.map((cell, at) => (hiddenColumns.has(at) ? '' : cell)))
  }
  const isColumnHidden = rows.some(({ cells }) =>
    cells.some((cell, at) => cell !== '' && hiddenColumns.has(at)),
  )
  const columns = isColumnHidden ? [{ line: 1, says: 'Hidden columns weren’t read.' }] : []
  return { name, text: csvText(lines), hidden: [...columns, ...hidden] }
}

/** More than any table of orders has. */
const MOST_SHEET_ROWS = 40_000
