/** The meaning of a column according to its heading alone. */
export type ColumnMeaning =
  /** It says that its numbers are ported. */
  | 'to-port'
  /** Telephone numbers, and nothing against them. */
  | 'numbers'
  /** Telephone numbers that stay or only help: contact, forwarding, billing, fax. */
  | 'other-numbers'
  | 'first'
  | 'last'
  | 'quantity'
  | 'area'
  | 'exchange'
  | 'line'
  /** Yes or no, row by row. */
  | 'wanted'
  /** Account numbers, PINs, ZIPs, days: never telephone numbers, even if they have the digits of one. */
  | 'something-else'
  | 'unknown'

const NUMBER_WORD = String.raw`(?:numbers?|nums?|nos?|w?tns?|tfns?|dids?|ddis?|dns?|phones?|telephones?|lines?)`
const PORT_WORD = String.raw`(?:ported|porting|port ?in|port|transferred|transferring|transfer|moved|moving|move|migrated|migrating|migrate)`
const SAYS_PORT = new RegExp(
  [
    String.raw`\b${NUMBER_WORD}\b.{0,20}\b(?:to|being|for|will be|you are|we are) (?:be )?${PORT_WORD}\b`,
    String.raw`\b${PORT_WORD} (?:in )?(?:tele ?)?(?:phone )?${NUMBER_WORD}\b`,
    String.raw`^(?:to )?(?:be )?${PORT_WORD} (?:tele)?phone`,
  ].join('|'),
)
const NOT_WHAT_PORTS =
  /\b(?:forward\w*|receiv\w*|temp\w*|ring ?to|destination|target|replacement|not|kept|keep\w*|stay\w*|remain\w*|disconnect\w*|cancel\w*)\b/
const TRADE_WORD =
  /\b(?:w?tns?|tfns?|dids?|ddis?|dns?|msisdns?|e ?164|(?:working|subscriber|ported?) (?:tele ?)?(?:phone )?numbers?|toll ?free(?: numbers?)?)\b/
const PHONE_WORD =
  /\b(?:phones?|telephones?|tels?|mobiles?|cells?|cellphones?|caller ids?|rufnummern?|telefon(?:nummern?)?|t[eé]l[eé](?:fono|phone)s?|n[uú]m[eé]ros?)\b/
const ANY_NUMBER = /\b(?:numbers?|nums?|ranges?|blocks?)\b/
const OTHERS_NUMBER =
  /\b(?:contact|forward\w*|receiv\w*|fax|temp|temporary|call ?back|callback|billing|bill|btn|atn|emergency|alternate|alt|destination|terminat\w*|rings?|target|replacement|new|caller|callers|called|calling|dialed|dialled|originat\w*|not|kept|keep\w*|stay\w*|remain\w*|disconnect\w*|cancel\w*|cnam|agent|rep|sales|support|manager|admin|home|personal|customer service|authorized|signer|owner|office contact|pilot)\b/
const SOMETHING_ELSE =
  /\b(?:accounts?|acct|a c|ban|pin|passcode|password|ssn|tax|ein|order|invoice|ticket|customer|zip|postal|id|serial|imei|iccid|sim|po|pon|reference|ref|house|street|suite|date|day|time|amount|price|cost|charge|rate|usage|minutes|version|page|row|item)\b/
const PEOPLE = /\b(?:name|names|address|city|state|e ?mail|notes?|comments?|description|label)\b/

