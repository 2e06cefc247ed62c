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
  /** Whether the number of a row is ported. */
  | 'wanted'
  /** The same, in other words, or what has become of it: yes or no, active or disconnected. */
  | 'answer'
  /** A mark there means that the number of its row stays; numbers there stay themselves. */
  | 'stays'
  /** What a line is called, which may be its number. */
  | 'identifier'
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
/** `TN Status`, `DID Type`: what is said of a number, and no number itself. */
const OF_A_NUMBER =
  /\b(?:status|types?|description|desc|usage|name|model|vendor|carrier|provider|owner|user|assigned(?: to)?|assignment|locations?|site|rate ?center|class|category|format|features?|plan|label|enabled|routing|role|purpose|capabilit(?:y|ies))$/
const OTHERS_NUMBER =
  /\b(?:contact|forward\w*|receiv\w*|fax|temp|temporary|call ?back|callback|billing|bill|btn|atn|emergency|alternate|alt|destination|terminat\w*|rings?|target|replacement|new|caller|callers|called|calling|dialed|dialled|originat\w*|not|kept|keep\w*|stay\w*|remain\w*|disconnect\w*|cancel\w*|cnam|home|personal|pilot|mask)\b/
/** Alone it is who somebody is, as in a signature. */
const SOMEBODYS =
  /\b(?:agent|rep|sales|support|manager|admin|customer service|authorized|signer|owner|office contact)\b/
const SOMETHING_ELSE =
  /\b(?:accounts?|acct|a c|ban|pin|passcode|password|ssn|tax|ein|order|invoice|ticket|customer|zip|postal|id|serial|imei|iccid|sim|po|pon|reference|ref|house|street|suite|date|day|time|amount|price|cost|charge|rate|usage|minutes|version|page|row|item)\b/
/** What a line or a user is called, but neither an order nor a secret. */
const IDENTIFIER =
  /^(?!.*\b(?:accounts?|acct|a c|ban|pin|passcode|password|ssn|ein|tax|sim|order|invoice|ticket|po|pon)\b).*\b(?:ids?|ref|reference)$/
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
  ...['npa', 'npa nxx', 'npanxx', 'area code', 'areacode', 'area', 'vorwahl'].map(
    (one) => [one, 'area'] as const,
  ),
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
  ...['transfer', 'port date', 'porting date', 'port in date'].map(
    (one) => [one, 'wanted'] as const,
  ),
  ...[
    'action',
    'decision',
    'disposition',
    'status',
    'line status',
    'request',
    'request type',
    'port this number',
    'keep or port',
    'keep port',
  ].map((one) => [one, 'answer'] as const),
])

const STARTS_RANGE = new RegExp(
  String.raw`^(?:start|first|begin)(?:ning|ing)?\b|\b(?:${NUMBER_WORD}|port(?:ed|ing)?) (?:start|begin)(?:ning|ing)?$|\b${NUMBER_WORD} from$`,
)
const ENDS_RANGE = new RegExp(
  String.raw`^(?:end(?! ?user)|last)(?:ing)?\b|\b(?:${NUMBER_WORD}|port(?:ed|ing)?) (?:end(?:ing)?|last)$|\b${NUMBER_WORD} to$`,
)
const QUANTITY = new RegExp(
  String.raw`^(?:(?:number|no|count|qty|quantity|total|how many) )?of ${NUMBER_WORD}$|^(?:total|qty|quantity) ${NUMBER_WORD}$|\b${NUMBER_WORD} (?:count|qty|quantity|total|in (?:the )?(?:range|block))$`,
)
/** `To be ported?`, `Migrate Y/N`, `In scope`. */
const WHETHER = new RegExp(
  String.raw`^(?:(?:is|are|will|should|to|please|ok|okay|ready|want|wanted|wants|need|needs|it|we|be|being|do|does) )*(?:${PORT_WORD}\b(?! out\b)|(?:in )?scope\b|includ(?:e|ed)(?= (?:in|y|yes)\b|$)|portar\b|portieren\b)`,
)
const WHAT_OF_IT =
  /\b(?:accounts?|acct|pin|passcode|password|id|order|ticket|reference|ref|code|carrier|provider|from|fee|cost|price|charge|company|name|contact|by|spid|ocn|lrn)\b|\bto$/
/** `Selected`, `In project?`, `Active`, above marks or yes and no. */
const CHOSEN =
  /^(?:x|y n|yes no|select(?:ed)?|check(?:ed)?(?: off)?|tick(?:ed)?|mark(?:ed)?|confirm(?:ed)?|approved(?: to \p{L}+)?|want(?:ed)?|go|ok|okay|(?:still )?(?:active|live|needed|in use|in service|used|working)|in (?:this |the )?(?:project|port|order|batch))$/u
