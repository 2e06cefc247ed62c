import { MOST_COLUMNS, readRows } from './delimited-text.ts'

const NUMBER_HEADING =
  /\b(?:tns?|tfns?|dids?|phones?|telephones?|tel|mobile|cell|numbers?|msisdn)\b/i
const OTHER_HEADING =
  /\b(?:account|acct|pin|passcode|order|invoice|customer|contact|callback|fax|billing|btn|zip|postal|id|ssn|tax|house|street|suite|port|ticket|reference|ref|serial|line)\b/i
const DELIMITERS = [',', ';', '\t', '|'] as const
/** A title or two may stand above the heading. */
const HEADING_WITHIN_LINES = 5

export interface NumberColumns {
  /** The cells of the columns that hold numbers to port, one a line. */
  readonly text: string
  /** Rows that do not fit the heading, so that nobody knows which cell is which: named, not read. */
  readonly oddRows: readonly string[]
}

/**
 * Of a table with a heading, the columns whose heading speaks of telephone numbers. `null` if the
 * text is no such table.
 */
export function numberColumns(text: string): NumberColumns | null {
  const delimiter = headingDelimiter(text)
  if (delimiter === null) return null

  let heading: { readonly columns: readonly number[]; readonly length: number } | null = null
  const found: string[] = []
  const oddRows = new Set<string>()
  for (const { cells } of readRows(text, delimiter)) {
    if (heading === null) {
      const columns = chosenColumns(cells)
      if (columns.length > 0) heading = { columns, length: cells.length }
    } else if (!cells.some((cell) => /\S/.test(cell))) {
      continue
    } else if (cells.length > heading.length) {
      oddRows.add(`a row of ${cellCount(cells)} cells under a heading of ${heading.length}`)
    } else {
      for (const column of heading.columns) found.push(cells[column] ?? '')
    }
  }
  return heading === null ? null : { text: found.join('\n'), oddRows: [...oddRows] }
}

function cellCount({ length }: readonly string[]): string {
  return length > MOST_COLUMNS ? `more than ${MOST_COLUMNS.toLocaleString('en-US')}` : `${length}`
}

function headingDelimiter(text: string): string | null {
  const lines = text.split('\n', HEADING_WITHIN_LINES)
  for (const line of lines) {
    for (const delimiter of DELIMITERS) {
      if (chosenColumns(line.split(delimiter, MOST_COLUMNS + 1)).length > 0) return delimiter
    }
  }
  return null
}

/** Where the numbers are, if these cells are a heading. */
function chosenColumns(cells: readonly string[]): readonly number[] {
  if (cells.length < 2 || cells.length > MOST_COLUMNS) return []
  if (cells.some((cell) => /\d{3}/.test(cell) || cell.length > 60)) return []
  return [...cells.keys()].filter((index) => {
    const words = spaced(cells[index] ?? '')
    return NUMBER_HEADING.test(words) && !OTHER_HEADING.test(words)
  })
}

/** `phone_number`, `PhoneNumber` → `phone number` */
function spaced(heading: string): string {
  return heading.replace(/[_-]/g, ' ').replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
}
