import { hasNumber } from '../number-pieces.ts'
import type { SourceRow } from '../table-rows.ts'
import { crossedOut } from '../plain-text.ts'
import { attributeIn, walkXml } from './xml-walk.ts'

interface SheetContent {
  readonly rows: readonly SourceRow[]
  /** From 0. */
  readonly hiddenColumns: ReadonlySet<number>
}

/** What the sheets of a workbook have in common. */
interface BookContent {
  readonly shared: readonly string[]
  readonly styles: CellStyles
  /** Days are counted from there. */
  readonly isOf1904: boolean
}

/** Excel's own. */
const MOST_COLUMNS = 16_384

/** The nonempty rows of a sheet. A formula without a stored result is returned as it is: `=A1+1`. */
export function readSheetXml(xml: string, { shared, styles, isOf1904 }: BookContent): SheetContent {
  const rows: SheetRow[] = []
  const merged: Merged[] = []
  const hiddenColumns = new Set<number>()
  let [row, isHidden, isStruck] = [0, false, false]
  let cells: string[] = []
  let [column, type, text, formula, into, style] = [-1, '', '', '', '', '']

  const { struck, days } = styles
  const isStyled = struck.size > 0 || days.size > 0

  const endCell = (): void => {
    const plain = cellValue({ type, text, formula }, shared)
    const isDay = days.has(style) && (type === '' || type === 'n')
    const said = isDay ? (dayOfSheet(text, isOf1904) ?? plain) : plain
    const value = struck.has(style) ? crossedOut(said) : said
    if (value !== '' && column < MOST_COLUMNS) {
      while (cells.length < column) cells.push('')
      cells[column] = value
    }
  }
  const endRow = (): void => {
    if (cells.length > 0) rows.push({ row, cells, ...(isHidden && { isHidden }) })
    cells = []
    column = -1
  }

  walkXml(xml, {
    open(name, tag) {
      if (name === 'c') {
        const reference = attributeIn(tag, 'r')
        column = reference === '' ? column + 1 : columnOf(reference)
        ;[type, text, formula] = [attributeIn(tag, 't'), '', '']
        isStruck = false
        style = isStyled ? attributeIn(tag, 's') : ''
      } else if (name === 'v' || name === 't') {
        into = 'text'
      } else if (name === 'f') {
        into = 'formula'
        formula = '='
      } else if (name === 'rPh') {
        into = 'reading aid'
      } else if (name === 'r') {
        isStruck = false
      } else if (name === 'strike') {
        isStruck = isOn(tag)
      } else if (name === 'row') {
        row = Number(attributeIn(tag, 'r')) || row + 1
        isHidden = isTrue(attributeIn(tag, 'hidden'))
      } else if (name === 'mergeCell') {
        merged.push(...mergedDown(attributeIn(tag, 'ref')))
      } else if (name === 'col' && isTrue(attributeIn(tag, 'hidden'))) {
        hide(hiddenColumns, tag)
      }
    },
    close(name) {
      if (name === 'c') endCell()
      else if (name === 'row') endRow()
      else if (name === 'v' || name === 't' || name === 'f' || name === 'rPh') into = ''
    },
    text(piece) {
      if (into === 'text') text += isStruck ? crossedOut(piece) : piece
      else if (into === 'formula') formula += piece
    },
  })
  fillDown(rows, merged)
  return { rows, hiddenColumns }
}

type SheetRow = SourceRow & { readonly cells: string[] }

/** Cells of one column that are one, from the first row to the last. */
interface Merged {
  readonly column: number
  readonly from: number
  readonly to: number
}

function mergedDown(reference: string): readonly Merged[] {
  const [, cell = '', from = '', to = ''] = /^([A-Z]+)(\d+):[A-Z]+(\d+)$/.exec(reference) ?? []
  return Number(to) > Number(from)
    ? [{ column: columnOf(cell), from: Number(from), to: Number(to) }]
    : []
}

const MOST_FILLED = 500_000

/** A merged cell's mark or area code applies to each of its rows; a number applies to one only. */
function fillDown(rows: readonly SheetRow[], merged: readonly Merged[]): void {
  if (merged.length === 0) return
  const byRow = new Map(rows.map(({ row, cells }) => [row, cells]))
  let left = MOST_FILLED
  for (const { column, from, to } of merged) {
    const value = byRow.get(from)?.[column] ?? ''
    if (value === '' || hasNumber(value)) continue
    for (let row = from + 1; row <= to && left > 0; row += 1, left -= 1) {
      const cells = byRow.get(row)
      if (cells === undefined || (cells[column] ?? '') !== '') continue
      while (cells.length < column) cells.push('')
      cells[column] = value
    }
  }
}

function hide(hidden: Set<number>, tag: string): void {
  const [from, to] = [Number(attributeIn(tag, 'min')), Number(attributeIn(tag, 'max'))]
  for (let column = from; column <= Math.min(to, MOST_COLUMNS); column++) hidden.add(column - 1)
}

function isTrue(text: string): boolean {
  return text === '1' || text === 'true'
}

