import { hasNumber } from './number-pieces.ts'

const PART = String.raw`(?:phase|wave|stage|tranche|batch|round)`
const LATER_PART = String.raw`(?:${PART}s? ?(?:#|no\.? ?)?(?:[2-9]|1\d|two|three|four|i{2,3}|iv)|(?:second|third|fourth|2nd|3rd|4th|next|future|another) ${PART}s?)`
const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?`
const WHEN = String.raw`(?:(?:in|after|not (?:before|until|till)) ${MONTH}|(?:a (?:bit|little) |much )?later(?: on)?|(?:at )?a later (?:date|time|point)|next (?:week|month|quarter|year|time)|in (?:the )?(?:near )?future|in (?:a few|a couple of|\d{1,2}) (?:weeks|months))`
const UNSURE = String.raw`(?:t\.?b\.?[dca]\.?|to be (?:determined|decided|confirmed|announced|verified)|(?:still |(?:we(?:'|’)re|i(?:'|’)m|we are|i am) )?not (?:so |yet |quite |completely |entirely |totally |100 ?% )?(?:sure|certain|decided|confirmed|ready)|not yet|unsure|undecided|unconfirmed|uncertain|maybe|perhaps|possibly|tentative(?:ly)?|optional(?:ly)?|if possible|pending|(?:a?wait(?:ing)?|(?:on )?hold) (?:for|on|until|till)(?: [^\n,;.]{1,30})?|(?:on )?hold(?: off)?)`
const ABROAD = String.raw`(?:sp[äa]ter|vielleicht|n[äa]chsten monat|noch (?:offen|unklar)|m[áa]s (?:tarde|adelante)|(?:el )?pr[óo]ximo mes|quiz[áa]s?|tal vez|pendientes?|por confirmar|plus tard|le mois prochain|peut-[êe]tre|[àa] confirmer)`
const NOT_YET = String.raw`(?<![\p{L}\d])(?:${LATER_PART}|${WHEN}|${UNSURE}|${ABROAD})(?![\p{L}\d])`

const FILLER = String.raw`(?:the|these|those|them|they|it|all|following|remaining|other|rest|numbers?|lines?|tns?|dids?|ones?|to|be|is|are|we|we['’]ll|you|will|would|might|may|can|should|port(?:ed|ing|s)?|mov(?:e|ed|ing)|transfer(?:red)?|go(?:ing)?|com(?:e|ing)|do|add|also|for|in|of|and|on|about|if|whether|still|yet|only|then|please|list|section|here)`
/** `Phase 2 (January)`, `These numbers will port next month:`, `Not sure about these` */
const HEADING = new RegExp(
  String.raw`^[^\p{L}\d]*(?:(?:${FILLER}[^\p{L}\d]{1,3}){0,8}${NOT_YET}(?:[^\p{L}\d]{1,3}${FILLER}){0,6}|${LATER_PART} ?[(:,–—-].{0,40})[^\p{L}\d]*$`,
  'iu',
)
const LONGEST_HEADING = 80
/** `Phase 1`, `Port now:` */
const OF_NOW = new RegExp(
  String.raw`\b(?:${PART}s? ?#?(?:1|one|i)|first ${PART}|now|today|this (?:week|month)|immediately|asap|port(?:ed|ing)?|transfer|move)\b`,
  'i',
)

const ENDS = String.raw`(?=[^\p{L}\d]*$| ?[),.;:(/–—-]|,? (?:on|by|after|for|if|whether|about|yet|please|then|with|because|until|till|or|and|but|date)\b)`
const NUMBER_AHEAD = String.raw`(?![^\p{L}\d]{0,4}(?:(?:about|for|the|is|are) )?[+(]?\d{3}[-. )])`
const VERBS = String.raw`(?:(?:it|this|that|one|number|line|is|are|was|will|would|may|might|to|be|port(?:s|ed|ing)?|mov(?:e|es|ed|ing)|go(?:es)?|come(?:s)?|follow(?:s)?|in|at|still|probably)[ :]{1,2}){0,6}`
/** `919-555-0101 (fax) - TBD`, `919-555-0101 will be ported next month` */
const BEHIND = new RegExp(
  String.raw`\d{4}(?: ?\([^()\d]{1,30}\))?[ \t)\],;:(|/*_<>=#–—-]{1,6}${VERBS}${NOT_YET}${ENDS}${NUMBER_AHEAD}`,
  'iu',
)
/** `Phase 2: 919-555-0102`, `not sure about 919-555-0102` */
const BEFORE = new RegExp(
  String.raw`^[^\p{L}\d]*(?:${FILLER}[^\p{L}\d]{1,3}){0,6}${NOT_YET}(?:[^\p{L}\d]{1,4}${FILLER}){0,6}[^\p{L}\d]{1,4}(?<=[ :(\t–—-]+)[+(]?\d{3}`,
  'iu',
)
/** `919-555-0101 elevator??` */
const QUESTIONED =
  /^[^\p{L}\d?]*(?:\?+[^\p{L}\d]{0,3}[+(]?\d{3}|[+(]?\d[\d ().-]{8,16}\d[ (–-]{0,4}(?:[\p{L}/&'’-]{1,20} ){0,1}(?:[\p{L}/&'’-]{1,20})?[ (]{0,2}\?+[^\p{L}\d]*$)/u
/** `919-555-0101 ⏳` */
const MARKED =
  /\d{4}[ )\]:;,–-]{0,3}(?:[❓❔⏳⌛🤔]|:(?:(?:grey_)?question|hourglass\w*|thinking(?:_face)?):)/u
const ASKS = /^\W*(?:can|could|is|are|do|does|did|will|would|what|which|who|when|how)\b/i
const LONGEST_LINE = 300
const REMARK = new RegExp(String.raw`^[^\p{L}\d]*${VERBS}${NOT_YET}${ENDS}`, 'iu')
const ONLY_QUESTION = /^[^\p{L}\d]*\?[^\p{L}\d]*$/u
const LONGEST_REMARK = 60
const OF_PARTS = new RegExp(
  String.raw`^(?:(?:(?:port(?:ing)?|migration|cut ?over)[ _-]?)${PART}|phase|wave|tranche)(?:[ _-]?(?:#|no\.?|number))?$`,
  'i',
)
const LATER_PART_NUMBER = /^#?(?:[2-9]|1\d)(?:\.0+)?$/

/** Cheaper than the patterns; one of these is in whatever they match. */
const MAY_BE_NOT_YET =
  /[?❓❔⏳⌛🤔]|:\w*question|hourglass|thinking|hold|wait|option|possib|\b(?:in|after|until|till|before) [jfmasond]|phase|wave|stage|tranche|batch|round|late|next|future|few|couple|weeks|months|\bt\.?b|to be|not |sure|decided|confirm|certain|maybe|perhaps|tentativ|pending|waiting|sp[äa]t|vielleicht|n[äa]chst|noch|m[áa]s |pr[óo]x|quiz|tal vez|pendient|plus|mois|peut/iu

/** Whether a text may say of numbers that they don't port yet, or that nobody is sure of it. */
export function mayHoldNotYet(text: string): boolean {
  return MAY_BE_NOT_YET.test(text)
}

/** Whether the numbers below a line port later, by its words or by those above. */
export function isNotYetBelow(line: string, before: boolean): boolean {
  if (line.length > LONGEST_HEADING) return before
  if (MAY_BE_NOT_YET.test(line) && HEADING.test(line) && !hasNumber(line)) return true
  return before && !(OF_NOW.test(line) && !hasNumber(line))
}

/** Whether a line says it of its own numbers. */
export function isNotYetItself(line: string): boolean {
  if (line.length > LONGEST_LINE || !MAY_BE_NOT_YET.test(line)) return false
  return BEHIND.test(line) || BEFORE.test(line) || QUESTIONED.test(line) || MARKED.test(line)
}

/** Whether a line begins a question, at the end of which a question mark says nothing of a number. */
export function beginsQuestion(line: string): boolean {
  return ASKS.test(line)
}

/** A remark beside a number, in a cell of its own. */
export function saysNotYet(remark: string): boolean {
  if (remark.length > LONGEST_REMARK) return false
  return REMARK.test(remark) || ONLY_QUESTION.test(remark)
}

/** A column that says in which phase or wave a number ports. */
export function isOfParts(heading: string): boolean {
  return OF_PARTS.test(heading.trim())
}

/** What stands there for a later one: `2`, `Wave 2`, `TBD`. */
export function isLaterPart(cell: string): boolean {
  return LATER_PART_NUMBER.test(cell) || saysNotYet(cell)
}
