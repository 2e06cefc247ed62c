import type { EarlierThanExpected } from '../../desk/approval-refusals.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { requestAnyway, takeDay } from '../controls/order-controls.ts'
import { lines, plain } from '../mrkdwn.ts'

/** For a requested day before Bandwidth's earliest: the asker chooses, before an approver is involved. */
export function earlierThanExpected(refusal: EarlierThanExpected, why: string): Message {
  const { order, requested, expected, nextStep } = refusal
  const says = lines(plain(why), plain(nextStep ?? ''))
  return message(says, [
    section(says),
    actions([takeDay.draw(order, expected), requestAnyway.draw(order, requested)]),
  ])
}
