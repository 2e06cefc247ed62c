import type { Call, Reply, Route } from './call.ts'
import { dayOf, easternDay, easternMinutes, instantOf, readOrderDate } from './calendar.ts'
import type { Lifecycle } from './lifecycle.ts'
import { fateOf } from './numbering.ts'
import type { Order, OrderContent, Status, WireError } from './order.ts'
import { goesLiveAt, isDraft, isTollFreeOrder, isTriggered, tnsOf } from './order.ts'
import {
  dateErrors,
  draftErrors,
  foreignRespOrg,
  numberFormErrors,
  orderErrors,
} from './order-checks.ts'
import { NO_CONTENT, changedElements, readContent, supplemented, without } from './order-content.ts'
import { orderXml, writeReply } from './order-xml.ts'
import type { Practice } from './practice.ts'
import { asksCarrier, suppErrors } from './supp-rules.ts'
import type { Xml } from './xml.ts'
import { child, childText, element } from './xml.ts'

const FAILED = 'Validation Failed. Please check your input parameters.'
const RECEIVED =
  'Order request received. Please use the order id to check the status of your order later.'
const SUPP_RECEIVED =
  'Supp request received. Please use the order id to check the status of your order later.'
// What a new list of numbers does wrong has codes of its own after submission.
const SUPP_CODES: Readonly<Record<string, string>> = {
  '7204': '7495',
  '7363': '7500',
  '7360': '7502',
}
// A submitted order that the vendor does not have yet.
const TOLL_FREE_WAITING: readonly Status[] = ['VALIDATE_TFNS', 'INVALID_TFNS', 'PENDING_DOCUMENTS']
const DAY_MS = 86_400_000

// An error reply says EXCEPTION wherever the order really stands.
function refused(
  code: number,
  errors: readonly WireError[],
  echo: OrderContent,
  id?: string,
): Reply {
  const head = { code, text: FAILED, errors, status: 'EXCEPTION' }
  return { status: code, xml: writeReply(id === undefined ? head : { ...head, orderId: id }, echo) }
}

const wrong = (code: string, text: string): WireError => ({ code, text })

export function unknownOrder(): Reply {
  return refused(404, [wrong('7200', 'Order id not found.')], NO_CONTENT)
}

