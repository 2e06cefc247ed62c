import { countOf } from '../../porting/counts.ts'
import { statusText } from '../../porting/standing.ts'
import type { OrderView } from '../../desk/view-order.ts'
import { isReady, type ReadinessItem } from '../../porting/readiness.ts'
import { isDraft, ruleFor } from '../../porting/status.ts'
import { isSeen, type SeenOrder } from '../../store/orders.ts'
import { addLoa, editOrder, submitOrder } from '../controls/order-controls.ts'
import { actions, message, section, type Message } from '../blocks.ts'
import { join, lines, mrkdwn, plain, type Mrkdwn } from '../mrkdwn.ts'
import { validationButtons } from './order-buttons.ts'
import { orderTitle } from '../words/order-words.ts'

/** What an order has and what it still needs before it can be submitted, with the way to fix it. */
export function readinessAnswer(view: OrderView): Message {
  const { tracked, readiness } = view
  const title = orderTitle(tracked)
  if (!isSeen(tracked)) {
    const says = mrkdwn`*${title} can’t be submitted yet.* Bandwidth hasn’t shown the order so far.`
    return message(says, [section(says)])
  }
  if (!isDraft(tracked.seen.status)) {
    const says = mrkdwn`*${title} can’t be submitted.* It’s ${statusText(tracked.seen)}.`
    return message(says, [section(says)])
  }
  const says = verdict(title, readiness)
  return message(says, [
    section(lines(says, fineLine(readiness), ...readiness.map(problemLine))),
    actions(buttons(view, tracked)),
  ])
}

function verdict(title: Mrkdwn, items: readonly ReadinessItem[]): Mrkdwn {
  const missing = items.filter(({ state }) => state === 'missing').length
  return missing === 0
    ? mrkdwn`*${title} is ready to submit.*`
    : mrkdwn`*${title} isn’t ready to submit:* ${countOf(missing, 'thing')} missing.`
}

/** What is fine takes one line, however much it is. */
function fineLine(items: readonly ReadinessItem[]): Mrkdwn | null {
  const fine = items.filter(({ state }) => state === 'fine').map(({ name }) => name)
  return fine.length === 0 ? null : mrkdwn`:white_check_mark: ${join(fine, ', ')}`
}

function problemLine({ state, says }: ReadinessItem): Mrkdwn | null {
  switch (state) {
    case 'fine':
      return null
    case 'missing':
      return plain(`:x: ${says}`)
    case 'advice':
      return plain(`:warning: ${says}`)
  }
}

function buttons({ readiness }: OrderView, tracked: SeenOrder): Parameters<typeof actions>[0] {
  const { may } = ruleFor(tracked.seen.status)
  const fixes = new Set(readiness.filter(({ state }) => state !== 'fine').map(({ fix }) => fix))
  return [
    ...(fixes.has('edit') ? [editOrder.draw(tracked)] : []),
    ...(fixes.has('attach') ? [addLoa.draw(tracked)] : []),
    ...(fixes.has('validation') ? validationButtons(tracked) : []),
    ...(isReady(readiness) && may.includes('submit') ? [submitOrder.draw(tracked)] : []),
  ]
}
