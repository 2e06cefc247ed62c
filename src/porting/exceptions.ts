import { NUMBER, NUMBER_OR_RANGE, runsIn, type Run } from './number-grammar.ts'

const BEFORE_IT = String.raw`[ :(]{1,2}(?:(?:the|our|my|this|these|number|numbers|line|lines|fax|main|alarm|elevator|modem|dsl|old|one|last|first)[ ,:(]{1,2}){0,4}`
/** What is done to some of the numbers instead: `disconnect 919-555-0100`; nobody asks for what is denied. */
const DONE_INSTEAD = String.raw`(?<!\b(?:not|never|don['’]t) )(?:remov(?:e|ing)|strik(?:e|ing)|drop(?:ping)?|delet(?:e|ing)|disregard|ignor(?:e|ing)|(?<!\bon )hold(?:ing)?(?: off| back)?(?: on)?|cancel(?:l?ing)?|disconnect(?:ing)?)`
const NOT = String.raw`(?:not|leav(?:e|ing)|keep(?:ing)?|skip(?:ping)?|omit(?:ting)?|without|w\/o|minus)`
const BUT = String.raw`(?:except(?: for)?|exclud(?:e|es|ed|ing)|excl\.?|(?:all|everything) but|but for|other than|apart from|aside from|save for|with the exception of|instead of|rather than|in place of)`
/** `except the alarm line in the lobby 919-555-0109`; a request after an "and" is not part of it. */
const ANY_WORDS = String.raw`[ :(]{1,2}(?:(?!(?:and|or|port|but|then|please|also|transfer|move|is|are|we|call)\b)\p{L}[\p{L}'’-]{0,15}[ ,:(]{1,2}){0,5}`
const STAYS = String.raw`[ \t,:;()–-]{1,4}(?:(?:is|are|to|will|should|must) (?:be )?)?(?:keep(?:ing)?|kept|skip(?:ped)?|omit(?:ted)?|exclude[ds]?|removed?|(?:on )?hold)\b(?=[ \t]*(?:[.;)\n]|$)| (?:at|with|on|as|for|it)\b)`
/** `919-555-0101 (not ours)`, `919-555-0101 should be` another one. */
const NOT_IT = String.raw`[ \t,:;(–-]{1,4}(?:(?:is|was) )?(?:not (?:ours|mine|theirs|our number|my number)|(?:a |the )?wrong number|(?:a )?typo|should (?:be|read|have been)(?= [+(]?\d))\b`
const UNSURE = String.raw`\b(?:maybe|perhaps|possibly|potentially|probably|tentatively|not sure (?:about|of)|later|next (?:week|month|year)|(?:in )?(?:phase|wave) [2-9]:?)(?<=\d{4}[^\n]{1,80})`
const OF_NOW = String.raw`\b(?:now|today|first|immediately|asap|right away|this (?:week|month)|(?:phase|wave) (?:1|one))\b`
/** `port 919-555-0100 now and 919-555-0101 next month` */
const LATER_BEHIND = String.raw`(?:(?:, ?| ?& ?|,? and )(?:${NUMBER}|\d{4})){0,20}[ ,(:–-]{1,3}(?:in |at |on )?(?:a |the )?(?:later(?: date| on)?|next (?:week|month|quarter|year)|(?:phase|wave) [2-9])\b(?<=${OF_NOW}[^\n\d]{1,40}[+(\d][^\n]{9,80})`
/** `leave 919-555-0100`, `except 919-555-0100 and 919-555-0101`: they are named to stay. */
export const NAMED_TO_STAY = new RegExp(
  String.raw`(?:\b(?:(?:${NOT}|${DONE_INSTEAD}|${UNSURE})${BEFORE_IT}|${BUT}${ANY_WORDS})|[❌✗✘🚫⛔]️? *|:(?:x|no_entry(?:_sign)?): *)` +
    String.raw`${NUMBER_OR_RANGE}(?:(?:, ?| ?& ?|,? (?:and|or) )${NUMBER_OR_RANGE}){0,20}(?!\d)|${NUMBER_OR_RANGE}(?:${NOT_IT}|,? stay(?:s|ing)?\b|${STAYS}|${LATER_BEHIND}| ?(?:[❌✗✘🚫⛔]️?|:(?:x|no_entry(?:_sign)?):)(?! ?[+(]?\d))`,
  'giu',
)

/** What a text says will stay, including numbers that occur elsewhere in it. */
export function stayingIn(text: string): readonly Run[] {
  return [...text.matchAll(NAMED_TO_STAY)].flatMap(([named]) => runsIn(named))
}