export function orderRoutes(practice: Practice, lifecycle: Lifecycle): Route[] {
  const { orders, clock, account } = practice

  function create({ xml, user }: Call): Reply {
    if (xml?.name !== 'LnpOrder') return { status: 400 }
    const content = readContent(xml)
    const now = clock.now()
    const draft = childText(xml, 'ProcessingStatus')?.toUpperCase() === 'DRAFT'
    const errors = draft
      ? draftErrors(content)
      : orderErrors(content, { now, orders: orders.values(), self: null })
    const all = [...errors, ...misplacedSecrets(xml)]
    if (all.length > 0) return refused(400, all, content)
    const foreign = foreignRespOrg(content)
    if (foreign) return refused(409, [foreign], content)

    const order = lifecycle.create(content, user)
    if (!draft) lifecycle.submit(order, now, user)
    else lifecycle.move(order, draftStatus(order), now, user)
    const unserved = draft ? [] : outOfService(order)
    if (unserved.length > 0) {
      lifecycle.reject(order, now, '7378', 'Number is not in service with the losing carrier')
    }
    const head = { orderId: order.id, code: 201, text: RECEIVED, status: order.status }
    const reply = writeReply({ ...head, errors: order.errors }, content, ...tollFreeEcho(order))
    return { status: 201, xml: reply, location: `/portins/${order.id}` }
  }

  function read(_call: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return unknownOrder()
    return { status: 200, xml: orderXml(order, account.id, clock.now()) }
  }

  function update({ xml, user }: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return unknownOrder()
    if (xml?.name !== 'LnpOrderSupp') return { status: 400 }
    const sent = readContent(xml)
    const secrets = misplacedSecrets(xml)
    const errors = secrets.length > 0 ? secrets : updateErrors(order, sent, xml)
    if (errors.length > 0) return refused(400, errors, sent, id)
    const content = supplemented(order.content, sent, xml)
    const foreign = foreignRespOrg(content)
    if (foreign) return refused(409, [foreign], sent, id)

    apply(order, content, xml, user)
    const retried = childText(xml, 'RetryValidation')
    const head = { orderId: id, code: 200, text: SUPP_RECEIVED, status: 'REQUESTED_SUPP' }
    const echo = retried === undefined ? null : element('RetryValidation', retried)
    return { status: 200, xml: writeReply(head, sent, echo) }
  }

  function apply(order: Order, content: OrderContent, xml: Xml, user: string): void {
    const now = clock.now()
    const retry = childText(xml, 'RetryValidation') === 'true'
    const changed = changedElements(order.content, content)
    const listSent = child(xml, 'ListOfPhoneNumbers') !== undefined
    if (retry) order.vendorTries += 1
    if (isDraft(order.status)) {
      order.content = content
      if (isSubmit(xml)) lifecycle.submit(order, now, user)
      else if (listSent || retry) lifecycle.move(order, draftStatus(order), now, user)
      else lifecycle.touch(order, now, user)
      return
    }
    if (!TOLL_FREE_WAITING.includes(order.status)) {
      lifecycle.supplement(order, content, user, asksCarrier(changed))
      return
    }
    order.content = content
    if (listSent || retry) lifecycle.move(order, 'VALIDATE_TFNS', now, user)
    else lifecycle.touch(order, now, user)
  }

  function updateErrors(order: Order, sent: OrderContent, xml: Xml): WireError[] {
    const content = supplemented(order.content, sent, xml)
    const state = closedErrors(order)
    if (state.length > 0) return state
    const retry = retryErrors(order, xml)
    if (retry.length > 0) return retry
    const date = sent.fields['RequestedFocDate']
    // Unlike POST, PUT takes no date without a time.
    if (date !== undefined && (!date.includes('T') || readOrderDate(date) === null)) {
      return [wrong('7217', 'RequestedFocDate has a bad format.')]
    }
    if (isSubmit(xml)) return submitErrors(order, content)
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
    if (isTollFreeOrder({ content })) {
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
    if (isTollFreeOrder(order)) {
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
    const wanted = readOrderDate(sent.fields['RequestedFocDate'] ?? '')
    const timed = wanted?.kind === 'moment' && easternMinutes(wanted.at) !== 11 * 60 + 30
    const wireless = suppErrors(order, changed)
    return [
      ...form,
      ...wireless,
      ...(dateChanged && timed && !isTriggered(order)
        ? [wrong('7608', 'An order that is not triggered takes no time.')]
        : []),
      ...(dateChanged ? dateErrors(content, now) : []),
      ...(form.length === 0 && wireless.length === 0
        ? orderErrors(withoutDate(content), { now, orders: orders.values(), self: order }).map(
            (each) => ({ ...each, code: SUPP_CODES[each.code] ?? each.code }),
          )
        : []),
    ]
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

  function remove({ user }: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return unknownOrder()
    const errors = cancelErrors(order)
    if (errors.length > 0) return refused(400, errors, NO_CONTENT, id)
    if (isDraft(order.status)) orders.delete(id)
    else lifecycle.requestCancel(order, user)
    return { status: 200 }
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

  const order = '/portins/([^/]+)'
  return [
    { method: 'POST', path: /^\/portins$/, limit: 'PORT_IN', answer: create },
    { method: 'GET', path: new RegExp(`^${order}$`), limit: 'HISTORY', answer: read },
    { method: 'PUT', path: new RegExp(`^${order}$`), limit: 'PORT_IN', answer: update },
    { method: 'DELETE', path: new RegExp(`^${order}$`), limit: 'PORT_IN', answer: remove },
  ]
}

const isSubmit = (xml: Xml): boolean =>
  childText(xml, 'ProcessingStatus')?.toUpperCase() === 'SUBMITTED'

const draftStatus = (order: Order): 'DRAFT' | 'VALIDATE_DRAFT_TFNS' =>
  isTollFreeOrder(order) ? 'VALIDATE_DRAFT_TFNS' : 'DRAFT'

const withoutDate = (content: OrderContent): OrderContent => ({
  ...content,
  fields: without(content.fields, 'RequestedFocDate'),
})

const outOfService = (order: Order): string[] =>
  tnsOf(order).filter((tn) => {
    const fate = fateOf(tn)
    return fate.kind === 'regular' && fate.trouble === 'not in service'
  })

function tollFreeEcho(order: Order): Xml[] {
  if (order.tollFreeCheck === null) return []
  return [
    element('TollFreeValidationStatus', order.tollFreeCheck),
    element('TollFreePortType', 'PHASE_1_TOLLFREE'),
  ]
}

function misplacedSecrets(xml: Xml): WireError[] {
  const subscriber = child(xml, 'Subscriber')
  const misplaced = child(subscriber, 'AccountNumber') ?? child(subscriber, 'PinNumber')
  return misplaced
    ? [wrong('7481', 'AccountNumber and PinNumber must be in WirelessInfo, not in Subscriber.')]
    : []
}

function retryErrors(order: Order, xml: Xml): WireError[] {
  if (childText(xml, 'RetryValidation') !== 'true') return []
  if (!isTollFreeOrder(order)) return [wrong('7523', 'RetryValidation is for toll free orders.')]
  if (!['INVALID_DRAFT_TFNS', 'INVALID_TFNS'].includes(order.status)) {
    return [wrong('7524', 'RetryValidation is allowed in an invalid state only.')]
  }
  if (!order.vendorFailed) {
    return [wrong('7525', 'RetryValidation is allowed after a communication failure only.')]
  }
  return []
}
