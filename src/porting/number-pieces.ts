import { NAMED_TO_STAY } from './exceptions.ts'
import { mayBeSpelled, replaceSpelled } from './vanity-numbers.ts'
import {
  NUMBER,
  NUMBER_OR_RANGE,
  oneNumber,
  runOf,
  UP_TO,
  withPlainRanges,
  type Run,
} from './number-grammar.ts'
import { numberList } from './number-list.ts'
import { STATE_CODES } from './place-codes.ts'
import { replaceCrossedOut, withoutEmphasis } from './text-marks.ts'

/** A piece of a line: consecutive numbers, or text that resembles a number but is none. */
export type NumberPiece =
  | ({
      readonly kind: 'numbers'
      readonly text: string
      /** It was spelled with letters that represent digits. */
      readonly isSpelled?: true
    } & Run)
  | { readonly kind: 'unread'; readonly text: string }

/** The end of a range or of a list that leaves out what is the same: 0101. */
const SHORTEST_PIECE = 4
/** Fewer digits than this are prose: a house, a year, an hour. */
const DIGITS_WORTH_SHOWING = 5

const NUMBER_HERE = new RegExp(`${NUMBER}(?!\\d)`, 'y')
const ITEM = new RegExp(`${NUMBER_OR_RANGE}(?!\\d)`, 'y')
const RANGE_BEGUN = new RegExp(`${UP_TO}[+(]?\\d`, 'y')
const UP_TO_ANYWHERE = new RegExp(UP_TO)

/** `ext 12`, `x12`: shown back, and no part of any number. */
const EXTENSION = /(?<!\p{L})(?:ext(?:ension|n)?\.?|x)[ .:#=]{0,2}\d{1,6}(?![-./)]?\d)/giu
/** `+ 19 more`, `× 20`, and the two digits after a number: these mean numbers, but it is uncertain which. */
const MORE_OF_THEM =
  /(?<=\d,? ?)(?:\+|&|\b(?:and|plus)\b) ?(?:the )?(?:\d{1,5} (?:more|others?|additional|consecutive|sequential|following)|(?:next|following) \d{1,5})\b|(?<=\d{4} ?)\+ ?\d{1,4}(?=\s*(?:[,;]|$))|(?<=\d{4} ?)(?:\([+×] ?\d{1,4}\)|[×*] ?\d{1,4}(?![\d-]))/gi
/** `919-555-0400+`, `919-555-0400 and up`: with the end of the number before it. */
const AND_UP =
  /(?<=[-. )]\d{3}[-. ]?(?<number>\d{4}) ?)(?:\+(?= ?(?:[,;.)]|$))|,? ?(?:(?:and|&) (?:up|above|higher)|onwards?)\b)/gi
/** `Block of 100 starting at` the number after it. */
const BLOCK_OF_THEM =
  /\b(?:block|range|group)(?: of|s? size)? \d{1,5}\b(?![-.)]?\d)|\b(?:next|following) \d{1,5}\b(?= (?:(?:numbers|tns|dids|lines|ones) )?(?:after|from|following|behind)\b)/gi
/** Digits in threes and four with signs between them that nobody can be sure of: `919_555_0100`. */
const ODD_SIGNS = /(?<!\d)[2-9]\d\d[^\p{L}\d ()+./-][2-9]\d\d[^\p{L}\d ()+/]\d{4}(?!\d)/gu
/** A digit in each box of a form. */
const IN_BOXES = /(?<!\d ?[|,;\t]? ?)\d(?: ?[|,;\t] ?\d){9,10}(?! ?[|,;\t]? ?\d)/g
/** Numbers as mangled by a spreadsheet: `9.19555E+9`, `9,195,550,100`, `9.195.550.100`. */
const OF_A_SPREADSHEET =
  /(?<![\p{L}\d.,$€£])(?:\d(?:[.,]\d+)?E\+?(?:0?9|1[01])|\d{1,2}(?:([.,])\d{3})(?:\1\d{3}){2})(?![\d.,]*\d)/giu
const TAIL_OF_TWO =
  /(?<=\d{4}(?:(?:, ?| ?& ?|,? and )\d{2,3}){0,20}(?:, ?| ?& ?|,? and ))\d{2,3}(?=\s*(?:,|&|and\b|[.;]?\s*$))/g
