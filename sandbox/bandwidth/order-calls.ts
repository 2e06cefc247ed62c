import { isDraftBulk } from './bulk/bulk-order.ts'
import type { Call, Reply, Route } from './call.ts'
import type { Lifecycle } from './lifecycle.ts'
import { fateOf } from './numbering.ts'
import type { Order, OrderContent, WireError } from './order.ts'
import { isDraft, tnsOf } from './order.ts'
import type { Change, OrderChanges } from './order-changes.ts'
import { draftStatus, wrong } from './order-changes.ts'
import { draftErrors, foreignRespOrg, orderErrors } from './order-checks.ts'
import { NO_CONTENT, readContent, supplemented } from './order-content.ts'
import { orderXml, writeReply } from './order-xml.ts'
import type { Practice } from './practice.ts'
import type { Xml } from './xml.ts'
import { child, childText, element } from './xml.ts'

const FAILED = 'Validation Failed. Please check your input parameters.'
const RECEIVED =
  'Order request received. Please use the order id to check the status of your order later.'
const SUPP_RECEIVED =
  'Supp request received. Please use the order id to check the status of your order later.'
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

export function unknownOrder(): Reply {
  return refused(404, [wrong('7200', 'Order id not found.')], NO_CONTENT)
}

export function orderRoutes(
  practice: Practice,
  lifecycle: Lifecycle,
  changes: OrderChanges,
): Route[] {
  const { orders, bulks, clock, account } = practice

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
      const text = 'Number is not in service with the losing carrier'
      lifecycle.reject(order, now, [{ code: '7378', text }])
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
    const change = readChange(order, xml)
    const { sent } = change
    const secrets = misplacedSecrets(xml)
    const errors = [...draftAgain(order, xml), ...secrets]
    if (errors.length === 0) errors.push(...changes.errorsOf(order, change))
    if (errors.length > 0) return refused(400, errors, sent, id)
    const conflict = foreignRespOrg(change.content) ?? bulkConflict(order, change)
    if (conflict) return refused(409, [conflict], sent, id)

    changes.apply(order, change, user)
    const retried = childText(xml, 'RetryValidation')
    const head = { orderId: id, code: 200, text: SUPP_RECEIVED, status: 'REQUESTED_SUPP' }
    const echo = retried === undefined ? null : element('RetryValidation', retried)
    return { status: 200, xml: writeReply(head, sent, echo) }
  }

  function bulkConflict(order: Order, { submits }: Change): WireError | null {
    const bulk = bulks.get(order.bulkId ?? '')
    if (!submits || bulk === undefined || !isDraftBulk(bulk)) return null
    return wrong('7717', 'The order belongs to a draft bulk port-in: submit that, or detach this.')
  }

  function remove({ user }: Call, id = ''): Reply {
    const order = orders.get(id)
    if (order === undefined) return unknownOrder()
    const errors = changes.cancelErrors(order)
    if (errors.length > 0) return refused(400, errors, NO_CONTENT, id)
    if (isDraft(order.status)) lifecycle.remove(order)
    else lifecycle.requestCancel(order, user)
    return { status: 200 }
  }

  const order = '/portins/([^/]+)'
  return [
    { method: 'POST', path: /^\/portins$/, limit: 'PORT_IN', answer: create },
    { method: 'GET', path: new RegExp(`^${order}$`), limit: 'HISTORY', answer: read },
    { method: 'PUT', path: new RegExp(`^${order}$`), limit: 'PORT_IN', answer: update },
    { method: 'DELETE', path: new RegExp(`^${order}$`), limit: 'PORT_IN', answer: remove },
  ]
}

/** What was submitted never becomes a draft again. */
const draftAgain = (order: Order, xml: Xml): WireError[] =>
  !isDraft(order.status) && childText(xml, 'ProcessingStatus')?.toUpperCase() === 'DRAFT'
    ? [wrong('7367', 'The order has been submitted already and cannot be a draft again.')]
    : []

function readChange(order: Order, xml: Xml): Change {
  const sent = readContent(xml)
  return {
    sent,
    content: supplemented(order.content, sent, xml),
    submits: childText(xml, 'ProcessingStatus')?.toUpperCase() === 'SUBMITTED',
    retries: childText(xml, 'RetryValidation') === 'true',
  }
}

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
