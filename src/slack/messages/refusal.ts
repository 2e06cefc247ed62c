import type { Refusal } from '../../porting/refusal.ts'
import { message, section, type Message } from '../blocks.ts'
import { lines, mrkdwn, withNames, type Mrkdwn } from '../mrkdwn.ts'

/** A "no" to the one who asked: what and why, then when or how it becomes possible. */
export function refusalAnswer({ message: why, nextStep }: Refusal): Message {
  return answer(withNames(why), nextStep === null ? null : withNames(nextStep))
}

/** @param ref finds the log line of what broke. */
export function bugAnswer(ref: string): Message {
  return answer(
    mrkdwn`Something broke on my side (reference ${ref}).`,
    mrkdwn`I don’t know if it went through. Check with \`/portin status\` before you try again. Give an admin this reference; they have the details.`,
  )
}

function answer(says: Mrkdwn, nextStep: Mrkdwn | null): Message {
  const whole = lines(says, nextStep)
  return message(whole, [section(whole)])
}
