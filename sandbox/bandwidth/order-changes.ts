import { dayOf, easternDay, easternMinutes, instantOf, readOrderDate } from './calendar.ts'
import { differenceOf } from './differences.ts'
import type { Lifecycle } from './lifecycle.ts'
import { fateOf } from './numbering.ts'
import type { Order, OrderContent, Status, WireError } from './order.ts'
import {
  goesLiveAt,
  isAutomatedTollFree,
  isDraft,
  isTollFreeOrder,
  requestedDate,
} from './order.ts'
import { dateErrors, draftErrors, numberFormErrors, orderErrors } from './order-checks.ts'
import { changedElements, elementsOf, without } from './order-content.ts'
import type { Practice } from './practice.ts'
import { asksCarrier, suppErrors, takesTime } from './supp-rules.ts'
import { createSupplements } from './supplements.ts'

/** What somebody wants to make of an order that exists. */
export interface Change {
  /** What was said. */
  readonly sent: OrderContent
  /** What the order would hold. */
  readonly content: OrderContent
  readonly submits: boolean
  readonly retries: boolean
}

// What a new list of numbers does wrong has codes of its own after submission.
const SUPP_CODES: Readonly<Record<string, string>> = {
  '7204': '7495',
  '7363': '7500',
  '7360': '7502',
}
// A submitted order that the vendor does not have yet.
const TOLL_FREE_WAITING: readonly Status[] = ['VALIDATE_TFNS', 'INVALID_TFNS', 'PENDING_DOCUMENTS']
const DAY_MS = 86_400_000

export const wrong = (code: string, text: string): WireError => ({ code, text })

export type OrderChanges = ReturnType<typeof createOrderChanges>

