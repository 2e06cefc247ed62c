import { withPlainRanges } from './number-grammar.ts'
import type { RowPiece } from './read-row.ts'

type Numbers = Extract<RowPiece, { kind: 'numbers' }>

export const ONLY_FOUR = 'only the last four digits'
const LINES_BELOW = 10
/** More in one line is a list, and no sentence about one of its numbers. */
const LONGEST_LINE = 1_000
const LAST_FOUR =
  /(?<![\p{L}\d$€£#@_]|[.,:/-](?=\d)|(?<!\d)\d{3}[ .)-]{1,2})\d{4}(?![\p{L}\d_@%]|[-/.:,]\d)/gu

/** `rolls to 0101, 0102 and 0103`, behind the number that they roll over from. */
const SEVERAL_FOURS =
  /(?<=\b(?:roll\p{L}*|hunt\p{L}*|overflow\p{L}*|lines?|numbers?|tns?|dids?|members?|ending|ends?)(?: (?:over|to|in|with|group|are|is)){0,3}[ :(]{1,3})\d{4}(?:(?:, ?| ?[&/] ?|,? and )\d{4})*(?![\p{L}\d_@%]|[-/.:]\d)/giu

/**
 * Four digits that complete a number of their own line, or of a range not far above: `919-555-0100 to
 * 0119, 0105 is the fax`. Nobody applies what is said about that number, so they are shown back.
 */
export function createShortEnds(): {
  of(row: number, line: string, pieces: readonly RowPiece[]): readonly RowPiece[]
} {
  let ranges: readonly { readonly row: number; readonly range: Numbers }[] = []
  return {
    of(row, line, pieces) {
      ranges = ranges.filter((above) => row - above.row <= LINES_BELOW)
      const own = pieces.filter((piece) => piece.kind === 'numbers')
      const known = [...own, ...ranges.map(({ range }) => range)]
      ranges = [...ranges, ...own.filter(({ count }) => count > 1).map((range) => ({ row, range }))]
      if (known.length === 0 || line.length > LONGEST_LINE || !mayHoldMore(line, pieces)) return []
      const rest = restOf(line, pieces)
      const lists = own.length === 0 ? [] : (rest.match(SEVERAL_FOURS) ?? [])
      const said = lists.reduce((text, list) => text.replace(list, '\t'), rest).match(LAST_FOUR)
      const fours = (said ?? []).filter((four) => known.some((one) => isWithin(Number(four), one)))
      return [...lists, ...fours].map((text) => ({ kind: 'unread', text, why: ONLY_FOUR }))
    },
  }
}

/** Of a list most lines are one number and nothing else. */
function mayHoldMore(line: string, [piece, another]: readonly RowPiece[]): boolean {
  if (piece === undefined || piece.kind === 'note' || another !== undefined) return true
  return line.length > piece.text.length + 4
}

function restOf(line: string, pieces: readonly RowPiece[]): string {
  return pieces.reduce(
    (rest, piece) => (piece.kind === 'note' ? rest : rest.replace(piece.text, '\t')),
    withPlainRanges(line),
  )
}

const LINES_OF_EXCHANGE = 10_000

function isWithin(four: number, { first, count }: Numbers): boolean {
  const from = first % LINES_OF_EXCHANGE
  const at = four < from ? four + LINES_OF_EXCHANGE : four
  return at < from + count
}
