import { isToCall } from './contact-notes.ts'
import { beginsQuestion, isNotYetBelow, isNotYetItself, mayHoldNotYet } from './not-yet.ts'
import { hasNumber } from './number-pieces.ts'

interface Line {
  readonly text: string
  readonly isSignature: boolean
}

/**
 * The lines whose numbers don't port yet, by their place; none where that holds for all numbers, as in
 * `next month port 919-555-0100`: that is a date.
 */
export function notYetIn(lines: readonly Line[]): ReadonlySet<number> {
  if (!lines.some(({ text }) => mayHoldNotYet(text))) return new Set()
  const found = new Set<number>()
  let isSure = false
  let [isBelow, isBlockBegun, isAsked] = [false, false, false]
  for (const [at, { text, isSignature }] of lines.entries()) {
    // A block ends with a blank line, but for the one between its title and its first number.
    if (!/\S/.test(text)) {
      isBelow &&= !isBlockBegun
      continue
    }
    const wasBelow = isBelow
    isBelow = !isSignature && isNotYetBelow(text, isBelow)
    const hasOne = hasNumber(text)
    isBlockBegun = isBelow && wasBelow && (isBlockBegun || hasOne)
    const endsQuestion = isAsked && text.includes('?')
    isAsked = !text.includes('?') && (isAsked || beginsQuestion(text))
    if (!hasOne || isSignature) continue
    if (isBelow || (isNotYetItself(text) && !endsQuestion)) found.add(at)
    else isSure ||= !isToCall(text)
  }
  return isSure ? found : new Set()
}
