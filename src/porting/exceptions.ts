import { NUMBER_OR_RANGE, runOf, type Run } from './number-grammar.ts'

const BEFORE_IT = String.raw`[ :(]{1,2}(?:(?:the|our|my|this|number|line|fax|main|one|last|first)[ ,:(]{1,2}){0,4}`
/** `leave 919-555-0100`, `except 919-555-0100 and 919-555-0101`: they are named to stay. */
export const NAMED_TO_STAY = new RegExp(
  String.raw`(?:\b(?:not|except(?: for)?|excluding|leav(?:e|ing)|keep(?:ing)?|skip(?:ping)?|omit(?:ting)?|without|minus|(?:all|everything) but|other than|apart from|aside from|save for)${BEFORE_IT}|[❌✗✘🚫⛔]️? *|:(?:x|no_entry(?:_sign)?): *)` +
    String.raw`${NUMBER_OR_RANGE}(?:(?:, ?| ?& ?|,? (?:and|or) )${NUMBER_OR_RANGE}){0,20}(?!\d)|${NUMBER_OR_RANGE},? stay(?:s|ing)?\b`,
  'giu',
)
const ITEMS = new RegExp(`${NUMBER_OR_RANGE}(?!\\d)`, 'g')

/** What a text names to stay, wherever else it stands. */
export function stayingIn(text: string): readonly Run[] {
  return [...text.matchAll(NAMED_TO_STAY)].flatMap(([named]) =>
    [...named.matchAll(ITEMS)].map(runOf).filter((run) => run !== null),
  )
}

const PLACE = String.raw`(?:very )?(?:first|last|second|third|fourth|fifth|sixth|\d{1,2}(?:st|nd|rd|th))\b`
const THING = String.raw`(?:ones?|numbers?|lines?|tns?|dids?)\b`
const SHORT = String.raw`\d{4}\b(?:(?:, ?| and | or | ?& ?|-)\d{4}\b)*`
const ENDING = String.raw`(?:that |which )?(?:end|begin|start)(?:s|ing)? (?:in|with) \S{1,10}`
const COUNT = String.raw`(?: (?:two|three|four|five|few|couple|half|\d{1,3}\b))?(?: ${THING})?`
const SOME = String.raw`(?:${PLACE}${COUNT}|(?:odd|even|other)(?: ${THING})?|${THING}(?: ${ENDING})?|fax(?:es)?\b|${SHORT})`
const OF_THEM = String.raw`(?:(?:the|our|my|this|that|these|those|for|number|line) )*`

/** Some of the numbers are meant, or are not, by their place or their end: `all but the last two`, `not 0103`. */
const EXCEPTION = new RegExp(
  [
    String.raw`\b(?:except(?:ing)?|excluding|other than|apart from|aside from|(?:all|any|everything|every one) but|but not|save for|skip(?:ping)?|omit(?:ting)?|leav(?:e|ing) out|minus|without|do(?: not|n['’]t) (?:include|port|take|move|transfer)) ${OF_THEM}${SOME}`,
    String.raw`\b(?:not|leave|keep|less|bar) (?:the |those |these )?(?:${PLACE}(?:${COUNT}(?=[,.;:)]|$)| ${THING})|${SHORT})`,
    String.raw`\bonly (?:the )?(?:${PLACE}${COUNT}|(?:odd|even)\b|${SHORT})`,
    String.raw`\b(?:odd|even)(?:[- ]numbered)?(?: ${THING})? only\b`,
    String.raw`\bevery (?:other|second|third) ${THING}`,
    String.raw`\b${THING} ${ENDING}`,
    String.raw`(?<![\d.)-] ?)\b\d{4} stay(?:s|ing)?\b`,
  ].join('|'),
  'gi',
)

/** Cheaper than the pattern; one of these words is in each of its alternatives. */
export const MAY_BE_EXCEPTION =
  /\b(?:except|excluding|other|apart|aside|but|save|skip|omit|leav|minus|without|do not|don['’]t|not|keep|less|bar|only|every|end|ends|ending|begin|start|stay)/i

/** What cannot be applied without a guess is shown back. */
export function exceptionsIn(line: string): readonly string[] {
  if (!MAY_BE_EXCEPTION.test(line)) return []
  return [...line.replace(NAMED_TO_STAY, '\t').matchAll(EXCEPTION)].map(([one]) => one)
}