/** What may be changed of an order, submitted or canceled, and the change itself. */
export function createOrderChanges(practice: Practice, lifecycle: Lifecycle) {
  const { orders, clock, suppHabits } = practice
  const supplements = createSupplements(practice, lifecycle)

  /** Takes a change of which nothing is wrong. */
  function apply(order: Order, change: Change, user: string): void {
    const now = clock.now()
    const { content, submits, retries } = change
    const checksAgain = change.sent.tns !== null || retries
    if (retries) order.vendorTries += 1
    if (isDraft(order.status)) {
      order.content = content
      if (submits) lifecycle.submit(order, now, user)
      else if (checksAgain) lifecycle.move(order, draftStatus(order), now, user)
      else lifecycle.touch(order, now, user)
      return
    }
    if (!TOLL_FREE_WAITING.includes(order.status)) {
      supplements.apply(order, content, user)
      return
    }
    const difference = differenceOf(order.content, content)
    order.content = content
    if (checksAgain) {
      lifecycle.move(order, 'VALIDATE_TFNS', now, user, { difference })
      return
    }
    lifecycle.touch(order, now, user)
    lifecycle.record(order, now, user, { note: 'Order has been updated', difference })
  }

  function errorsOf(order: Order, change: Change): WireError[] {
    const { sent, content } = change
    const state = closedErrors(order)
    if (state.length > 0) return state
    const retry = change.retries ? retryErrors(order) : []
    if (retry.length > 0) return retry
    const date = sent.fields['RequestedFocDate']
    // Unlike POST, PUT takes no date without a time.
    if (date !== undefined && (!date.includes('T') || readOrderDate(date) === null)) {
      return [wrong('7217', 'RequestedFocDate has a bad format.')]
    }
    if (change.submits) return submitErrors(order, content)
    if (isDraft(order.status)) {
      const foreign =
        isTollFreeOrder(order) && sent.tns?.some((tn) => fateOf(tn).kind === 'regular')
      return foreign ? [wrong('7507', 'Only toll free numbers are allowed.')] : draftErrors(sent)
    }
    return changeErrors(order, content, sent)
  }

  function submitErrors(order: Order, content: OrderContent): WireError[] {
    const [now, self] = [clock.now(), order]
    if (!isDraft(order.status)) return [wrong('7367', 'The order has been submitted already.')]
    if (isAutomatedTollFree({ content })) {
      if (order.status !== 'VALID_DRAFT_TFNS' || content.tns !== order.content.tns) {
        return [wrong('7637', 'Only an order in VALID_DRAFT_TFNS can be SUBMITTED.')]
      }
      if (!content.fields['TargetRespOrgId']) {
        return [wrong('7533', 'The order cannot be submitted without TargetRespOrgId.')]
      }
    }
    return orderErrors(content, { now, orders: orders.values(), self })
  }

  function changeErrors(order: Order, content: OrderContent, sent: OrderContent): WireError[] {
    const now = clock.now()
    const changed = changedElements(order.content, content)
    const dateChanged =
      sent.fields['RequestedFocDate'] !== undefined && changed.includes('RequestedFocDate')
    const form = sent.tns ? numberFormErrors(sent.tns) : []
    if (isAutomatedTollFree(order)) {
      if (sent.tns && changed.includes('ListOfPhoneNumbers') && order.status !== 'INVALID_TFNS') {
        return [wrong('7506', 'The TN list cannot be changed in this state.')]
      }
      if (sent.tns?.some((tn) => fateOf(tn).kind === 'regular')) {
        return [wrong('7507', 'Only toll free numbers are allowed.')]
      }
      if (dateChanged && TOLL_FREE_WAITING.includes(order.status)) {
        return [wrong('7636', 'The date cannot be changed before the order is SUBMITTED.')]
      }
    }
    const requested = readOrderDate(sent.fields['RequestedFocDate'] ?? '')
    const timed = requested?.kind === 'moment' && easternMinutes(requested.at) !== 11 * 60 + 30
    const closed = suppErrors(order, { changed, sent: Object.keys(elementsOf(sent)) }, suppHabits)
    return [
      ...form,
      ...closed,
      ...(dateChanged && timed && !takesTime(order)
        ? [wrong('7608', 'An order that is not triggered takes no time.')]
        : []),
      ...(dateChanged ? dateErrors(content, now) : []),
      ...(!dateChanged && asksCarrier(changed) ? pastErrors(sent) : []),
      ...(form.length === 0 && closed.length === 0
        ? orderErrors(withoutDate(content), { now, orders: orders.values(), self: order }).map(
            (each) => ({ ...each, code: SUPP_CODES[each.code] ?? each.code }),
          )
        : []),
    ]
  }

  /** A date that stays is not looked at again, unless it has gone by and is sent anyway. */
  function pastErrors(sent: OrderContent): WireError[] {
    const date = requestedDate(sent)
    const gone = date !== null && dayOf(date) < easternDay(clock.now())
    return gone ? [wrong('7208', 'The requested FOC date is in the past.')] : []
  }

  /** Refusals that do not depend on what is sent. */
  function closedErrors(order: Order): WireError[] {
    const now = clock.now()
    if (order.status === 'CANCELLED') return [wrong('7303', 'The order is already cancelled.')]
    if (order.status === 'COMPLETE') {
      return [wrong('7304', 'The order is already complete and cannot be modified or cancelled')]
    }
    if (order.status === 'REQUESTED_CANCEL') return [wrong('7353', 'A cancel has been requested.')]
    if (order.status === 'REQUESTED_SUPP') return [wrong('7300', 'A response is pending.')]
    if (order.status !== 'FOC' || order.actualFoc === null) return []
    if (easternDay(now) >= dayOf(order.actualFoc)) {
      return [wrong('7390', 'The FOC day has been reached; no change is possible.')]
    }
    const live = goesLiveAt(order) ?? instantOf(order.actualFoc)
    if (live - now < DAY_MS) {
      return [wrong('7635', 'There are fewer than 24 hours to activation; no change is possible.')]
    }
    return []
  }

  function cancelErrors(order: Order): WireError[] {
    const live = goesLiveAt(order)
    if (order.status !== 'FOC' || live === null) {
      const pending = order.status === 'REQUESTED_SUPP'
      return pending ? [] : closedErrors(order)
    }
    const passed = order.actualFoc !== null && clock.now() >= instantOf(order.actualFoc)
    if (passed) return [wrong('7302', 'The FOC date has passed.')]
    if (live - clock.now() < DAY_MS) return [wrong('7301', 'The FOC date is too close to cancel.')]
    return []
  }

  return { errorsOf, apply, cancelErrors }
}

export const draftStatus = (order: Order): 'DRAFT' | 'VALIDATE_DRAFT_TFNS' =>
  isAutomatedTollFree(order) ? 'VALIDATE_DRAFT_TFNS' : 'DRAFT'

const withoutDate = (content: OrderContent): OrderContent => ({
  ...content,
  fields: without(content.fields, 'RequestedFocDate'),
})

function retryErrors(order: Order): WireError[] {
  if (!isAutomatedTollFree(order))
    return [wrong('7523', 'RetryValidation is for toll free orders.')]
  if (!['INVALID_DRAFT_TFNS', 'INVALID_TFNS'].includes(order.status)) {
    return [wrong('7524', 'RetryValidation is allowed in an invalid state only.')]
  }
  if (!order.vendorFailed) {
    return [wrong('7525', 'RetryValidation is allowed after a communication failure only.')]
  }
  return []
}
