import { statusText } from '../porting/standing.ts'
import type { Activation } from '../porting/activation.ts'
import { type CalendarDay, showDay, showEasternTime } from '../porting/calendar.ts'
import { localPortKind } from '../porting/port-kind.ts'
import { about, Refusal } from '../porting/refusal.ts'
import { isTerminal } from '../porting/status.ts'
import type { BatchOrder } from '../store/activation-batches.ts'
import type { ActivationRun } from '../store/activations.ts'
import type { SeenOrder, TrackedOrder } from '../store/orders.ts'

/** Shows the conditions one by one. */
export class NotActivatable extends Refusal {
  readonly order: SeenOrder
  readonly activation: Activation

  constructor(
    order: SeenOrder,
    activation: Activation,
    says: (named: string) => string,
    nextStep: string | null,
  ) {
    super('cannot-activate-now', about(order.number, says), nextStep)
    this.order = order
    this.activation = activation
  }
}

export function cannotActivateNow(order: SeenOrder, activation: Activation): NotActivatable {
  const { seen } = order
  const failing = activation.conditions.find(({ holds }) => !holds)
  if (seen.status !== 'FOC' && !isTerminal(seen.status)) {
    return new NotActivatable(
      order,
      activation,
      (named) => `${named} can’t be activated yet. It’s ${statusText(seen)}, with no FOC date.`,
      'I’ll post in its thread when the FOC date comes.',
    )
  }
  return new NotActivatable(
    order,
    activation,
    (named) =>
      `${named} can’t be activated now: ${failing?.reason ?? 'Bandwidth doesn’t allow it.'}`,
    activation.instead,
  )
}

export function activationRunning({ orderNumber, askedAt }: ActivationRun): Refusal {
  return new Refusal(
    'activation-running',
    about(
      orderNumber,
      (named) =>
        `Activation of ${named} was sent at ${showEasternTime(askedAt)}. I’m waiting to see it live.`,
    ),
    'I won’t send it twice. Its thread will show the result.',
  )
}

export function cannotApproveAhead(order: SeenOrder, activation: Activation): Refusal {
  return new Refusal(
    'cannot-approve-ahead',
    about(
      order.number,
      (named) =>
        `The activation of ${named} can’t be pre-approved: ${
          activation.instead ??
          (order.seen.status === 'FOC'
            ? 'it has no activation window.'
            : `it’s ${statusText(order.seen)}, with no FOC date.`)
        }`,
    ),
    localPortKind(order.seen) === 'unknown' ? 'Try again once Bandwidth has sorted it.' : null,
  )
}

export function dayHasPassed({ number }: TrackedOrder, day: CalendarDay): Refusal {
  return new Refusal(
    'day-has-passed',
    about(number, (named) => `${named} can no longer be activated on ${showDay(day)}.`),
    'Its card shows the day you can pre-approve now.',
  )
}

type LeftOut = readonly Pick<BatchOrder, 'number' | 'why'>[]

/** @param orders each with the reason why it cannot go now. */
export function cannotActivateAny(orders: LeftOut): Refusal {
  return noneOf('None of these orders can be activated now.', orders)
}

/** @param orders each with the reason why it cannot be approved ahead. */
export function cannotPreApproveAny(orders: LeftOut): Refusal {
  return noneOf('None of these orders was pre-approved.', orders)
}

function noneOf(says: string, orders: LeftOut): Refusal {
  // Most reasons already begin with the order's number.
  const shown = orders
    .slice(0, MOST_REFUSED)
    .map(({ number, why }) => (why?.includes(`#${number} `) ? why : `#${number}: ${why ?? ''}`))
  const more = orders.length - shown.length
  return new Refusal(
    'none-can-be-activated',
    [says, ...shown.map((one) => `• ${one}`)].join('\n'),
    more > 0 ? `And ${more} more.` : null,
  )
}

/** People who approve several orders at once must have seen which. */
export function ordersOfDayChanged(number: number): Refusal {
  return new Refusal(
    'orders-of-day-changed',
    about(
      number,
      (named) =>
        `Nothing was pre-approved: the orders of ${named}, their FOC dates or their approvals changed since this button was drawn.`,
    ),
    'Its card shows what you can pre-approve now.',
  )
}

const MOST_REFUSED = 8

/** One message requests all of them, so they must share a channel. */
export function inSeveralChannels(numbers: readonly number[]): Refusal {
  return new Refusal(
    'in-several-channels',
    `${numbers.map((number) => `#${number}`).join(', ')} are in different channels, so one request can’t show them all.`,
    'Nothing was requested. Request the orders of each channel separately.',
  )
}

export function noSuchBatch(): Refusal {
  return new Refusal('no-such-batch', 'This request no longer exists.', 'Request it again.')
}

export function notOpenAnymore(): Refusal {
  return new Refusal(
    'batch-not-open',
    'This request was decided already, or is being carried out now.',
    'Its message shows the progress.',
  )
}

export function notYoursToWithdraw(): Refusal {
  return new Refusal(
    'not-yours-to-withdraw',
    'Only an approver, or the person who asked, can withdraw this request.',
  )
}
