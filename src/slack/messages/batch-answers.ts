import type { AskedTogether } from '../../desk/activate-many.ts'
import { countOf, showCount } from '../../porting/counts.ts'
import { listed } from '../../porting/names-in-words.ts'
import type { ActivationBatch, BatchOrder } from '../../store/activation-batches.ts'

/** For the asker: how many activations began, and how many share one request. */
export function requestedOf(batch: AskedTogether): string {
  const { orders, ahead } = batch
  const isAhead = ({ number }: BatchOrder): boolean => ahead.includes(number)
  const asked = orders.filter((one) => one.approvalId !== null && !isAhead(one)).length
  const begun = orders.filter((one) => isAhead(one) && one.why === null).length
  // Somebody else pressed at the same time.
  if (asked + begun === 0) {
    return `Nothing was started with ${ordersOfBatch(batch)}. The request shows why for each order.`
  }
  const did =
    begun === 0
      ? `Requested approval to activate ${ordersOfBatch(batch)}: ${ordersAmong(asked, orders.length)}.`
      : asked === 0
        ? `Started activating ${ordersOfBatch(batch)}: ${ordersAmong(begun, orders.length)}.`
        : `Started activating ${ordersOfBatch(batch)}: ${countOf(begun, 'order')}, and requested approval for ${showCount(asked)}.`
  return `${did} The request shows each order’s result.`
}

/** For the approver: how many are pre-approved. */
export function preApprovedOf(batch: ActivationBatch): string {
  const { orders } = batch
  const approved = orders.filter(({ approvalId }) => approvalId !== null).length
  const count = ordersAmong(approved, orders.length)
  return `Pre-approved for ${ordersOfBatch(batch)}: ${count}. On the day, a coordinator can ${howToBegin(batch)}.`
}

/** The orders of a batch, for the person who pressed: `#1001`, or `#1002, #1003 and 4 more` */
export function ordersOfBatch({ bulkNumber, orders }: ActivationBatch): string {
  if (bulkNumber !== null) return `#${bulkNumber}`
  const named = orders.map(({ number }) => `#${number}`)
  return listed(named, MOST_NAMED)
}

const MOST_NAMED = 3

export function howToBegin({ bulkNumber }: ActivationBatch): string {
  return bulkNumber === null ? 'type `/portin activate` and their numbers' : 'click "Activate all"'
}

/** `7 orders`, `3 of 7 orders` */
export function ordersAmong(count: number, all: number): string {
  const orders = countOf(all, 'order')
  return count === all ? orders : `${showCount(count)} of ${orders}`
}
