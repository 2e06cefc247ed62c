import type { BatchedOrder, BatchView } from '../../desk/view-batch.ts'
import { APPROVER_LEFT } from '../../porting/approval.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import { inParts } from '../../porting/in-parts.ts'
import { firstFew } from '../../porting/names-in-words.ts'
import type { Progress } from '../../porting/progress.ts'
import { actions, context, message, section, type Message } from '../blocks.ts'
import { approveMany, stopMany } from '../controls/approval-controls.ts'
import { ago, moment } from '../moments.ts'
import { join, lines, mention, mrkdwn, nothing, plain, type Mrkdwn, spaced } from '../mrkdwn.ts'
import { bulkTitle, shortBulkTitle } from '../words/bulk-words.ts'
import {
  countNumbers,
  numbersDo,
  shortTitle,
  subscriberName,
  theirCarriers,
} from '../words/order-words.ts'
import { howToBegin, ordersAmong } from './batch-answers.ts'
import {
  hasNoApprover,
  shownOrders,
  stateOf,
  sum,
  those,
  untilOfAll,
  waiting,
  type OrderState,
} from './batched-orders.ts'
import { progressBlock } from './progress.ts'

/** Several orders that are activated together: asked for, on the way, and what became of each, in place. */
export function activationBatch(view: BatchView, approvers: Mrkdwn): Message {
  const { batch } = view
  const says = headline(view, approvers)
  return message(says, [
    section(says),
    progressBlock(begun(view)),
    ...inParts(shownOrders(view), LINES_IN_SECTION).map((some) => section(lines(...some))),
    actions(buttons(view)),
    batch.state === 'ahead' ? null : context(people(view)),
    note(view),
  ])
}

function headline(view: BatchView, approvers: Mrkdwn): Mrkdwn {
  const { batch, orders } = view
  const waits = waiting(view)
  const count = (state: OrderState) => those(view, state).length
  if (batch.state === 'open' && waits.length > 0) {
    const numbers = sum(waits)
    return mrkdwn`*Activate ${countOf(waits.length, 'order')} of ${whose(view)}?* ${numbersDo(numbers, 'leave')} ${theirCarriers(numbers)} now. ${approvers}`
  }
  const ahead = those(view, 'ahead')
  if (batch.state === 'ahead' && ahead.length > 0) {
    const count = ordersAmong(ahead.length, orders.length)
    return mrkdwn`*Pre-approved: activate ${count} of ${whose(view)}* by ${mention(batch.askedBy)}. ${countNumbers(sum(ahead))}.${called(view, approvers)}`
  }
  const toBegin = waits.length + ahead.length
  const begun = orders.length - toBegin - count('left-out')
  if (batch.state === 'running') {
    return mrkdwn`*Activating ${whose(view)}: ${showCount(begun)} of ${countOf(begun + toBegin, 'order')} started*, ${showCount(count('live'))} live.`
  }
  const parts = [
    `${showCount(count('live'))} of ${countOf(orders.length, 'order')} live`,
    count('asked') > 0 && `${showCount(count('asked'))} not live yet`,
    ahead.length > 0 && `${showCount(ahead.length)} pre-approved, not started`,
    count('failed') > 0 && `${showCount(count('failed'))} not activated`,
    count('left-out') > 0 && `${showCount(count('left-out'))} left out`,
  ].filter((part) => part !== false)
  return mrkdwn`*${stoppedWords(view)}${whose(view)}: ${parts.join(', ')}*${called(view, approvers)}`
}

/** Whose move it is by now: what was approved ahead and is void, an approver can approve again. */
function called(view: BatchView, approvers: Mrkdwn): Mrkdwn {
  const { batch } = view
  if (batch.state !== 'ahead') {
    const isTheirMove = those(view, 'failed').length > 0 || view.orders.some(hasNoApprover)
    return isTheirMove ? mrkdwn` ${mention(batch.askedBy)}` : nothing
  }
  const [first, ...more] = those(view, 'left-out').filter(
    ({ approval }) => approval?.state === 'void',
  )
  if (first === undefined) return nothing
  const owner = mention(first.view.tracked.owner)
  return [first, ...more].some(({ approval }) => approval?.outcome === APPROVER_LEFT)
    ? mrkdwn` Another approver can pre-approve them. ${approvers} ${owner}`
    : mrkdwn` ${owner}`
}

/** Begun at Bandwidth; whether they are live is in the words. */
function begun(view: BatchView): Progress | null {
  const { batch, orders } = view
  if (batch.state !== 'running') return null
  const all = orders.filter((one) => stateOf(one) !== 'left-out').length
  return {
    done: all - waiting(view).length - those(view, 'ahead').length,
    all,
    thing: 'order',
    elapsedMs: null,
  }
}

function people({ batch, now }: BatchView): Mrkdwn {
  const by = batch.decidedBy
  return join(
    [
      mrkdwn`${mention(batch.askedBy)} asked ${ago(batch.askedAt, now)}`,
      by === null ? null : mrkdwn`${mention(by)} approved`,
    ],
    ', ',
  )
}

function note(view: BatchView): ReturnType<typeof context> {
  const { batch } = view
  if (batch.state === 'open' && waiting(view).length > 0) {
    const until = untilOfAll(view)
    return context(
      spaced(
        until === null
          ? null
          : mrkdwn`All of them can be activated until ${moment(until, view.now)}.`,
        'An order that changes meanwhile is left out. You can’t undo an activation.',
      ),
    )
  }
  return batch.state === 'ahead' && those(view, 'ahead').length > 0
    ? context(
        plain(
          `During these hours any coordinator can ${howToBegin(batch)}. Any change to an order voids it.`,
        ),
      )
    : null
}

export function buttons(view: BatchView): Parameters<typeof actions>[0] {
  const { batch } = view
  const waits = waiting(view)
  const ahead = those(view, 'ahead')
  if (waits.length + ahead.length === 0) return []
  switch (batch.state) {
    case 'open':
      if (waits.length === 0) return []
      return [
        approveMany.draw(batch.id, {
          orders: waits.length,
          numbers: sum(waits),
          title: titleOf(view, waits),
        }),
        stopMany.draw(batch.id, 'Withdraw request'),
      ]
    case 'running':
      return [stopMany.draw(batch.id, 'Stop')]
    case 'stopped':
    case 'over':
    case 'ahead':
      return []
  }
}

/** Which orders the dialog is about: the bulk order, or the first of them by name. */
function titleOf({ bulk }: BatchView, waits: readonly BatchedOrder[]): string {
  const orders = countOf(waits.length, 'order')
  if (bulk !== null) return `${shortBulkTitle(bulk)}, ${orders}`
  const titles = waits.map(({ view }) => shortTitle(view.tracked))
  return firstFew(titles, MOST_TITLES)
}

const MOST_TITLES = 3

export function whose({ bulk, orders }: BatchView): Mrkdwn {
  if (bulk !== null) return bulkTitle(bulk)
  const names = new Set(orders.map(({ view }) => subscriberName(view.tracked.content)))
  const [first = ''] = names
  return mrkdwn`${names.size > 1 ? `${first} and others` : first}`
}

function stoppedWords({ batch, orders }: BatchView): string {
  if (batch.state !== 'stopped') return ''
  return orders.some(({ approval }) => approval?.outcome === 'withdrawn')
    ? 'Withdrawn. '
    : 'Stopped. '
}

const LINES_IN_SECTION = 10
