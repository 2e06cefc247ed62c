import { oneLine } from './plain-text.ts'

export interface Row {
  /** In the text, from 1; a quoted cell may go over several lines. */
  readonly line: number
  readonly cells: readonly string[]
  readonly next: RowStart
}

/** Where a row begins. */
export interface RowStart {
  readonly line: number
  readonly at: number
}

/** More than any real table has. Of the cells beyond this limit only the last nonempty one is read. */
export const MOST_COLUMNS = 1_000

/**
 * Rows and cells of delimited text, one by one, so that a file of millions is never in memory as a whole.
 * A quoted cell may contain the delimiter, line ends, and "" quotes. A final line end begins no row.
 */
export function* readRows(
  text: string,
  delimiter: string,
  from: RowStart = { line: 1, at: 0 },
): Generator<Row> {
  const separates = delimiter.charCodeAt(0)
  let start = from
  while (start.at < text.length) {
    const { line } = start
    const { cells, lineEnds, end } = rowAt(text, start.at, separates)
    start = { line: line + lineEnds + 1, at: end + 1 }
    yield { line, cells, next: start }
  }
}

/** @param separates the sign between two cells. */
function rowAt(
  text: string,
  start: number,
  separates: number,
): { readonly cells: readonly string[]; readonly lineEnds: number; readonly end: number } {
  const cells: string[] = []
  let lineEnds = 0
  let at = start
  for (;;) {
    const quoted = text.charCodeAt(at) === QUOTE ? quotedCell(text, at) : null
    const stop = endOfCell(text, quoted?.end ?? at, separates)
    const whole =
      quoted === null ? text.slice(at, stop) : quoted.cell + text.slice(quoted.end, stop)
    if (cells.length <= MOST_COLUMNS) cells.push(whole)
    else if (whole !== '') cells[MOST_COLUMNS] = whole
    if (quoted !== null) lineEnds += countLineEnds(quoted.cell)
    if (text.charCodeAt(stop) !== separates) return { cells, lineEnds, end: stop }
    at = stop + 1
  }
}

const QUOTE = 0x22

function countLineEnds(cell: string): number {
  let count = 0
  for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1
  return count
}

function endOfCell(text: string, from: number, separates: number): number {
  let at = from
  for (; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign === separates || sign === LINE_FEED) break
  }
  return at
}

function quotedCell(text: string, start: number): { cell: string; end: number } {
  const first = text.indexOf('"', start + 1)
  if (first === -1) return { cell: '', end: start }
  let last = first
  // Two are one that is meant.
  while (last < text.length && text.charCodeAt(last + 1) === QUOTE) {
    last += 2
    while (last < text.length && text.charCodeAt(last) !== QUOTE) last += 1
  }
  if (last >= text.length) return { cell: '', end: start }
  const cell = text.slice(start + 1, last)
  return { cell: last === first ? cell : cell.split('""').join('"'), end: last + 1 }
}

/** Comma-separated text that spreadsheets open, one line to a row. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const text = rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
  // Without the mark Excel takes what is no ASCII for something else.
  return /^[\0-\x7F]*$/.test(text) ? text : `\uFEFF${text}`
}

/** However a spreadsheet saved it: UTF-8, UTF-16 with or without its mark, or as Windows and Macs did before. */
export function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const wide = wideEncoding(bytes)
  if (wide !== null) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(looksLikeMac(bytes) ? 'macintosh' : 'windows-1252').decode(bytes)
  }
}

const ENOUGH_TO_DETECT = 1_024

/** In two-byte encodings of ASCII text, every other byte is zero. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, ENOUGH_TO_DETECT) & ~1
  const zeros = [0, 0]
  for (let at = 0; at < length; at += 1)
    if (bytes[at] === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd * 4 > length && even * 10 < length) return 'utf-16le'
  return even * 4 > length && odd * 10 < length ? 'utf-16be' : null
}

const CARRIAGE_RETURN = 0x0d
const LINE_FEED = 0x0a
/** The non-breaking space of old Macs, which Windows encodings read as `Ê`. */
const MAC_BLANK = 0xca

function looksLikeMac(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 64 * ENOUGH_TO_DETECT)
  if (sample.includes(CARRIAGE_RETURN) && !sample.includes(LINE_FEED)) return true
  return sample.some(
    (byte, at) => byte === MAC_BLANK && isDigit(sample[at - 1]) && isDigit(sample[at + 1]),
  )
}

function isDigit(byte = 0): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function csvCell(text: string): string {
  const safe = escapedAsText(oneLine(text))
  return /[",;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** What a spreadsheet runs; full-width signs are taken for the plain ones in some countries. */
const FORMULA = /^['=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/
/** A spreadsheet takes it for a number: leading zeros, a twelfth digit or last decimals are lost. */
const NUMBER = /^(?:0\d+|\d{12,}|\d*\.\d*0|\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?e[+-]?\d+)$/i
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'
/** Text that a spreadsheet reads as a date: 12-14 becomes December 14. */
const DAY = new RegExp(
  String.raw`^(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|${MONTH}[- ]\d{1,4}|\d{1,4}[- ]${MONTH})$`,
  'i',
)
const TRUTH = /^(?:true|false)$/i

/** The apostrophe makes spreadsheets read it as text, also one that splits cells at semicolons. */
function escapedAsText(line: string): string {
  const isChanged = [FORMULA, NUMBER, DAY, TRUTH].some((pattern) => pattern.test(line))
  const inside = line.replace(/;(\s*)(?=[=+\-@])/g, ";$1'")
  return isChanged ? `'${inside}` : inside
}

/** A value as it comes back from a spreadsheet in which nobody changed it. */
export function readBack(text: string): string {
  return cellText(escapedAsText(oneLine(text)))
}

/** The text of a cell without the quoting that spreadsheets add to mark it as text. */
export function cellText(cell: string): string {
  const text = oneLine(cell)
  const [, escaped] = /^="([^"]*)"$/.exec(text) ?? []
  return escaped ?? (text.startsWith("'") ? text.slice(1) : text)
}
