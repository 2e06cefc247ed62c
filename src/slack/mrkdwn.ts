import { isPerson } from '../desk/queue-news.ts'
import type { Instant } from '../porting/calendar.ts'

/** Slack's markup in which whatever came from outside is escaped: it can mention and link nobody. */
export interface Mrkdwn {
  readonly markup: string
}

export type Inserted = Mrkdwn | string | number

/**
 * `` mrkdwn`*${businessName}*` ``: inserted text is escaped and shown literally, unless it is markup
 * already. Slack cannot escape the characters of bold, italic, and strikethrough: where they would be
 * formatting, they are replaced by similar characters.
 */
export function mrkdwn(parts: TemplateStringsArray, ...inserted: readonly Inserted[]): Mrkdwn {
  let before = ''
  const shown = inserted.map((one, index) => {
    before += parts[index] ?? ''
    const markup = typeof one === 'object' ? one.markup : asItIs(markupOf(one), isOpen('`', before))
    return isOpen('*', before) ? markup.replaceAll('*', LOOK_ALIKES['*']) : markup
  })
  return { markup: String.raw({ raw: parts }, ...shown) }
}

const LOOK_ALIKES = { '*': '∗', _: '＿', '~': '∼' } as const

/** Inside a word or a number, and in code, they format nothing. */
function asItIs(text: string, isCode: boolean): string {
  return isCode
    ? text
    : text.replace(
        /(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])/gu,
        (sign) => LOOK_ALIKES[sign as keyof typeof LOOK_ALIKES],
      )
}

function isOpen(sign: string, before: string): boolean {
  return before.split(sign).length % 2 === 0
}

export const nothing: Mrkdwn = { markup: '' }

/** A text from outside as it is, escaped. */
export function plain(text: string): Mrkdwn {
  return { markup: escape(text) }
}

/** What a person typed, when Slack hands it over with its three entities. */
export function unescaped(typed: string): string {
  return typed.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** Mentions a person; `portin` itself, which is no Slack user, stays plain text. */
export function mention(userId: string): Mrkdwn {
  return isPerson(userId) ? { markup: `<@${userId}>` } : plain(userId)
}

/** Who is to act, where a person has it; an order that nobody owns calls nobody. */
export function calling(owner: string): Mrkdwn {
  return isPerson(owner) ? mention(owner) : nothing
}

/** A sentence of the desk, in which people are written `@` and their Slack id. */
export function withNames(text: string): Mrkdwn {
  return { markup: escape(text).replaceAll(/@([UW][A-Z0-9]{2,})\b/g, '<@$1>') }
}

export function group(groupId: string): Mrkdwn {
  return /^S[A-Z0-9]+$/.test(groupId) ? { markup: `<!subteam^${groupId}>` } : plain(groupId)
}

/** @param url An address of our own making. */
export function link(url: string, text: string): Mrkdwn {
  return { markup: `<${escape(url)}|${mrkdwn`${text}`.markup}>` }
}

/**
 * A moment in the reader's own zone. `format` is Slack's, such as `{time}`; `fallback` is what old
 * apps and notifications show instead, so it names its zone.
 */
export function slackDate(at: Instant, format: string, fallback: string): Mrkdwn {
  return { markup: `<!date^${Math.floor(at / 1000)}^${format}|${escape(fallback)}>` }
}

/** Empty parts are left out. */
export function join(parts: readonly (Inserted | null)[], separator: string): Mrkdwn {
  return {
    markup: parts
      .map((part) => (part === null ? '' : markupOf(part)))
      .filter((part) => part !== '')
      .join(separator),
  }
}

export function lines(...parts: readonly (Inserted | null)[]): Mrkdwn {
  return join(parts, '\n')
}

export function spaced(...parts: readonly (Inserted | null)[]): Mrkdwn {
  return join(parts, ' ')
}

export function isEmpty({ markup }: Mrkdwn): boolean {
  return markup === ''
}

const ELLIPSIS = '…'
const UNCUTTABLE = /<[^<>]*>|&(?:amp|lt|gt);|./gsu

/** At most this many characters as Slack counts them; no mention, date, or entity is cut in two. */
export function clipMarkup(markup: string, most: number): string {
  if (markup.length <= most) return markup
  return cutAt(most, piecesOf(markup)) ?? markup
}

/** The same for text that is no markup. */
export function clipText(text: string, most: number): string {
  if (text.length <= most) return text
  return cutAt(most, text) ?? text
}

/** Slack counts code points, where `length` counts an emoji twice. */
export function lengthOf(text: string): number {
  return Array.from(text).length
}

function* piecesOf(markup: string): Generator<string> {
  for (const [piece] of markup.matchAll(UNCUTTABLE)) yield piece
}

/** The pieces that there is room for, of millions no more than these; null: they all have room. */
function cutAt(most: number, pieces: Iterable<string>): string | null {
  const room = most - lengthOf(ELLIPSIS)
  let clipped = ''
  let length = 0
  for (const piece of pieces) {
    length += lengthOf(piece)
    if (length > most) return clipped + ELLIPSIS
    if (length <= room) clipped += piece
  }
  return null
}

function markupOf(inserted: Inserted): string {
  return typeof inserted === 'object' ? inserted.markup : escape(String(inserted))
}

const DIRECTIONS = /[\u202A-\u202E\u2066-\u2069]/g

/** Without directional characters that reorder the text after them, such as a count of numbers. */
export function undirected(text: string): string {
  return text.replaceAll(DIRECTIONS, '')
}

function escape(text: string): string {
  return undirected(text)
    .toWellFormed()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
