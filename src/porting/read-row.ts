import { damageOf } from './cell-damage.ts'
import { oneNumber, runBetween, tenDigits, withPlainRanges } from './number-grammar.ts'
import { piecesOf, type NumberPiece } from './number-pieces.ts'
import { oneLine } from './plain-text.ts'
import { withoutCalledSecret } from './secret-in-text.ts'
import type { Plan } from './table-plan.ts'

/** A piece of a row, with the damage to it if it is recognizable. */
export type RowPiece =
  | Extract<NumberPiece, { kind: 'numbers' }>
  | { readonly kind: 'unread'; readonly text: string; readonly why?: string | null }
  | { readonly kind: 'note'; readonly says: string }

/** What the columns of numbers say in one row. */
export function piecesOfRow(cells: readonly string[], plan: Plan): readonly RowPiece[] {
  const cell = (column: number | null): string => (column === null ? '' : (cells[column] ?? ''))
  switch (plan.kind) {
    case 'cells':
      return plan.columns.length === 1
        ? piecesOfCell(cells[plan.columns[0] ?? 0] ?? '')
        : plan.columns.flatMap((column) => piecesOfCell(cell(column)))
    case 'range':
      return [
        ...piecesOfCell(cell(plan.beside)),
        ...piecesOfApart(
          [cell(plan.first), cell(plan.last)],
          plan.before.map(cell),
          cell(plan.quantity),
        ),
      ]
    case 'parts':
      return piecesOfParts(plan.columns.map(cell))
  }
}

const EXAMPLE = /^\W{0,2}(?:e\.?g\b|ex\b|example|sample)/i

/** In a column of numbers, every cell is read or reported. */
function piecesOfCell(cell: string): readonly RowPiece[] {
  if (cell === '') return []
  const alone = cell.length <= 12 ? oneNumber(cell) : null
  if (alone !== null) return [{ kind: 'numbers', text: cell, first: Number(alone), count: 1 }]
  // What it would give nobody knows, whatever numbers stand in it.
  if (cell.startsWith('=')) return [{ kind: 'unread', text: cell, why: damageOf(cell) }]
  if (EXAMPLE.test(cell)) return [{ kind: 'unread', text: cell, why: 'an example' }]
  if (isSentence(cell)) {
    const text = withoutCalledSecret(cell)
    return [{ kind: 'unread', text, why: 'a sentence, not a number' }]
  }
  const pieces: RowPiece[] = cell
    .split('\n')
    .flatMap((line) => [...piecesOf(line)])
    .map((piece) => (piece.kind === 'unread' ? { ...piece, why: damageOf(piece.text) } : piece))
  const hasNumber = pieces.some(({ kind }) => kind === 'numbers')
  if (!hasNumber) {
    return [{ kind: 'unread', text: withoutCalledSecret(cell), why: damageOf(cell) }]
  }
  const rest = restOf(cell, pieces)
  return rest === null ? pieces : [...pieces, { kind: 'unread', text: rest, why: null }]
}

const MAY_BE_SECRET = /\b(?:account|acct|a\/c|pin|passcode|password|ssn)\b/i

/** Digits beside the numbers of a cell: `#12`, a date. What may be secret is repeated to nobody. */
function restOf(cell: string, pieces: readonly RowPiece[]): string | null {
  let rest = withPlainRanges(cell)
  const texts = pieces.flatMap((piece) => (piece.kind === 'note' ? [] : [piece.text]))
  // The longest first, or a shorter one would be cut out of it.
  for (const text of texts.sort((one, other) => other.length - one.length)) {
    rest = rest.replace(text, ' ')
  }
  return /\d/.test(rest) && !MAY_BE_SECRET.test(rest) ? oneLine(rest) : null
}

/** `sip:+19195550100@pbx.example.com` */
const ADDRESS = /@\S+|\b\w+:(?=\+?\d)/g

