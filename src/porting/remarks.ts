import { exceptionsIn, speaksOfColors } from './exceptions.ts'
import { oneLine } from './plain-text.ts'

interface Remark {
  readonly kind: 'unread'
  readonly text: string
  readonly why: string
}

const NOT_APPLIED = 'an exception I don’t apply; leave those numbers out of the list'
const NOT_SEEN = 'I don’t see colors and highlighting; leave out what doesn’t port'

/** What a line says of numbers that it does not name: shown back, since nobody applies it. */
export function remarksIn(line: string): readonly Remark[] {
  const exceptions = exceptionsIn(line)
  if (exceptions.length > 0) {
    return exceptions.map((text) => ({ kind: 'unread', text, why: NOT_APPLIED }))
  }
  return speaksOfColors(line) ? [{ kind: 'unread', text: oneLine(line), why: NOT_SEEN }] : []
}
