/** Numbers that follow each other. */
export interface Run {
  readonly first: number
  readonly count: number
}

const LARGEST_RANGE = 20_000

const GAP = String.raw`(?: ?[-./] ?| {0,2})`
/** As it is dialed from abroad, too. */
const COUNTRY = String.raw`(?:(?:\+|00[ .-]?)?1${GAP}|\+)?`
export const NUMBER = String.raw`${COUNTRY}\(?([2-9]\d\d)(?: ?\))?${GAP}([2-9]\d\d)${GAP}(\d{4})`
export const UP_TO = String.raw`(?: ?(?:-|\.{2,3}|…) ?| (?:to|thru|through) )`
const RANGE_END = String.raw`(?:${NUMBER}|(?:([2-9]\d\d)${GAP})?(\d{4}))`
export const NUMBER_OR_RANGE = String.raw`${NUMBER}(?:${UP_TO}${RANGE_END})?`

const ONE_NUMBER = new RegExp(`^(?:tel:)?${NUMBER}$`)

/** Other ways to say "to" between two numbers; read as that. */
const OTHER_UP_TO =
  /(?<=\d\)?) ?(?:→|⇒|~|->|=>|\b(?:until|till?|up to|hasta|bis|al|au|(?:thru|through) to|(?:(?:on|up) )?(?:to|thru|through|until),? (?:and including|inclusive(?: of)?)|(?:on|up|right|all the way) (?:to|thru|through|until))\b) ?(?=[+(]?\d)/gi
const ONE_OF_THEM = String.raw`[+(]?\d[\d ().-]{8,16}`
/** `between 919-555-0100 and 919-555-0119`, `starting at 919-555-0100, ending with 0119` */
const BETWEEN = new RegExp(String.raw`(?<=\bbetween ${ONE_OF_THEM}) (?:and|&) (?=[+(]?\d)`, 'gi')
const FROM_START_TO_END = new RegExp(
  String.raw`(?<=\b(?:start|begin|first)\p{L}{0,4}(?: (?:at|with|from|number|tn|did))?:? ${ONE_OF_THEM})[,;]?(?: and)? (?:end|last)(?:s|ing)?(?: (?:at|with|in|number|tn|did))?:? (?=[+(]?\d)`,
  'giu',
)

const NAMED_FIRST = String.raw`[([]?\b(?:first|from|start|begin|low)\p{L}{0,5}\b[)\]]?`
const NAMED_LAST = String.raw`[([]?\b(?:last|to|end|high|thru|through)\p{L}{0,4}\b[)\]]?`
/** `919-555-0100 (first) - 919-555-0119 (last)`, `919-555-0100 (start), 919-555-0119 (end)` */
const NAMED_BEHIND = new RegExp(
  String.raw`(?<=\d) ?(?:[([](?:first|from|start|begin|low)\p{L}{0,5}[)\]] ?(?:-|to|thru|through|\.{2,3}|…) ?(?=[+(]?\d)` +
    String.raw`|${NAMED_FIRST}(?: ?[-,;&/–] ?| and | to | )(?=(?:${ONE_OF_THEM}|\d{4}) ?${NAMED_LAST}(?! ?[+(]?\d)))`,
  'giu',
)

/** `919-555-01[00-19]`, `919-555-[0100-0119]` */
const ENDS_IN_BRACKETS =
  /(?<!\d)(\(?[2-9]\d\d\)?[-. ]{0,2}[2-9]\d\d[-. ]?)(\d{0,3})[[({](\d{1,4}) ?(?:-|\.{2,3}|…|to|thru) ?(\d{1,4})[\])}](?!\d)/g
const LINE_DIGITS = 4

function withBothEnds(line: string): string {
  return line.replace(
    ENDS_IN_BRACKETS,
    (whole: string, ...[before, same, first, last]: string[]) => {
      const ends = [first, last].map((end = '') => `${same ?? ''}${end}`)
      if (ends.some((end) => end.length !== LINE_DIGITS)) return whole
      return `${before ?? ''}${ends.join(' to ')}`
    },
  )
}

/** The ten digits of text that is one number and nothing else. */
export function oneNumber(text: string): string | null {
  if (text.length === 10 && isDigits(text)) return mayBeDialed(text) ? text : null
  if (text.length === 12 && text[3] === '-' && text[7] === '-') {
    const line = text.slice(8)
    return isDigits(line) ? tenDigits(text.slice(0, 3), text.slice(4, 7), line) : null
  }
  const [, area, exchange, line] = ONE_NUMBER.exec(text) ?? []
  return tenDigits(area, exchange, line)
}

/** `919-555-0400 until 0409` → `919-555-0400 to 0409` */
export function withPlainRanges(line: string): string {
  const whole = MAY_HAVE_BRACKETS.test(line) ? withBothEnds(line) : line
  const plain = MAY_SAY_UP_TO.test(whole) ? whole.replace(OTHER_UP_TO, ' to ') : whole
  if (!MAY_SAY_BOTH_ENDS.test(plain)) return plain
  return plain
    .replace(BETWEEN, ' to ')
    .replace(FROM_START_TO_END, ' to ')
    .replace(NAMED_BEHIND, ' to ')
}

/** Cheaper than the patterns. */
const MAY_HAVE_BRACKETS = /\d[-. ]?[[({]\d{1,4} ?[-.…t]/
const MAY_SAY_UP_TO =
  /[→⇒~>]|til|hasta|bis|inclu|hr\w* to|\d a[lu] ?\d|(?:on|up|right|way) (?:to|thr)/i
const MAY_SAY_BOTH_ENDS = /between|start|begin|first|[([]from|\blow/i

/** What a match of `NUMBER_OR_RANGE` says; `null` for a range that cannot be meant. */
export function runOf(match: RegExpExecArray): Run | null {
  const [, area = '', exchange = '', line, lastArea, lastExchange, fullEnd, shortExchange, short] =
    match
  const first = tenDigits(area, exchange, line)
  if (first === null) return null
  const lastLine = fullEnd ?? short
  if (lastLine === undefined) return { first: Number(first), count: 1 }
  const last = tenDigits(lastArea ?? area, lastExchange ?? shortExchange ?? exchange, lastLine)
  return last === null ? null : runBetween(first, last)
}

const EACH = new RegExp(`${NUMBER_OR_RANGE}(?!\\d)`, 'g')

/** The numbers and ranges that stand anywhere in a text. */
export function runsIn(text: string): readonly Run[] {
  return [...text.matchAll(EACH)].map(runOf).filter((run) => run !== null)
}

/** From one number of ten digits to another, both included. */
export function runBetween(first: string, last: string): Run | null {
  const count = Number(last) - Number(first) + 1
  const isMeant = count >= 1 && count <= LARGEST_RANGE && everyExchangeExists(first, last)
  return isMeant ? { first: Number(first), count } : null
}

function everyExchangeExists(first: string, last: string): boolean {
  for (let code = Number(first.slice(0, 6)); code <= Number(last.slice(0, 6)); code++) {
    if (tenDigits(String(code).slice(0, 3), String(code).slice(3), '0000') === null) return false
  }
  return true
}

export function tenDigits(area = '', exchange = '', line = ''): string | null {
  return isPlanCode(area) && isPlanCode(exchange) ? area + exchange + line : null
}

/** Area codes and exchanges begin with 2 to 9 and are no service code such as 911. */
function isPlanCode(code: string): boolean {
  return code.length === 3 && isDigits(code) && isPlanCodeAt(code, 0)
}

/** All ten digits, as every entry of a list of twenty thousand is. */
function mayBeDialed(digits: string): boolean {
  return isPlanCodeAt(digits, 0) && isPlanCodeAt(digits, 3)
}

const [ZERO, ONE, NINE] = [0x30, 0x31, 0x39]

function isPlanCodeAt(digits: string, at: number): boolean {
  const isService = digits.charCodeAt(at + 1) === ONE && digits.charCodeAt(at + 2) === ONE
  return digits.charCodeAt(at) > ONE && !isService
}

function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at)
    if (sign < ZERO || sign > NINE) return false
  }
  return true
}
