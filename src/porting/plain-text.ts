/** Plain keyboard equivalents of characters. Pasted text is full of variants. */
const LOOK_ALIKES: readonly (readonly [RegExp, string])[] = [
  [/\uFE0F?\u20E3/gu, ''], // a key around a digit
  [/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g, ''], // invisible ones
  [/[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, ' '],
  [/[\u2010-\u2015\u2212\uFE58\uFE63]/g, '-'],
  [/[\u301C\u3030\u223C\u02DC]/g, '~'],
  [/[\u00B7\u2024]/g, '.'],
  [/[\u201C-\u201F\u2033]/g, '"'],
  [/[\u2018-\u201B\u2032]/g, "'"],
]

const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g

const DIALLED_LINK = /<(?:tel|sms|callto):([^<>|\n]{0,300})(?:\|([^<>\n]{0,300}))?>/gi
const OTHER_LINK = /<(?:https?|mailto):[^<>|\n]{0,2000}(?:\|([^<>\n]{0,500}))?>/gi
const STRUCK = /<(s|del|strike)>([^<>\n]{1,200})<\/\1>/gi
const MENTION = /<[@#!][^<>\n]{0,300}>/g

/**
 * Text as a plain keyboard would have typed it: ASCII digits, dashes, quotes and blanks, `\n` at
 * line ends, Slack's links replaced by what people see of them.
 */
export function plainText(text: string): string {
  const plain = (isPlain(text) ? text : withPlainSigns(text)).replace(LINE_ENDS, '\n')
  if (!/[<&]/.test(plain)) return plain
  return plain
    .replace(DIALLED_LINK, (_link, target: string, label = '') =>
      /\d/.test(String(label)) ? String(label) : target,
    )
    .replace(OTHER_LINK, (_link, label = ' ') => String(label))
    .replace(STRUCK, '~~$2~~')
    .replace(MENTION, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

function isPlain(text: string): boolean {
  return /^[\0-\x7F]*$/.test(text)
}

const LONG = 1 << 15

/** Of millions of matches `replace` makes a tree, which costs more than its signs; parts that are joined cost those. */
function replaceAll(text: string, pattern: RegExp, by: string): string {
  return text.length <= LONG ? text.replace(pattern, by) : text.split(pattern).join(by)
}

function withPlainSigns(text: string): string {
  let plain = text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/(?![0-9])\p{Nd}/gu, plainDigit)
    .replace(/(?:[^\n]\u0336)+/g, (struck) => crossedOut(struck.replaceAll('\u0336', '')))
  for (const [lookAlikes, typed] of LOOK_ALIKES) plain = replaceAll(plain, lookAlikes, typed)
  return plain
}

/** Unicode has the ten digits of every script one after the other. */
function plainDigit(digit: string): string {
  const isDigit = (code: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(code))
  const code = digit.codePointAt(0) ?? 0
  let below = 0
  while (isDigit(code - below - 1)) below += 1
  return String(below % 10)
}

/** With a single tilde it could be a range that continues after it. */
export function crossedOut(text: string): string {
  return text.replace(/\S(?:.*\S)?/s, '~~$&~~')
}

/** The same words on one line, a blank between two. */
export function oneLine(text: string): string {
  return (/[^\S ]|\s\s/.test(text) ? replaceAll(text, /\s+/g, ' ') : text).trim()
}

/** At most this many code points; an ellipsis marks the cut. */
export function cutWords(text: string, most: number): string {
  const points = Array.from(text)
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`
}

const NINE = 0x39

/** Cheaper than a pattern for the cells of a table, most of which begin with a digit or a sign. */
export function beginsWithLetter(text: string): boolean {
  return text.charCodeAt(0) > NINE
}