/** `Questions? Call Dana at 919-555-0199`: a number, but not one that the column lists. */
function isSentence(cell: string): boolean {
  const words = cell.replace(ADDRESS, '').match(/\p{L}{2,}/gu) ?? []
  return (
    (words.length >= 4 ||
      /\b(?:call|questions?|contact|fax|attn|remit|payments?|support|inquiries)\b/i.test(cell)) &&
    !/[;,\n]\s*[+(]?\d/.test(cell)
  )
}

const MOST_IN_RANGE = 20_000

/** A range whose ends may leave out what stands before them. */
function piecesOfApart(
  [first, last]: readonly [string, string],
  before: readonly string[],
  quantity: string,
): readonly RowPiece[] {
  const pieces = piecesOfRange(whole(first, before), whole(last, before), quantity)
  const isShort = before.length > 0 && [first, last].some((end) => /^\d{1,3}$/.test(end))
  return isShort ? [...pieces, RESTORED] : pieces
}

/** `0100` with its area code and exchange, which stand in columns of their own. */
function whole(end: string, before: readonly string[]): string {
  if (before.length === 0 || !/^\d{1,4}$|^\d{3}[-. ]?\d{4}$/.test(end)) return end
  const digits = `${before.join('')}${end.padStart(LINE_DIGITS, '0')}`.replace(/\D/g, '')
  return digits.length === ALL_DIGITS ? digits : end
}

function piecesOfRange(first: string, last: string, quantity: string): readonly RowPiece[] {
  const text = [first, last].filter((one) => one !== '').join(' to ')
  if (text === '') return []
  const count = /^\d{1,3}(?:,\d{3})*(?:\.0+)?$/.test(quantity)
    ? Number(quantity.replaceAll(',', ''))
    : null
  const unread = (why: string | null): readonly RowPiece[] => [{ kind: 'unread', text, why }]
  const from = single(first)
  if (from === null) return last === '' ? piecesOfCell(first) : unread(damageOf(first))
  if (last === '') {
    if (count === null || count <= 1) return [{ kind: 'numbers', text, first: from, count: 1 }]
    return runOfCount(text, from, count) ?? unread(`no range of ${String(count)} numbers`)
  }
  const to = single(last) ?? shortEnd(from, last)
  if (to === null) return unread(damageOf(last) ?? 'the end of the range isn’t a number')
  const run = runBetween(String(from), String(to))
  if (run === null) return unread('the range ends before it begins, or is too long')
  if (quantity !== '' && count !== run.count) {
    return unread(`the range has ${String(run.count)} numbers, the quantity says ${quantity}`)
  }
  return [{ kind: 'numbers', text, ...run }]
}

function single(cell: string): number | null {
  const [piece, another] = [...piecesOf(cell)]
  return piece?.kind === 'numbers' && piece.count === 1 && another === undefined
    ? piece.first
    : null
}

/** `0399`: omitted digits are those of the first number. */
function shortEnd(from: number, cell: string): number | null {
  const [, exchange, line] = /^(?:([2-9]\d\d)[-. ]?)?(\d{4})$/.exec(cell) ?? []
  if (line === undefined) return null
  const digits = String(from)
  const last = tenDigits(digits.slice(0, 3), exchange ?? digits.slice(3, 6), line)
  return last === null ? null : Number(last)
}

function runOfCount(text: string, from: number, count: number): readonly RowPiece[] | null {
  if (count > MOST_IN_RANGE) return null
  const run = runBetween(String(from), String(from + count - 1))
  return run === null ? null : [{ kind: 'numbers', text, ...run }]
}

const LINE_DIGITS = 4
const RESTORED: RowPiece = {
  kind: 'note',
  says: 'restored leading zeros that a spreadsheet dropped',
}
const AREA_DIGITS = 3
const ALL_DIGITS = 10

function piecesOfParts(cells: readonly string[]): readonly RowPiece[] {
  const text = cells.filter((cell) => cell !== '').join('-')
  if (text === '') return []
  const [area = '', rest = '', line] = cells.map((cell) => cell.replace(/[-. ()]/g, ''))
  const isApart = area.length > AREA_DIGITS || line !== undefined
  const [exchange, last] = isApart
    ? [line === undefined ? area.slice(AREA_DIGITS) : rest, line ?? rest]
    : [rest.slice(0, AREA_DIGITS), rest.slice(AREA_DIGITS)]
  const full = /^\d{1,4}$/.test(last) && isApart ? last.padStart(LINE_DIGITS, '0') : last
  const digits = /^\d{4}$/.test(full) ? tenDigits(area.slice(0, AREA_DIGITS), exchange, full) : null
  if (digits === null) return [{ kind: 'unread', text, why: damageOf(text) }]
  const pieces: RowPiece[] = [{ kind: 'numbers', text, first: Number(digits), count: 1 }]
  if (full !== last) pieces.push(RESTORED)
  return pieces
}