const PLACE = String.raw`(?:very )?(?:first|last|second|third|fourth|fifth|sixth|\d{1,2}(?:st|nd|rd|th))\b`
const THING = String.raw`(?:ones?|numbers?|lines?|tns?|dids?)\b`
const SHORT = String.raw`\d{4}\b(?:(?:, ?| and | or | ?& ?|-)\d{4}\b)*`
const ENDING = String.raw`(?:that |which )?(?:end|begin|start)(?:s|ing)? (?:in|with) \S{1,10}`
const COUNT = String.raw`(?: (?:two|three|four|five|few|couple|half|\d{1,3}\b))?(?: ${THING})?`
const SOME = String.raw`(?:${PLACE}${COUNT}|(?:odd|even|other)(?: ${THING})?|${THING}(?: ${ENDING})?|(?<=\b(?:those|these|that|this) )(?:on|with|at|in|from|under|for|which)\b|fax(?:es)?\b|${SHORT})`
const OF_THEM = String.raw`(?:(?:the|our|my|this|that|these|those|for|number|line) )*`

/** Some of the numbers are meant, or are not, by their place or their end: `all but the last two`, `not 0103`. */
const EXCEPTION = new RegExp(
  [
    String.raw`\b(?:except(?:ing)?|exclud(?:e|es|ed|ing)|excl\.?|w\/o|other than|apart from|aside from|(?:all|any|everything|every one) but|but not|save for|skip(?:ping)?|omit(?:ting)?|remov(?:e|ing)|drop(?:ping)?|cancel(?:l?ing)?|disconnect(?:ing)?|leav(?:e|ing) out|scratch|forget|strike|ignor(?:e|ing)|disregard|minus|without|with the exception of|do(?: not|n['’]t) (?:include|port|take|move|transfer)) ${OF_THEM}${SOME}`,
    String.raw`\b(?:not|leave|keep|less|bar) (?:the |those |these )?(?:${PLACE}(?:${COUNT}(?=[,.;:)]|$)| ${THING})|${SHORT})`,
    String.raw`\bonly (?:(?:port|move|transfer|take|need|want|porting|moving) )?(?:the )?(?:${PLACE}${COUNT}|(?:odd|even)\b|${SHORT})`,
    String.raw`\b(?:odd|even)(?:[- ]numbered)?(?: ${THING})? only\b`,
    String.raw`\bevery (?:other|second|third) ${THING}`,
    String.raw`\b${THING} ${ENDING}`,
    String.raw`(?<![\d.)-] ?)\b\d{4} stay(?:s|ing)?\b`,
  ].join('|'),
  'gi',
)

/** Cheaper than the pattern; one of these words is in each of its alternatives. */
export const MAY_BE_EXCEPTION =
  /\b(?:exce|excl|other|apart|aside|but|save|skip|omit|remov|drop|cancel|disconnect|leav|minus|without|w\/o|do not|don['’]t|not|keep|less|bar|only|every|end|begin|start|stay|scratch|forget|strike|ignor|disregard)/i

/** What cannot be applied without a guess is shown back. */
export function exceptionsIn(line: string): readonly string[] {
  if (!MAY_BE_EXCEPTION.test(line)) return []
  return [...line.replace(NAMED_TO_STAY, '\t').matchAll(EXCEPTION)].map(([one]) => one)
}

export function withoutExceptions(line: string): string {
  return exceptionsIn(line).reduce((text, one) => text.replace(one, '\t'), line)
}

const COLOR = '(?:red|yellow|green|blue|orange|purple|pink|gr[ae]y|bold)'
/** What a list of text does not have. A place is called Orange too, but not so. */
const SEEN_ONLY = new RegExp(
  [
    String.raw`\b(?:highlighted|shaded|circled|bolded|colou?r(?:ed|-coded)?)\b`,
    String.raw`\bin ${COLOR}(?= (?:are|is|stay|font|text|only|should|need|will|can|do)\b|[ \t]*(?:[.;:)!?]|$))`,
    String.raw`\b${COLOR} (?:ones|numbers|rows|lines|cells|tns|dids)\b`,
    String.raw`^\W{0,8}${COLOR} ?(?:=|:|means\b|[-–] )`,
  ].join('|'),
  'i',
)

/** Cheaper than the pattern. */
export const MAY_SPEAK_OF_COLORS =
  /highlight|shaded|circled|bold|italic|colou?r|\b(?:red|yellow|green|blue|orange|purple|pink|gr[ae]y)\b/i

/** Whether a line distinguishes numbers by formatting that is lost in text: `highlighted in yellow`. */
export function speaksOfColors(line: string): boolean {
  if (line.length > LONGEST_REMARK || !MAY_SPEAK_OF_COLORS.test(line)) return false
  return SEEN_ONLY.test(line)
}

const LONGEST_REMARK = 300
