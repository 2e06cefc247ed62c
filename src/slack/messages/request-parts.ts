import type { SectionBlock } from '@slack/types'
import { countOf } from '../../porting/counts.ts'
import { fields, section } from '../blocks.ts'
import { isEmpty, join, lines, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { phoneLines } from './on-a-phone.ts'

/** What is read of a request before it is decided. */
const MOST_LINES = 10

/** One fact for the approver, in full and in its shortest form. */
export interface RequestPart {
  /** Its name, shown in the details only. */
  readonly name: string
  readonly place: 'fact' | 'line' | 'account'
  readonly says: Mrkdwn
  /** The part that is always shown; null: none. */
  readonly short: Mrkdwn | null
  /** Where it has something to press as well. */
  readonly blocks?: readonly SectionBlock[]
}

/** What is compared with what somebody has in hand. */
export function fact(name: string, says: Mrkdwn): RequestPart {
  return { name, place: 'fact', says, short: null }
}

/** A part that is always shown in full. */
export function inFull(name: string, says: Mrkdwn | string | null): readonly RequestPart[] {
  return part(name, says, says)
}

/** Sentences that are shortened to the first with a count of the others: `3 more warnings`. */
export function firstOf(
  thing: string,
  before: string,
  sentences: readonly (Mrkdwn | string)[],
): readonly RequestPart[] {
  const [first, ...others] = sentences
  if (first === undefined) return []
  const short = mrkdwn`${before}${first}${others.length === 0 ? '' : ` And ${countOf(others.length, `more ${thing}`)}.`}`
  return part(`${thing}s`, mrkdwn`${before}${join(sentences, ' ')}`, short)
}

export function part(
  name: string,
  says: Mrkdwn | string | null,
  short: Mrkdwn | string | null,
): readonly RequestPart[] {
  const whole = says === null ? null : words(says)
  if (whole === null || isEmpty(whole)) return []
  return [{ name, place: 'line', says: whole, short: short === null ? null : words(short) }]
}

function words(said: Mrkdwn | string): Mrkdwn {
  return typeof said === 'string' ? plain(said) : said
}

/** What fits a phone screen, the first parts before the last. */
export function fitted(
  asks: Mrkdwn,
  parts: readonly RequestPart[],
): { readonly blocks: readonly SectionBlock[]; readonly isWhole: boolean } {
  for (let whole = parts.length; whole > 0; whole -= 1) {
    const shown = shortenedFrom(parts, whole)
    if (phoneLines(lines(asks, ...shown.map(({ says }) => says))) <= MOST_LINES) {
      return { blocks: laidOut(shown), isWhole: isSame(shown, parts) }
    }
  }
  const shown = shortenedFrom(parts, 0)
  return { blocks: laidOut(shown), isWhole: isSame(shown, parts) }
}

/** The parts from here on are shortened, and the omitted ones are named. */
function shortenedFrom(parts: readonly RequestPart[], from: number): readonly RequestPart[] {
  const short = parts.slice(from)
  const left = short.filter(({ short: brief }) => brief === null).map(({ name }) => name)
  return [
    ...parts.slice(0, from),
    ...short.flatMap(({ name, short: brief }) => inFull(name, brief)),
    ...inFull(
      'the rest',
      left.length === 0 ? null : mrkdwn`More in _Show details_: ${left.join(', ')}`,
    ),
  ]
}

function isSame(shown: readonly RequestPart[], parts: readonly RequestPart[]): boolean {
  return (
    lines(...shown.map(({ says }) => says)).markup ===
    lines(...parts.map(({ says }) => says)).markup
  )
}

/** The facts in columns, then the sentences about them. */
export function laidOut(parts: readonly RequestPart[]): readonly SectionBlock[] {
  const of = (place: RequestPart['place']) => parts.filter((one) => one.place === place)
  const facts = of('fact').map(({ says }) => says)
  const said = lines(...of('line').map(({ says }) => says))
  return [
    ...(facts.length === 0 ? [] : [fields(...facts)]),
    ...(isEmpty(said) ? [] : [section(said)]),
    ...of('account').flatMap(({ says, blocks }) => blocks ?? [section(says)]),
  ]
}
