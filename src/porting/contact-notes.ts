import { oneLine } from './plain-text.ts'
import type { RowPiece } from './read-row.ts'
import { showNumber, type TelephoneNumber } from './telephone-number.ts'

const CONTACT =
  /\b(?:customer (?:service|care)|support|help ?desk|questions?|(?:call|reach|text|dial) (?:me|us)|my (?:cell|mobile|direct|desk|number|phone)|fax|contact|remit|long distance|calls? to|rep(?:resentative)?)\b/i
const LONGEST_LABEL = 60

/** In prose a number may be there to be called; it is taken like the others, and that is said. */
export function* withContactNotes(line: string, pieces: Iterable<RowPiece>): Generator<RowPiece> {
  let from = 0
  for (const piece of pieces) {
    const text = piece.kind === 'note' ? '' : piece.text
    const at = text === '' ? -1 : line.indexOf(text, from)
    if (piece.kind === 'numbers' && at !== -1) {
      const label = CONTACT.exec(line.slice(Math.max(from, at - LONGEST_LABEL), at))?.[0]
      const number = showNumber(String(piece.first) as TelephoneNumber)
      if (label !== undefined) {
        yield { kind: 'note', says: `${number} may be a contact number (“${oneLine(label)}”)` }
      }
    }
    if (at !== -1) from = at + text.length
    yield piece
  }
}
