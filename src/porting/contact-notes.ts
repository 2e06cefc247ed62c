import { oneLine } from './plain-text.ts'
import type { RowPiece } from './read-row.ts'
import { showNumber, type TelephoneNumber } from './telephone-number.ts'

const CONTACT =
  /\b(?:customer (?:service|care)|support|help ?desk|questions?|(?:call|reach|text|dial|ring) (?:me|us|cust)|my (?:cell|mobile|direct|desk|number|phone)|fax|contact|remit|signature|long distance|calls? to|forward\w*|ring(?:s|_)? ?to|rep(?:resentative)?)\b|(?<!\p{L})(?:call|dial|reach|office|cell|mobile|direct|[ocmtpdf])[.:]? *$/iu
/** It was another one's, is there for a while, or names who pays. */
const ANOTHER =
  /\b(?:formerly|previously|used to be|old number|new number|temp(?:orary)?(?: number)?|replace[ds]?(?: by)?|btn|billing (?:tele)?(?:phone )?(?:number|tn))\b[^\d]{0,12}$/i
const LONGEST_LABEL = 60

/** In prose a number may be there to be called; it is taken like the others, and that is said. */
export function* withContactNotes(
  line: string,
  pieces: Iterable<RowPiece>,
  isSignature: boolean,
): Generator<RowPiece> {
  let from = 0
  for (const piece of pieces) {
    const text = piece.kind === 'note' ? '' : piece.text
    const at = text === '' ? -1 : line.indexOf(text, from)
    if (piece.kind === 'numbers' && at !== -1) {
      const before = line.slice(Math.max(from, at - LONGEST_LABEL), at)
      const number = showNumber(String(piece.first) as TelephoneNumber)
      const label = CONTACT.exec(before)?.[0] ?? (isSignature ? 'signature' : undefined)
      const other = ANOTHER.exec(before)?.[0]
      if (label !== undefined) {
        yield { kind: 'note', says: `${number} may be a contact number (“${oneLine(label)}”)` }
      } else if (other !== undefined) {
        yield { kind: 'note', says: `${number} may not be one to port (“${oneLine(other)}”)` }
      }
    }
    if (at !== -1) from = at + text.length
    yield piece
  }
}
