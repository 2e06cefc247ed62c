import { tenDigits } from './number-grammar.ts'

const KEYS: Readonly<Record<string, string>> = Object.fromEntries(
  ['ABC', 'DEF', 'GHI', 'JKL', 'MNO', 'PQRS', 'TUV', 'WXYZ'].flatMap((letters, index) =>
    Array.from(letters, (letter) => [letter, String(index + 2)] as const),
  ),
)

/**
 * An area code and a spelled part: `1-800-FLOWERS`, `(800) GO-FEDEX`, `800-44-STERN`, `919-555-HELP`.
 * Blanks alone join the parts only after a country code, or prose would match: "800 dollars".
 */
const SPELLED = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:(?:\+?1[-. ] ?)?\(([2-9]\d\d)\)[-. ]?|\+?1[-. ]([2-9]\d\d)[-. ]|([2-9]\d\d)[-.])` +
    String.raw`((?=[\p{N}.-]{0,8}\p{L})[\p{L}\p{N}]{1,15}(?:[-.][\p{L}\p{N}]{1,15}){0,4})(?![\p{L}\p{N}])`,
  'gu',
)
/** `1800FLOWERS`, `800FLOWERS`: without signs between, small letters are one only behind a country code. */
const GLUED =
  /(?<![\p{L}\p{N}/.@-])(?:\+?1(8(?:00|33|44|55|66|77|88))([A-Za-z\d]{4,15})|(8(?:00|33|44|55|66|77|88))([A-Z\d]{4,15}))(?![\p{L}\p{N}@/-]|\.\p{L})/gu
const DIGITS_BEHIND = 7
const TOLL_FREE = /^8(?:00|33|44|55|66|77|88)$/
const FEWEST_LETTERS = 3
const FEWEST_GLUED = 4

interface Spelled {
  readonly text: string
  /** Ten digits; `null`: not seven characters after the area code. */
  readonly digits: string | null
}

const SPELLED_HERE = /(?:[2-9]\d\d[-.)]|1[-. ][2-9]\d\d[-. ]) ?[\d.-]{0,8}\p{L}|8\d\d\d{0,4}\p{L}/u

/** Cheaper than the pattern: "Suite 100 of 3" has no letters after an area code. */
export function mayBeSpelled(line: string): boolean {
  return SPELLED_HERE.test(line)
}

/** Calls back for every number that is spelled with letters, and replaces it with the result. */
export function replaceSpelled(line: string, replace: (spelled: Spelled) => string): string {
  if (!mayBeSpelled(line)) return line
  return line
    .replace(
      SPELLED,
      (text: string, bracketed?: string, dialled?: string, bare?: string, spelled?: string) => {
        const area = bracketed ?? dialled ?? bare ?? ''
        const word = spelled ?? ''
        const signs = word.replace(/[-.]/g, '')
        return isMeant(area, word) ? replace({ text, digits: digitsOf(area, signs) }) : text
      },
    )
    .replace(
      GLUED,
      (text: string, dialled?: string, signs?: string, bare?: string, capitals?: string) => {
        const word = signs ?? capitals ?? ''
        if ((word.match(/\p{L}/gu) ?? []).length < FEWEST_GLUED) return text
        return replace({ text, digits: digitsOf(dialled ?? bare ?? '', word) })
      },
    )
}

/** Except in toll-free numbers, lowercase letters after three digits are usually a word: "call 919-friends". */
function isMeant(area: string, word: string): boolean {
  const letters = word.replace(/[^\p{L}]/gu, '')
  if (letters.length < FEWEST_LETTERS || /\d(?:x|ext)\d/i.test(word)) return false
  return TOLL_FREE.test(area) || letters === letters.toUpperCase()
}

/** `919-555-0XXX`, `919-NXX-XXXX`: any digits, and no word. */
const ANY_DIGITS = /^\d*[XN]*X$/i
/** `555-O1OO`: the letters stand for zeros and ones. */
const LETTERS_FOR_DIGITS = /^(?=\D*\d)[\dOIL]+$/i

function digitsOf(area: string, signs: string): string | null {
  if (signs.length !== DIGITS_BEHIND || ANY_DIGITS.test(signs)) return null
  if (LETTERS_FOR_DIGITS.test(signs)) return null
  const digits = Array.from(signs.toUpperCase(), (sign) => KEYS[sign] ?? sign).join('')
  return /^\d+$/.test(digits) ? tenDigits(area, digits.slice(0, 3), digits.slice(3)) : null
}
