import { piecesOf } from './number-pieces.ts'
import { oneLine } from './plain-text.ts'
import type { RowPiece } from './read-row.ts'
import { showNumber, type TelephoneNumber } from './telephone-number.ts'

const CONTACT =
  /^[\s>]*(?:from|cc|sent by)\s*:\s*\p{L}.{0,50}$|\b(?:customer (?:service|care)|support|help ?desk|questions?|(?:call|reach|text|dial|ring) (?:me|us|cust)|my (?:cell|mobile|direct|desk|number|phone)|fax|contact|remit|signature|long distance|calls? to|forward\w*|ring(?:s|_)? ?to|rep(?:resentative)?)\b|(?<!\p{L})(?:call|dial|reach|office|cell|mobile|direct|[ocmtpdf])[.:]? *$/iu
/** It was another one's, is there for a while, or names who pays. */
const ANOTHER =
  /\b(?:formerly|previously|used to be|old number|new number|temp(?:orary)?(?: number)?|replace[ds]?(?: by)?|CFN[BD]?|btn|billing (?:tele)?(?:phone )?(?:number|tn))\b[^\d]{0,12}$/i
/** `opened by Dana (` */
const BY_SOMEBODY = /\bby \p{Lu}[\p{L}.'’-]+(?: \p{Lu}[\p{L}.'’-]+)? ?(?:[(,:–-] ?)?$/u
const LONGEST_LABEL = 60
/** `… when it is done, thanks, Dana 984-555-0199` */
export const SIGNED_OFF =
  /\b(?:thanks|thank you|thx|regards|sincerely|cheers)\b[^\p{L}\d]{1,4}(?:\p{L}[\p{L}.'’-]*[ ,]{1,2}){1,3}[^\p{L}\d]{0,3}$/iu
const NAMED_LAST =
  /[,.;!?–-] {1,2}[–-]?(?:\p{Lu}[\p{L}.'’-]+[ ,]{1,2}){1,3}(?:at |@ |[(|–-] ?)?[+(]{0,2}$/u
const SHORTEST_SENTENCE = 8

/** In prose a number may be one to call; it is taken like the others, with a note. */
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
      const isLast = isSignature || isSignedSentence(before, line, at + text.length)
      const label =
        CONTACT.exec(before)?.[0] ??
        BY_SOMEBODY.exec(before)?.[0] ??
        (isLast ? 'signature' : undefined)
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

/** Whether a line has a number that may be there to be called. */
export function isToCall(line: string): boolean {
  return [...withContactNotes(line, piecesOf(line), false)].some(({ kind }) => kind === 'note')
}

/** Whether a long sentence ends with somebody's name and this number. */
function isSignedSentence(before: string, line: string, end: number): boolean {
  if (/[\p{L}\d]/u.test(line.slice(end, end + LONGEST_LABEL))) return false
  if (SIGNED_OFF.test(before)) return true
  return NAMED_LAST.test(before) && (line.match(WORD) ?? []).length >= SHORTEST_SENTENCE
}

/** Names, of which lists are full, begin with a capital. */
const WORD = /(?<![\p{L}\d])\p{Ll}{2,}/gu
