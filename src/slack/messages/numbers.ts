import { message, section, type Message } from '../blocks.ts'
import { join, mrkdwn, type Mrkdwn } from '../mrkdwn.ts'
import { countNumbers } from '../words/order-words.ts'

/** As many ranges as a glance takes; the rest is counted. */
const MOST_LINES = 60

export function numbersAnswer(title: Mrkdwn, ranges: readonly string[], count: number): Message {
  const shown = ranges.slice(0, MOST_LINES)
  const rest = ranges.length - shown.length
  const heading = mrkdwn`*${title}* has ${countNumbers(count)}:`
  return message(mrkdwn`*${title}* has ${countNumbers(count)}: ${join(shown, ', ')}`, [
    section(heading),
    section(join(shown, '\n')),
    rest === 0 ? null : section(mrkdwn`… and ${rest} more ranges`),
  ])
}
