import { message, section, type Message } from '../blocks.ts'
import { join, mrkdwn } from '../mrkdwn.ts'

/** As many ranges as a glance takes; the rest is counted. */
const MOST_LINES = 60

export function numbersAnswer(number: number, ranges: readonly string[], count: number): Message {
  const shown = ranges.slice(0, MOST_LINES)
  const rest = ranges.length - shown.length
  const heading = mrkdwn`*#${number}* has ${count} ${count === 1 ? 'number' : 'numbers'}:`
  return message(heading, [
    section(heading),
    section(join(shown, '\n')),
    rest === 0 ? null : section(mrkdwn`… and ${rest} more ranges`),
  ])
}