/** `(100 numbers)`, `(100 block)`, `(100)` after the first of them, or `100 numbers from` before it. */
const COUNT_OF_THEM =
  /(?<=\d{4}[ ,:;–-]{0,3}\(?)\d{1,5}[ -](?:numbers|tns|dids|lines|block)\b|(?<=\d{4} ?)\(\d{2,5}\)(?! ?[\d-])|(?<![\d.-])\d{1,5} (?:numbers|tns|dids|lines)(?= (?:from|starting|beginning)\b)/gi
const MAY_COUNT = /s\b|block|\(\d/i

/** Shown back as they were written. */
const ASIDES = [
  NAMED_TO_STAY,
  EXTENSION,
  MORE_OF_THEM,
  AND_UP,
  TAIL_OF_TWO,
  BLOCK_OF_THEM,
  ODD_SIGNS,
  IN_BOXES,
  OF_A_SPREADSHEET,
]

/** Most lines of a long list; found like any other, only sooner. */
const PLAIN_LINE = /^\d{3}-?\d{3}-?\d{4}$/
/** As many digits as the shortest piece, or what an aside is known by. */
const MAY_HOLD_PIECES = /\d(?:\D*\d){3}|x|8\d\d\p{L}|\d{3}[-. )]{1,3}[\d.-]{0,8}\p{L}/iu

/** Not that of `TN 91955`. */
const ZIP_STATES = [...STATE_CODES].filter((code) => code !== 'TN').join('|')

/** What has digits and is understood to be something else: hidden by a tab, which ends any number. */
const SOMETHING_ELSE: readonly RegExp[] = [
  / {3,}/g, // columns made with blanks
  /(?<!\d|\d[-./])\d{4}[-./]\d{1,2}[-./]\d{1,2}(?![-./]?\d)/g, // dates
  /(?<!\d|\d[-./])\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})(?![-./]?\d)/g,
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/g, // times of day
  /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2},? \d{4}\b/gi,
  new RegExp(String.raw`(?<=\b(?:${ZIP_STATES}),? {1,2})\d{5}(?:-\d{4})?(?![\d-])`, 'g'),
  /^[\s>*-]{0,8}\d{1,3}[.)] +(?=[+(]?\d)/g, // the 2. of a numbered list
]
/** `(+1) 919 555 0100` */
const BRACKETED_COUNTRY = /\(\+1\) ?(?=\(?[2-9]\d\d)/g
/** Where a telephone system is reached under a number: `sip:+19195550100@pbx.example`. */
const SIP = /\bsips?:([^@\s,;<>]{1,40})@[^\s,<>"']+/gi
/** Mail and web addresses. */
const WORD = /[^\s,;|<>"]+/g
const ADDRESS = /@|:\/\//

/** Digits and the characters that may separate the digits of a number or of a range. */
const RUN = /[+(]?\d[\d ()+.…/-]*(?:(?<= )(?:to|thru|through) (?=[+(]?\d)[\d ()+.…/-]+)*/g

/** What follows is not a telephone number, whatever its format, and is not repeated to anybody. */
const SECRET_LABEL =
  /(?<!\bno )\b(?:account|acct|a\/c|pin|passcode|password|ssn)s?(?:[ _]?(?:numbers?|no|nr|num|id|code))?(?:(?:[ .:#=\t→*"'>-]|\bis\b)*(?:(?<=^["\w /:#.-]{3,38})[",;|]{1,3})?)$/i
/** What follows is a number only if it is written like one, with its separators. */
const OTHER_LABEL =
  /\b(?:order|invoice|ticket|case|ref|reference|po|pon|customer|serial|imei|id)s?(?:[ _]?(?:number|no|nr|num|id))?(?:(?:[ .:#=\t→*"'>-]|\bis\b)*(?:(?<=^["\w /:#.-]{2,38})[",;|]{1,3})?)$/i
const LONGEST_LABEL = 40
/** `84127700 is our account` */
const SECRET_BEHIND =
  /^[)\s]{0,2}(?:[(=:–-] ?|(?:is|as) (?:(?:the|our|my|your) )?)?(?:account|acct|pin|passcode|password)\b/i
const NEXT_IN_LIST = /^ ?(?:[,;&/]|and|or) ?(?:and |or )?$/i

const GLUED_BEFORE = /[^\s,;|"'<>():=]{0,20}[\p{L}\p{N}_@$€£\\/]$/u
const LONGEST_GLUED = 21
const GLUED_AFTER = /^(?:[\p{L}\p{N}_@%]|\.\p{L})/u
/** `919-555-0100, 0101`, `919-555-0100 (main) 0101`: the short one means a number, but not for certain which. */
const SHORT_ONE_FOLLOWS =
  /^(?:, +|[;:] ?| ?& ?| and | ?\([^()\d]{1,20}\)[ ,;]{0,2}|(?:[ ,;]{1,2}(?:main|fax|backup|office|also|plus)\b){1,2}[ :]{1,2})$/i

/**
 * The numbers of one line of plain text, and what could not be read as one, from left to right; and a count
 * of them that says otherwise.
 */
export function* piecesOf(text: string): Generator<NumberPiece> {
  const counts = MAY_COUNT.test(text)
    ? [...text.matchAll(COUNT_OF_THEM)].map(([count]) => count)
    : []
  let numbers = 0
  for (const piece of piecesIn(text)) {
    if (piece.kind === 'numbers') numbers += piece.count
    yield piece
  }
  for (const count of counts) {
    if (numbers > 0 && Number(/\d+/.exec(count)) !== numbers) yield { kind: 'unread', text: count }
  }
}

function* piecesIn(text: string): Generator<NumberPiece> {
  const alone = PLAIN_LINE.test(text) ? oneNumber(text) : null
  if (alone !== null) {
    yield { kind: 'numbers', text, first: Number(alone), count: 1 }
    return
  }
  if (!MAY_HOLD_PIECES.test(text)) return
  const crossed: NumberPiece[] = []
  const seen = replaceCrossedOut(text, ({ text, mark }) => {
    for (const piece of piecesIn(text))
      crossed.push({ kind: 'unread', text: `${mark}${piece.text}${mark}` })
    return '\t'
  })
  yield* crossed
  const plain = withPlainRanges(
    withoutEmphasis(seen).replace(SIP, '$1').replace(BRACKETED_COUNTRY, '+1 '),
  )
  const list = isOfSomethingElse(plain) ? null : numberList(plain)
  if (list !== null) {
    for (const item of list) yield { kind: 'numbers', ...item }
    return
  }
  let line = ADDRESS.test(plain)
    ? plain.replace(WORD, (word) => (ADDRESS.test(word) ? '\t' : word))
    : plain
  const spelled: NumberPiece[] = []
  line = replaceSpelled(line, ({ text, digits }) => {
    spelled.push(
      digits === null
        ? { kind: 'unread', text }
        : { kind: 'numbers', text, first: Number(digits), count: 1, isSpelled: true },
    )
    return '\t'
  })
  yield* spelled
  for (const pattern of ASIDES) {
    for (const { 0: aside, groups } of line.matchAll(pattern)) {
      yield { kind: 'unread', text: `${groups?.['number'] ?? ''}${aside}` }
    }
    line = line.replace(pattern, '\t')
  }
  for (const pattern of SOMETHING_ELSE) line = line.replace(pattern, '\t')

  let numberEndsAt: number | null = null
  let secretEndsAt: number | null = null
  for (const match of line.matchAll(RUN)) {
    const run = match[0].slice(0, match[0].search(/\d\D*$/) + 1)
    // Shorter than anything that is worth showing.
    if (run.length < SHORTEST_PIECE) {
      numberEndsAt = null
      continue
    }
    const start = match.index
    const end = start + run.length
    const before = line.slice(Math.max(0, start - LONGEST_LABEL), start)
    if (SECRET_LABEL.test(before)) {
      secretEndsAt = end
      continue
    }
    const isNextSecret: boolean =
      secretEndsAt !== null && NEXT_IN_LIST.test(line.slice(secretEndsAt, start))

    const found = piecesOfRun(run, {
      gluedBefore: GLUED_BEFORE.exec(before.slice(-LONGEST_GLUED))?.[0] ?? '',
      gluedAfter: GLUED_AFTER.test(line.slice(end, end + 2)),
      mustBeSeparated: OTHER_LABEL.test(before),
      followsNumber:
        numberEndsAt !== null && SHORT_ONE_FOLLOWS.test(line.slice(numberEndsAt, start)),
    })
    // `PINs: 447101, 447102`
    const isCalledSecret =
      isNextSecret ||
      (found.some(({ kind }) => kind === 'unread') && SECRET_BEHIND.test(line.slice(end, end + 30)))
    const pieces: readonly NumberPiece[] = isCalledSecret
      ? found.filter(({ kind }) => kind === 'numbers')
      : found
    secretEndsAt = isNextSecret && pieces.length === 0 ? end : null
    yield* pieces
    numberEndsAt = pieces.length > 0 ? end : null
  }
}

function isOfSomethingElse(line: string): boolean {
  const [label = ''] = /^[^\d+(]{0,40}/.exec(line) ?? []
  return SECRET_LABEL.test(label) || OTHER_LABEL.test(label)
}

interface Surroundings {
  readonly gluedBefore: string
  readonly gluedAfter: boolean
  readonly mustBeSeparated: boolean
  readonly followsNumber: boolean
}

interface Word {
  readonly start: number
  readonly end: number
  /** `null`: no number. */
  readonly numbers: Run | null
  /** Blanks alone hold it together, so a stray word beside it might belong to it. */
  readonly loose: boolean
}

function piecesOfRun(run: string, around: Surroundings): readonly NumberPiece[] {
  const pieces: NumberPiece[] = []
  let { followsNumber } = around
  for (const { start, end, numbers } of joinStrays(wordsOf(run, around))) {
    if (numbers !== null) {
      pieces.push({ kind: 'numbers', text: run.slice(start, end), ...numbers })
      followsNumber = true
      continue
    }
    const stray = run.slice(start, end)
    const digits = stray.replace(/\D/g, '').length
    if (digits >= DIGITS_WORTH_SHOWING || (followsNumber && /^\d{4}$/.test(stray))) {
      const glued = start === 0 ? around.gluedBefore : ''
      pieces.push({ kind: 'unread', text: glued + stray })
    }
  }
  return pieces
}

/** Joins adjacent unreadable words to one piece, together with the ambiguous numbers of their run. */
function joinStrays(words: readonly Word[]): readonly Word[] {
  if (words.every(({ numbers }) => numbers !== null)) return words
  const joined: Word[] = []
  for (const word of words) {
    const last = joined.at(-1)
    const numbers = word.loose ? null : word.numbers
    if (numbers === null && last?.numbers === null) {
      joined[joined.length - 1] = { ...last, end: word.end }
    } else {
      joined.push({ ...word, numbers })
    }
  }
  return joined
}

function wordsOf(run: string, around: Surroundings): readonly Word[] {
  const words: Word[] = []
  let at = 0
  while (at < run.length) {
    const next = nextStart(run, at)
    if (next === null) break
    const word = abroad(run, next) ?? numbersAt(run, next, around) ?? strayAt(run, next)
    words.push(word)
    at = word.end
  }
  return words
}

function nextStart(run: string, from: number): number | null {
  let at = from
  while (at < run.length && !/[+(\d]/.test(run.charAt(at))) at += 1
  return at < run.length ? at : null
}

/** Another country's number takes the rest of the run: its groups can resemble ours. */
function abroad(run: string, start: number): Word | null {
  const leaves = /\+(?! ?1)|00[ .-](?!1[ .(-])|011[ .-]/y
  leaves.lastIndex = start
  return leaves.test(run) ? { start, end: run.length, numbers: null, loose: false } : null
}

function numbersAt(run: string, start: number, around: Surroundings): Word | null {
  ITEM.lastIndex = start
  const match = ITEM.exec(run)
  if (match === null) return null

  const [text] = match
  const end = start + text.length
  const glued =
    (start === 0 && around.gluedBefore !== '') || (end === run.length && around.gluedAfter)
  const bare = start === 0 && around.mustBeSeparated && /^\d+$/.test(text)
  if (glued || !endsCleanly(run, end)) return null
  return { start, end, numbers: bare ? null : runOf(match), loose: isLoose(text) }
}

function endsCleanly(run: string, end: number): boolean {
  if (end === run.length) return true
  RANGE_BEGUN.lastIndex = end
  if (RANGE_BEGUN.test(run)) return false
  const slash = / ?\/ ?/y
  slash.lastIndex = end
  if (slash.test(run)) {
    NUMBER_HERE.lastIndex = slash.lastIndex
    return NUMBER_HERE.test(run)
  }
  return /[.)]* /y.test(run.slice(end, end + 4))
}

function isLoose(text: string): boolean {
  return text.split(UP_TO_ANYWHERE).some((part) =>
    part
      .replace(/^\+?1 /, '')
      .replace(') ', ')')
      .includes(' '),
  )
}

function strayAt(run: string, start: number): Word {
  const stray = /[^ ]+(?: (?:to|thru|through) [^ ]+)*/y
  stray.lastIndex = start
  stray.test(run)
  return { start, end: stray.lastIndex, numbers: null, loose: false }
}

const SHORTEST_NUMBER = 10
/** `919-555-0100` */
const LONGEST_PLAIN = 12

export function hasNumber(text: string): boolean {
  if (text.length < SHORTEST_NUMBER) return false
  if (text.length <= LONGEST_PLAIN && oneNumber(text) !== null) return true
  if (!mayHoldNumber(text)) return false
  for (const piece of piecesOf(text)) if (piece.kind === 'numbers') return true
  return false
}

/** `-`, `.`, `)`, or the blank after a country code: no number is spelled without one. */
function maySeparate(sign: number, before: number): boolean {
  return sign === 0x2d || sign === 0x2e || sign === 0x29 || (sign === 0x20 && before === 0x31)
}

/** `1800FLOWERS`; `100 of 3` has a blank between. */
function mayBeGlued(text: string, at: number, digits: number): boolean {
  if (digits < 3 || text.charCodeAt(at) <= 0x40) return false
  const before = text.charCodeAt(at - 1)
  return before >= 0x30 && before <= 0x39
}

/** Ten digits, or an area code followed by letters; few cells of a table have either. */
function mayHoldNumber(text: string): boolean {
  let digits = 0
  let mayBeArea = false
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign >= 0x30 && sign <= 0x39) {
      if (++digits === 10) return true
    } else mayBeArea ||= maySeparate(sign, text.charCodeAt(at - 1)) || mayBeGlued(text, at, digits)
  }
  return mayBeArea && digits >= 3 && mayBeSpelled(text)
}
