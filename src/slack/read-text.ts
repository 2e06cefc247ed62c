import { readChildCsv, type ChildCsvRead, type KnownChild } from '../porting/child-table.ts'
import { csvText } from '../porting/delimited-text.ts'
import { readSources, type Reading, type Sheet, type Source } from '../porting/read-numbers.ts'
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
  for (const text of tableTexts(source)) {
    const table = readChildCsv(text, children)
    if (table.isTable) return { kind: 'table', table }
  }
  return { kind: 'numbers', ...readSources([source], answers) }
}

function tableTexts(source: Source): readonly string[] {
  switch (source.kind) {
    case 'text':
      return [source.text]
    case 'workbook':
      return source.sheets.filter(({ isHidden }) => !isHidden).map(sheetText)
    case 'left-out':
      return []
  }
}

/** With its empty rows, so that a line is named as the spreadsheet counts it. */
function sheetText({ rows }: Sheet): string {
  const lines: (readonly string[])[] = []
  for (const { row, cells } of rows.slice(0, MOST_SHEET_ROWS)) {
    while (lines.length + 1 < Math.min(row, MOST_SHEET_ROWS)) lines.push([])
    lines.push(cells)
  }
  return csvText(lines)
}

/** More than any table of orders has. */
const MOST_SHEET_ROWS = 40_000