/** `Do not port`, `Keep`, `Exclude?`, `Disconnect`. */
const STAYS = new RegExp(
  [
    String.raw`\b(?:not|don t|dont|no|non|never) (?:to )?(?:be )?${PORT_WORD}\b`,
    String.raw`^(?:(?:to|will|should|must|please|is|being|be|if) ){0,3}(?:keep(?:ing)?|kept|retain(?:ed)?|stay(?:s|ing)?|remains?|exclude[ds]?|exclusions?|excluding|remove[ds]?|skip|omit|leave|disconnect(?:ed|ing)?|cancel(?:l?ed)?|decommission(?:ed)?|retired?|deleted?|terminated?|ceased?|drop(?:ped)?|port(?:ed)? out)(?: (?:y n|yes no|flag|this|these|it|behind|date|service|(?:at|with|on) .*)){0,2}$`,
    '^(?:dnp|(?:on )?hold|out of (?:scope|service)|vacant|unused|spare|inactive|suspended|obsolete|not (?:in use|needed|used|active))$',
  ].join('|'),
)
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
  if (isNumber && OF_A_NUMBER.test(words)) return /status$/.test(words) ? 'answer' : 'unknown'
  if (SAYS_PORT.test(words) && !NOT_WHAT_PORTS.test(words)) return endOfPorted(words) ?? 'to-port'
  if (STAYS.test(words)) return 'stays'
  if (CHOSEN.test(words)) return 'answer'
  if (!isNumber && WHETHER.test(words) && !WHAT_OF_IT.test(words)) return 'answer'
  if (SOMETHING_ELSE.test(words) && !ofThePhone) {
    return IDENTIFIER.test(words) ? 'identifier' : 'something-else'
  }
  const isOthers = OTHERS_NUMBER.test(words) || SOMEBODYS.test(words)
  if (isOthers && (isNumber || !PEOPLE.test(words))) return 'other-numbers'
  if (PEOPLE.test(words)) return 'unknown'
  if (isNumber) {
    const end = ENDS.find(([pattern]) => pattern.test(words))
    if (end !== undefined) return end[1]
  }
  if (TRADE_WORD.test(words)) return 'to-port'
  return isNumber ? 'numbers' : 'unknown'
}

const CONTACT =
  /^(?:(?:site|customer|primary|main|billing|technical|local|authorized) )?(?:contact|rep|representative|account manager|manager|agent)(?: (?:name|person))?$/
const PLAIN_PHONE = /^(?:(?:tele)?phone|tel|mobile|cell)(?: (?:phone|number|no))?$/

/** `Contact, Phone`: a phone right behind somebody is theirs. */
export function meaningsOf(headings: readonly string[]): readonly ColumnMeaning[] {
  return headings.map((heading, at) => {
    const isTheirs =
      CONTACT.test(wordsOf(headings[at - 1] ?? '')) && PLAIN_PHONE.test(wordsOf(heading))
    return isTheirs ? 'other-numbers' : meaningOf(heading)
  })
}

/** `Number to be ported?` asks whether it is, where no number stands below it. */
export function saysPorted(heading: string): boolean {
  return SAYS_PORT.test(wordsOf(heading))
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

const OF_NUMBERS: readonly ColumnMeaning[] = [
  'to-port',
  'numbers',
  'other-numbers',
  'stays',
  'identifier',
  'first',
  'area',
]

/** Whether such a heading makes its row a heading. */
export function speaksOfNumbers(heading: string, meaning = meaningOf(heading)): boolean {
  if (!OF_NUMBERS.includes(meaning)) return false
  return meaning !== 'other-numbers' || !isSomebody(wordsOf(heading))
}

/** `Office Manager`, above the numbers of a signature. */
function isSomebody(words: string): boolean {
  const isNumber = [PHONE_WORD, TRADE_WORD, ANY_NUMBER, OTHERS_NUMBER].some((one) =>
    one.test(words),
  )
  return SOMEBODYS.test(words) && !isNumber
}

/** Whether what stands below it is shown to nobody. */
export function isSecretHeading(heading: string): boolean {
  return /\b(?:accounts?|acct|a c|ban|pin|passcode|password|ssn)\b/.test(wordsOf(heading))
}

/** `Order #`, `Customer`: its numbers may have the digits of telephone numbers. */
export function isOfRecords(heading: string): boolean {
  const isRecord = /\b(?:orders?|tickets?|invoices?|customers?|serial|po|pon|ids?|ref|reference)\b/
  return isRecord.test(wordsOf(heading)) && !isSecretHeading(heading)
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
