import type { Button } from '@slack/types'
import type { Refusal } from '../../porting/refusal.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, withNames } from '../mrkdwn.ts'

/**
 * A "no" to the one who asked: what and why, then when or how it becomes possible.
 * @param why its message with the customer of its order.
 * @param buttons that lead on from there.
 */
export function refusalAnswer(
  { message: known, nextStep }: Refusal,
  why = known,
  buttons: readonly Button[] = [],
): Message {
  const next = nextStep === null ? null : withNames(nextStep)
  const [, first = why, others = ''] = FIRST_SENTENCE.exec(why) ?? []
  const shown = mrkdwn`*${withNames(first)}*${withNames(others)}`
  // Bold is not nested.
  const says = first.includes('*') ? withNames(why) : shown
  return message(lines(withNames(why), next), [section(lines(says, next)), actions([...buttons])])
}

/** Of what follows a point, nothing that is not a new sentence; a customer may be “J. Smith Inc.”. */
const FIRST_SENTENCE =
  /^(.{1,160}?(?<!\b(?:[A-Z]|Inc|Corp|Co|Ltd|St|Dr|Jr|Sr))[.?])(\s+[^a-z].*)?$/su

/** @param ref finds the log line of what broke. */
export function bugAnswer(ref: string): Message {
  const says = lines(
    mrkdwn`*Something broke on my side (reference ${ref}).*`,
    mrkdwn`I don’t know if it went through. Check with \`/portin status\` before you try again. Give an admin this reference. They have the details.`,
  )
  return message(says, [section(says)])
}