/** `AB12` → 27 */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column - 1
}

function cellValue(
  {
    type,
    text,
    formula,
  }: { readonly type: string; readonly text: string; readonly formula: string },
  shared: readonly string[],
): string {
  if (text === '') return formula
  switch (type) {
    case 's':
      return shared[Number(text)] ?? ''
    case 'b':
      return text === '1' ? 'TRUE' : 'FALSE'
    case '':
    case 'n':
      return plainNumber(text)
    default:
      return unescaped(text)
  }
}

/** A sign that XML cannot hold: `_x000D_` at the end of a line. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([\dA-F]{4})_/gi, (_all, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  )
}

const LARGEST_EXACT = 1e15

/** A sheet stores 9195550100 as `9.1955501E9`, with all its digits. */
function plainNumber(text: string): string {
  const value = Number(text)
  return Number.isInteger(value) && Math.abs(value) < LARGEST_EXACT ? String(value) : text
}

/** The texts that cells refer to by their place. */
export function readSharedStrings(xml: string): readonly string[] {
  const strings: string[] = []
  let [text, isText, isAid, isStruck] = ['', false, false, false]
  walkXml(xml, {
    open(name, tag) {
      if (name === 'si') text = ''
      else if (name === 'r') isStruck = false
      else if (name === 'strike') isStruck = isOn(tag)
      else if (name === 't') isText = true
      else if (name === 'rPh') isAid = true
    },
    close(name) {
      if (name === 'si') strings.push(unescaped(text))
      else if (name === 'r') isStruck = false
      else if (name === 't') isText = false
      else if (name === 'rPh') isAid = false
    },
    text(piece) {
      if (isText && !isAid) text += isStruck ? crossedOut(piece) : piece
    },
  })
  return strings
}

/** By their places. */
interface CellStyles {
  readonly struck: ReadonlySet<string>
  /** Those that show a number as a day. */
  readonly days: ReadonlySet<string>
}

export function readStyles(xml: string): CellStyles {
  const fonts: boolean[] = []
  const formats = new Set<string>()
  const [struck, days] = [new Set<string>(), new Set<string>()]
  let [within, styles] = ['', 0]
  walkXml(xml, {
    open(name, tag) {
      if (name === 'fonts' || name === 'cellXfs') within = name
      else if (name === 'font' && within === 'fonts') fonts.push(false)
      else if (name === 'strike' && within === 'fonts') fonts[fonts.length - 1] = isOn(tag)
      else if (name === 'numFmt' && isDayFormat(attributeIn(tag, 'formatCode'))) {
        formats.add(attributeIn(tag, 'numFmtId'))
      } else if (name === 'xf' && within === 'cellXfs') {
        const format = attributeIn(tag, 'numFmtId')
        if (fonts[Number(attributeIn(tag, 'fontId'))] === true) struck.add(String(styles))
        if (DAY_FORMAT.test(format) || formats.has(format)) days.add(String(styles))
        styles += 1
      }
    },
    close(name) {
      if (name === within) within = ''
    },
  })
  return { struck, days }
}

/** Excel's own. */
const DAY_FORMAT = /^(?:1[4-7]|22)$/

/** `m/d/yy`, and not `(000) 000-0000`; what stands in quotes or brackets is shown as it is. */
function isDayFormat(code: string): boolean {
  return /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
}

const FIRST_DAY = Date.UTC(1899, 11, 30)
const DAYS_TO_1904 = 1_462
const LAST_DAY = 2_958_465
const DAY_MS = 86_400_000

/** `46364` → `2026-12-08`; `null` where it is no day, but a number that is shown as one. */
function dayOfSheet(text: string, isOf1904: boolean): string | null {
  const days = Number(text) + (isOf1904 ? DAYS_TO_1904 : 0)
  if (text === '' || !(days >= 1 && days <= LAST_DAY)) return null
  return new Date(FIRST_DAY + Math.floor(days) * DAY_MS).toISOString().slice(0, 10)
}

/** Said without a value, too. */
function isOn(tag: string): boolean {
  const value = attributeIn(tag, 'val')
  return value === '' || isTrue(value)
}

/** The comments of a sheet, with the cell that each is about, and its text boxes. */
export function readNotes(xml: string): readonly SourceRow[] {
  const rows: SourceRow[] = []
  let [text, cell, isText] = ['', '', false]
  walkXml(xml, {
    open(name, tag) {
      if (name === 't') isText = true
      else if (name === 'comment') cell = attributeIn(tag, 'ref')
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'comment' || name === 'p') {
        const says = text.replace(OF_THE_PROGRAM, '').trim()
        const row = Number(/\d+$/.exec(cell)?.[0] ?? rows.length + 1)
        if (says !== '') rows.push({ row, cells: [cell === '' ? says : `${cell}: ${says}`] })
        text = ''
      }
    },
    text(piece) {
      if (isText) text += piece
    },
  })
  return rows
}

/** Above what somebody said in a thread, for programs that know none. */
const OF_THE_PROGRAM = /^\[Threaded comment\][^]*?\bComment:/
