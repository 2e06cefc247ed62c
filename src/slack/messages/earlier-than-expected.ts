import type { EarlierThanExpected } from '../../desk/approval-refusals.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { requestAnyway, takeDay } from '../controls/order-controls.ts'
import { lines, plain } from '../mrkdwn.ts'

/** To whoever asks for a day before Bandwidth's earliest: the choice is theirs, before anybody is asked. */
export function earlierThanExpected(refusal: EarlierThanExpected, why: string): Message {
  const { order, requested, expected, nextStep } = refusal
  const says = lines(plain(why), plain(nextStep ?? ''))
  return message(says, [
    section(says),
    actions([takeDay.draw(order, expected), requestAnyway.draw(order, requested)]),
  ])
}