const WHOLE: ReadonlyMap<string, ColumnMeaning> = new Map<string, ColumnMeaning>([
  ...['from', 'start', 'begin', 'first', 'low', 'lower', 'von', 'desde'].map(
    (one) => [one, 'first'] as const,
  ),
  ...['to', 'end', 'last', 'high', 'upper', 'thru', 'through', 'bis', 'hasta'].map(
    (one) => [one, 'last'] as const,
  ),
  ...[
    'qty',
    'quantity',
    'count',
    'size',
    'how many',
    'total',
    'block size',
    'range size',
    'anzahl',
  ].map((one) => [one, 'quantity'] as const),
  ...['npa', 'area code', 'areacode', 'area', 'vorwahl'].map((one) => [one, 'area'] as const),
  ...['nxx', 'exchange', 'prefix', 'co code', 'central office code', 'central office'].map(
    (one) => [one, 'exchange'] as const,
  ),
  ...['nxx xxxx', 'nxx line', '7 digit number', 'seven digit number', 'local number'].map(
    (one) => [one, 'line'] as const,
  ),
  ...['line', 'line number', 'line no', 'xxxx', 'last 4', 'last four', 'station', 'suffix'].map(
    (one) => [one, 'line'] as const,
  ),
  ...['port', 'porting', 'to port', 'port in', 'port yes no', 'port y n', 'include', 'move'].map(
    (one) => [one, 'wanted'] as const,
  ),
  ...[
    'transfer',
    'transfer yes no',
    'transfer y n',
    'port date',
    'porting date',
    'port in date',
    'port status',
    'porting status',
    'port or not',
    'ready to port',
    'ok to port',
    'port this',
    'port this number',
    'port it',
    'action',
    'decision',
    'disposition',
    'status',
    'line status',
    'number status',
    'request',
    'request type',
    'keep or port',
    'port or keep',
    'port keep',
    'keep port',
  ].map((one) => [one, 'wanted'] as const),
])

const STARTS_RANGE = new RegExp(
  String.raw`^(?:start|first|begin)(?:ning|ing)?\b|\b(?:${NUMBER_WORD}|port(?:ed|ing)?) (?:start|begin)(?:ning|ing)?$|\b${NUMBER_WORD} from$`,
)
const ENDS_RANGE = new RegExp(
  String.raw`^(?:end(?! ?user)|last)(?:ing)?\b|\b(?:${NUMBER_WORD}|port(?:ed|ing)?) (?:end(?:ing)?|last)$|\b${NUMBER_WORD} to$`,
)
const QUANTITY = new RegExp(`^(?:(?:number|no|count|qty|quantity|how many) )?of ${NUMBER_WORD}$`)
const ENDS: readonly (readonly [RegExp, ColumnMeaning])[] = [
  [/\b(?:start|starting|begin|beginning|first|from|low|von|desde)\b/, 'first'],
  [
    /\b(?:end(?! ?user)|ending|last|to(?! (?!w?tns?|numbers?|dids?|phone|telephone)\p{L})|high|thru|through|bis|hasta)\b/u,
    'last',
  ],
]

export function meaningOf(heading: string): ColumnMeaning {
  const words = wordsOf(heading)
  const whole = WHOLE.get(words)
  if (whole !== undefined) return whole
  if (words === '') return 'unknown'
  if (QUANTITY.test(words)) return 'quantity'
  const ofThePhone = PHONE_WORD.test(words) || TRADE_WORD.test(words)
  const isNumber = ofThePhone || ANY_NUMBER.test(words)
  if (SAYS_PORT.test(words) && !NOT_WHAT_PORTS.test(words)) return endOfPorted(words) ?? 'to-port'
  if (SOMETHING_ELSE.test(words) && !ofThePhone) return 'something-else'
  if (OTHERS_NUMBER.test(words) && (isNumber || !PEOPLE.test(words))) return 'other-numbers'
  if (PEOPLE.test(words)) return 'unknown'
  if (isNumber) {
    const end = ENDS.find(([pattern]) => pattern.test(words))
    if (end !== undefined) return end[1]
  }
  if (TRADE_WORD.test(words)) return 'to-port'
  return isNumber ? 'numbers' : 'unknown'
}

/** `Ported Number Start`: an end of a range, where the heading says so at its own beginning or end. */
function endOfPorted(words: string): ColumnMeaning | null {
  if (STARTS_RANGE.test(words)) return 'first'
  return ENDS_RANGE.test(words) ? 'last' : null
}

/** Whether a heading is about calls that were made, whose ends are no range. */
export function speaksOfCalls(heading: string): boolean {
  return /\b(?:minutes?|mins?|duration|seconds?|secs?|calls?|call ?(?:type|time|date))\b/.test(
    wordsOf(heading),
  )
}

/** Whether such a heading makes its row a heading. */
export function speaksOfNumbers(meaning: ColumnMeaning): boolean {
  return ['to-port', 'numbers', 'other-numbers', 'first', 'area'].includes(meaning)
}

/** `phone_number`, `PhoneNumber`, `Phone (10 digits)` → `phone number` */
function wordsOf(heading: string): string {
  return heading
    .replace(/\([^()]*\)|:[a-z][\w+-]{0,40}:/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replace(/(?<=[A-Z])(?=[A-Z][a-z]{2})/g, ' ')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}
