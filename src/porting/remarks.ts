import { exceptionsIn, speaksOfColors } from './exceptions.ts'
import { oneLine } from './plain-text.ts'
import { withoutCalledSecret } from './secret-in-text.ts'

interface Remark {
  readonly kind: 'unread'
  readonly text: string
  readonly why: string
}

const NOT_APPLIED = 'an exception I don’t apply, so leave those numbers out of the list'
const NOT_SEEN = 'I don’t see colors and highlighting, so leave out what doesn’t port'

/** What a line says of numbers that it does not name: shown back, since nobody applies it. */
export function remarksIn(line: string): readonly Remark[] {
  const exceptions = exceptionsIn(line)
  if (exceptions.length > 0) {
    return exceptions.map((text) => ({ kind: 'unread', text, why: NOT_APPLIED }))
  }
  return speaksOfColors(line)
    ? [{ kind: 'unread', text: withoutCalledSecret(oneLine(line)), why: NOT_SEEN }]
    : []
}

const OF_MORE =
  /(?:^(?:to|-|–)|\b(?:thru|through)) ?\d{2,4}(?!\d)|\+ ?\d{1,4} (?:more|dids?|lines?|numbers?|tns?)\b|\b\d{1,5} (?:more|dids|numbers|tns)\b|\bblock of\b|\d\+(?:\s|$)/i

/** Remarks next to a number about others that follow it: `thru 0119`, `+ 19 DIDs`. */
export function remarksOfMore(texts: readonly string[]): readonly Remark[] {
  const remarks = texts.filter(
    (text) => text.length <= LONGEST_REMARK && /\d/.test(text) && OF_MORE.test(text),
  )
  return remarks.map((text) => ({ kind: 'unread', text, why: 'a remark about more numbers' }))
}

const LONGEST_REMARK = 100
